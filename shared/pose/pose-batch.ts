import { createPose, type Pose } from '../pose.ts';
import { BitReader } from './bits.ts';
import { PoseChainReader } from './pose-chain-reader.ts';

/**
 * What a viewer is sent each tick: u32 milliseconds of the room's clock (little endian), then for each avatar that has news
 * its slot (u8) and its bits, which end where they end (`pose-chain-format.ts`).
 */
export const BATCH_HEADER_BYTES = 4;
/** Slots of one room. */
export const SLOTS = 256;

/** Told of each pose in a batch. `pose` is used again for the next. */
export type PoseVisitor = (slot: number, pose: Pose, sampledAtMs: number, quality: number) => void;

/** Reads the batches of one room. */
export class PoseBatchReader {
  readonly #chains: (PoseChainReader | undefined)[] = [];
  readonly #bits = new BitReader();
  readonly #pose = createPose();

  /**
   * Answers the room's time of the batch; null where it cannot be read to its end. Then the poses before the trouble have been
   * told, and the server must be asked to send keys again.
   */
  read(bytes: Uint8Array, visit: PoseVisitor): number | null {
    if (bytes.length < BATCH_HEADER_BYTES) return null;
    const sentAtMs = readTime(bytes);
    let at = BATCH_HEADER_BYTES;
    while (at < bytes.length) {
      const slot = bytes[at] as number;
      let chain = this.#chains[slot];
      if (!chain) {
        chain = new PoseChainReader();
        this.#chains[slot] = chain;
      }
      this.#bits.open(bytes, at + 1);
      if (!chain.read(this.#bits, this.#pose)) return null;
      visit(slot, this.#pose, sentAtMs - chain.ageMs, chain.quality);
      at = this.#bits.position;
    }
    return sentAtMs;
  }

  /** Whoever had the slot is gone. */
  forget(slot: number): void {
    this.#chains[slot] = undefined;
  }
  clear(): void {
    this.#chains.length = 0;
  }
}

export function writeTime(bytes: Uint8Array, timeMs: number): void {
  const whole = Math.round(timeMs) >>> 0;
  bytes[0] = whole & 255;
  bytes[1] = (whole >>> 8) & 255;
  bytes[2] = (whole >>> 16) & 255;
  bytes[3] = whole >>> 24;
}

export function readTime(bytes: Uint8Array): number {
  // What is not there counts as 0.
  return (
    ((bytes[0] as number) |
      ((bytes[1] as number) << 8) |
      ((bytes[2] as number) << 16) |
      ((bytes[3] as number) << 24)) >>>
    0
  );
}
