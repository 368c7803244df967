/** Two bytes, a length of eight, a mask of four. */
const LONGEST_HEADER_BYTES = 14;
const FIN = 0x80;
const OPCODE = 0x0f;
const FIRST_CONTROL_OPCODE = 0x08;
const MASKED = 0x80;
const LENGTH = 0x7f;
/** In the place of a length: it follows in 16 or 64 bits. */
const IN_16_BITS = 126;
const IN_64_BITS = 127;

/**
 * Where messages begin among a client's bytes (RFC 6455, section 5.2), however they are cut. It judges nothing: of what is no WebSocket
 * at all it answers anything, and `ws` ends that link.
 */
export class FrameBoundary {
  readonly #header = new Uint8Array(LONGEST_HEADER_BYTES);
  #headerBytes = 0;
  #payloadBytesLeft = 0;
  /** A message in parts has begun, and its last part has not. */
  #isInMessage = false;

  /** The next byte begins a message or a control frame. */
  get isBetweenMessages(): boolean {
    return this.#headerBytes === 0 && this.#payloadBytesLeft === 0 && !this.#isInMessage;
  }

  /** Goes on by the bytes that come next. */
  pass(bytes: Uint8Array): void {
    let at = 0;
    while (at < bytes.length) {
      if (this.#payloadBytesLeft > 0) {
        const skipped = Math.min(this.#payloadBytesLeft, bytes.length - at);
        this.#payloadBytesLeft -= skipped;
        at += skipped;
        continue;
      }
      this.#header[this.#headerBytes++] = bytes[at++] as number;
      if (this.#headerBytes === lengthOfHeader(this.#header, this.#headerBytes)) this.#beginPayload();
    }
  }

  #beginPayload(): void {
    const first = this.#header[0] as number;
    // Control frames may come between the parts of a message.
    if ((first & OPCODE) < FIRST_CONTROL_OPCODE) this.#isInMessage = (first & FIN) === 0;
    this.#payloadBytesLeft = lengthOfPayload(this.#header);
    this.#headerBytes = 0;
  }
}

/** As far as the first bytes of it tell: longer than they are while there is more to come. */
function lengthOfHeader(header: Uint8Array, known: number): number {
  if (known < 2) return 2;
  const second = header[1] as number;
  const length = second & LENGTH;
  return 2 + (length === IN_16_BITS ? 2 : length === IN_64_BITS ? 8 : 0) + (second & MASKED ? 4 : 0);
}

function lengthOfPayload(header: Uint8Array): number {
  const length = (header[1] as number) & LENGTH;
  const bytes = length === IN_16_BITS ? 2 : length === IN_64_BITS ? 8 : 0;
  if (bytes === 0) return length;
  let payload = 0;
  for (let index = 0; index < bytes; index++) payload = payload * 256 + (header[2 + index] as number);
  return payload;
}
