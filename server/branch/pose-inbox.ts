import { POSE_BYTES } from '../../shared/pose/pose-packet.ts';

/** More than a full branch sends in a tick at its usual rate; beyond that they are judged at once. */
const CAPACITY = 384;
/** From one packet to the next: a line of a processor's cache. */
const STRIDE = 64;

/** Told of each pose in the order they came: whose, and when. The bytes are used again. */
export type Judge = (slot: number, packet: Uint8Array, atMs: number) => void;

/**
 * The poses that have come since the last tick. Nobody is told of one sooner, so they are judged together: each by itself, between two
 * sleeps of the process, would find all memory cold that judging needs.
 */
export class PoseInbox {
  readonly #packets = new Uint8Array(CAPACITY * STRIDE);
  readonly #slots = new Uint8Array(CAPACITY);
  readonly #atMs = new Float64Array(CAPACITY);
  readonly #packet = new Uint8Array(POSE_BYTES);
  #count = 0;
  /** Those before it have been told of. */
  #next = 0;

  /** Keeps a packet of {@link POSE_BYTES}. Answers false where there is no room: drain first. */
  put(slot: number, packet: Uint8Array, atMs: number): boolean {
    if (this.#count === CAPACITY) return false;
    const index = this.#count++;
    const packets = this.#packets;
    this.#slots[index] = slot;
    this.#atMs[index] = atMs;
    for (let from = 0, to = index * STRIDE; from < POSE_BYTES; from++, to++) packets[to] = packet[from] as number;
    return true;
  }

  /** To each its turn; who is told may ask for the rest meanwhile. */
  drain(judge: Judge): void {
    const packet = this.#packet;
    while (this.#next < this.#count) {
      const index = this.#next++;
      for (let to = 0, from = index * STRIDE; to < POSE_BYTES; to++, from++) packet[to] = this.#packets[from] as number;
      judge(this.#slots[index] as number, packet, this.#atMs[index] as number);
    }
    this.#next = 0;
    this.#count = 0;
  }
}
