import { PoseBatchReader } from '../../shared/pose/pose-batch.ts';
import { copyPose, createPose, type Pose } from '../../shared/pose.ts';
import { PoseCorrection } from './pose-correction.ts';
import { PoseTrack } from './pose-track.ts';

/** Nobody is shown later than this after they moved; what comes later still is guessed on from what is known. */
export const MAX_DELAY_MS = 140;
/** Kept ready beyond what was needed lately. */
const MARGIN_MS = 6;
/** What was needed lately is forgotten so quickly: 20 ms in a second. */
const FORGET_PER_MS = 0.02;
/** The delay changes so quickly at most, so that nobody is seen to run or to freeze: 8 % faster or slower. */
const SLEW = 0.08;

/** Used again by each correction. */
const known = createPose();

/** One avatar's poses, and how far behind the room's clock they must be shown so that there always is a next one. */
class Playout {
  readonly track = new PoseTrack();
  #quality = -1;
  /** What would just have been enough, of late. */
  #neededMs = 0;
  #delayMs = Number.NaN;
  #judgedMs = 0;
  readonly #correction = new PoseCorrection();
  /** What was shown last, before it was mended, and of when. */
  readonly #shown = createPose();
  #shownAtMs = Number.NaN;
  #hasNews = false;

  add(pose: Pose, sampledAtMs: number, quality: number, roomNowMs: number): void {
    if (quality !== this.#quality) {
      this.#quality = quality;
      this.#neededMs = 0;
    }
    // Until this pose came, the one before it was the newest: that is how old the newest can get.
    const newestMs = this.track.newestMs;
    const gapMs = roomNowMs - (newestMs === Number.NEGATIVE_INFINITY ? sampledAtMs : newestMs);
    const forgotten = this.#neededMs - (roomNowMs - this.#judgedMs) * FORGET_PER_MS;
    if (!pose.teleported) this.#neededMs = Math.min(MAX_DELAY_MS, Math.max(gapMs, forgotten));
    this.#judgedMs = roomNowMs;
    this.track.add(pose, sampledAtMs);
    this.#hasNews = true;
    // It is at its new place already.
    if (pose.teleported && sampledAtMs <= this.#shownAtMs) this.#shownAtMs = Number.NaN;
  }

  /** Writes what to show of a room time, `elapsedMs` after the last call; false where nothing is known. */
  sample(timeMs: number, elapsedMs: number, into: Pose): boolean {
    if (this.#hasNews) this.#correct();
    if (!this.track.sample(timeMs, into)) return false;
    copyPose(into, this.#shown);
    this.#shownAtMs = timeMs;
    this.#correction.apply(into, elapsedMs);
    return true;
  }

  /** Holds what was shown against what is known of that moment now. */
  #correct(): void {
    this.#hasNews = false;
    if (Number.isNaN(this.#shownAtMs)) this.#correction.clear();
    else if (this.track.sample(this.#shownAtMs, known)) this.#correction.add(this.#shown, known);
  }

  /** Goes gently towards the delay that is needed now. */
  delayMs(elapsedMs: number): number {
    const goalMs = Math.min(MAX_DELAY_MS, this.#neededMs + MARGIN_MS);
    if (Number.isNaN(this.#delayMs)) this.#delayMs = goalMs;
    const most = SLEW * elapsedMs;
    this.#delayMs += Math.min(most, Math.max(-most, goalMs - this.#delayMs));
    return this.#delayMs;
  }

  shownMs = Number.NEGATIVE_INFINITY;
}

/** Everyone else's poses, from batches in to a pose to show at a moment out. Allocates nothing but for a new avatar. */
export class PoseBuffers {
  readonly #batches = new PoseBatchReader();
  readonly #playouts = new Map<number, Playout>();
  #roomNowMs = 0;

  /** Takes a batch as it came, at a time of the room's clock. False where it cannot be read, and keys must be asked for. */
  receive(bytes: Uint8Array, roomNowMs: number): boolean {
    this.#roomNowMs = roomNowMs;
    return this.#batches.read(bytes, this.#take) !== null;
  }

  readonly #take = (slot: number, pose: Pose, sampledAtMs: number, quality: number): void => {
    let playout = this.#playouts.get(slot);
    if (!playout) {
      playout = new Playout();
      this.#playouts.set(slot, playout);
    }
    playout.add(pose, sampledAtMs, quality, this.#roomNowMs);
  };

  /** The pose to show of an avatar at a time of the room's clock; false where none is known. */
  sampleAt(slot: number, roomNowMs: number, into: Pose): boolean {
    const playout = this.#playouts.get(slot);
    if (!playout) return false;
    const elapsedMs = Math.max(0, roomNowMs - playout.shownMs);
    const sinceMs = Number.isFinite(elapsedMs) ? elapsedMs : 0;
    const delayMs = playout.delayMs(sinceMs);
    playout.shownMs = roomNowMs;
    return playout.sample(roomNowMs - delayMs, sinceMs, into);
  }

  /** How far behind the room's clock an avatar is shown; NaN where it is not. */
  delayOf(slot: number): number {
    return this.#playouts.get(slot)?.delayMs(0) ?? Number.NaN;
  }

  forget(slot: number): void {
    this.#playouts.delete(slot);
    this.#batches.forget(slot);
  }

  /** After a new link: slots are given anew. */
  clear(): void {
    this.#playouts.clear();
    this.#batches.clear();
  }
}
