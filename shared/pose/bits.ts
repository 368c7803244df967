/** Bits into bytes, least significant first. Writing and reading allocate nothing. */
export class BitWriter {
  readonly bytes: Uint8Array;
  #byte = 0;
  #word = 0;
  #fill = 0;

  constructor(capacityBytes: number) {
    this.bytes = new Uint8Array(capacityBytes);
  }

  reset(): void {
    this.#byte = 0;
    this.#word = 0;
    this.#fill = 0;
  }

  /** `value` is unsigned and fits `count` bits, of which there are at most {@link MAX_WRITE_BITS}. */
  write(value: number, count: number): void {
    const bytes = this.bytes;
    let word = this.#word | (value << this.#fill);
    let fill = this.#fill + count;
    let byte = this.#byte;
    for (; fill >= 8; fill -= 8) {
      bytes[byte++] = word;
      word >>>= 8;
    }
    this.#byte = byte;
    this.#word = word;
    this.#fill = fill;
  }

  /**
   * A signed number in about `parameter + 1 + |2 value| / 2^parameter` bits (Rice code of the zigzag form); what would take
   * longer than {@link LONGEST_UNARY} ones is written plainly after them, in {@link PLAIN_BITS} bits.
   */
  writeRice(value: number, parameter: number): void {
    const folded = value < 0 ? -2 * value - 1 : 2 * value;
    const quotient = folded >>> parameter;
    if (quotient >= LONGEST_UNARY) {
      this.write((1 << LONGEST_UNARY) - 1, LONGEST_UNARY);
      this.write(folded, PLAIN_BITS);
      return;
    }
    const ones = (1 << quotient) - 1;
    const rest = folded & ((1 << parameter) - 1);
    const length = quotient + 1 + parameter;
    if (length <= MAX_WRITE_BITS) {
      this.write(ones | (rest << (quotient + 1)), length);
      return;
    }
    this.write(ones, quotient + 1);
    this.write(rest, parameter);
  }

  /** Fills the last byte with zeros; answers how many bytes there are. */
  finish(): number {
    if (this.#fill > 0) this.write(0, 8 - this.#fill);
    return this.#byte;
  }
}

/** With up to seven bits that wait for their byte they are fewer than the 32 of a word. */
const MAX_WRITE_BITS = 24;
const LONGEST_UNARY = 12;
const PLAIN_BITS = 20;
/** The greatest magnitude that {@link BitWriter.writeRice} can carry. */
export const RICE_LIMIT = 2 ** (PLAIN_BITS - 1) - 1;

/** Reads what a {@link BitWriter} wrote. Past the end it reads zeros and {@link overrun} is true. */
export class BitReader {
  #bytes: Uint8Array = new Uint8Array(0);
  #byte = 0;
  #word = 0;
  #fill = 0;
  overrun = false;

  /** Begins at a byte. */
  open(bytes: Uint8Array, at: number): void {
    this.#bytes = bytes;
    this.#byte = at;
    this.#word = 0;
    this.#fill = 0;
    this.overrun = false;
  }

  read(count: number): number {
    while (this.#fill < count) {
      if (this.#byte >= this.#bytes.length) this.overrun = true;
      this.#word |= (this.#bytes[this.#byte++] ?? 0) << this.#fill;
      this.#fill += 8;
    }
    const value = this.#word & ((1 << count) - 1);
    this.#word >>>= count;
    this.#fill -= count;
    return value;
  }

  readRice(parameter: number): number {
    let quotient = 0;
    while (quotient < LONGEST_UNARY && this.read(1) === 1) quotient++;
    const folded = quotient === LONGEST_UNARY ? this.read(PLAIN_BITS) : (quotient << parameter) | this.read(parameter);
    return folded & 1 ? -((folded + 1) >>> 1) : folded >>> 1;
  }

  /** The first byte of which no bit has been read. */
  get position(): number {
    return this.#byte - (this.#fill >>> 3);
  }
}
