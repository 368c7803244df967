import { PoseBatchReader } from '../../shared/pose/pose-batch.ts';
import { copyPose, createPose, type Pose } from '../../shared/pose.ts';
import { PoseCorrection } from './pose-correction.ts';
import { PoseTrack } from './pose-track.ts';

/**
 * Nobody is shown later than this after they moved; what comes later still is guessed on from what is known. But those of a crowd, who
 * come 2.5 times a second and are far away, are waited for: guessed on for so long they would be seen to stop and to start.
 */
export const MAX_DELAYS_MS = [140, 140, 140, 140, 450] as const;
/** Kept ready beyond what was needed lately. */
const MARGIN_MS = 6;
/** What was needed lately is forgotten so quickly: 20 ms in a second. */
const FORGET_PER_MS = 0.02;
/** The delay changes so quickly at most, so that nobody is seen to run or to freeze: 8 % faster or slower. */
const SLEW = 0.08;
/** But where it is more than may be, or so much too little that people would be seen to stop and start, half as fast again or half as fast. */
const HASTY_SLEW = 0.5;
const MUCH_TOO_LITTLE_MS = 100;

/** In a field, because a fraction that is an argument may be put on the heap. */
class ShowTime {
  roomNowMs = 0;
}

/** Used again by each correction. */
const known = createPose();

/**
 * One avatar's poses, and how far behind the room's clock they must be shown so that there always is a next one. What may not be known
 * yet is compared instead of asked by `Number.isNaN`, for which V8's middle compiler puts the fraction on the heap (`isRoomKnown`).
 */
class Playout {
  readonly track = new PoseTrack();
  #quality = -1;
  /** What would just have been enough, of late. */
  #neededMs = 0;
  /** How far behind the room's clock it is shown; NaN before it is. */
  delayMs = Number.NaN;
  #askedAtMs = Number.NEGATIVE_INFINITY;
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
    if (!pose.teleported) this.#neededMs = Math.min(this.#maxDelayMs, Math.max(gapMs, forgotten));
    this.#judgedMs = roomNowMs;
    this.track.add(pose, sampledAtMs);
    this.#hasNews = true;
    // It is at its new place already.
    if (pose.teleported && sampledAtMs <= this.#shownAtMs) this.#shownAtMs = Number.NaN;
  }

  /** Writes what to show at a room time; false where nothing is known. */
  show({ roomNowMs }: ShowTime, into: Pose): boolean {
    const elapsedMs = Math.max(0, roomNowMs - this.#askedAtMs);
    this.#askedAtMs = roomNowMs;
    this.#correction.elapsedMs = elapsedMs < Number.POSITIVE_INFINITY ? elapsedMs : 0;
    this.#followNeed();
    if (this.#hasNews) this.#correct();
    this.track.askedMs = roomNowMs - this.delayMs;
    if (!this.track.sampleAsked(into)) return false;
    copyPose(into, this.#shown);
    this.#shownAtMs = this.track.askedMs;
    this.#correction.apply(into);
    return true;
  }

  /** Holds what was shown against what is known of that moment now. */
  #correct(): void {
    this.#hasNews = false;
    this.track.askedMs = this.#shownAtMs;
    if (!(this.#shownAtMs > Number.NEGATIVE_INFINITY)) this.#correction.clear();
    else if (this.track.sampleAsked(known)) this.#correction.add(this.#shown, known);
  }

  get #maxDelayMs(): number {
    return MAX_DELAYS_MS[this.#quality] ?? MAX_DELAYS_MS[0];
  }

  /** Goes gently towards the delay that is needed now. */
  #followNeed(): void {
    const goalMs = Math.min(this.#maxDelayMs, this.#neededMs + MARGIN_MS);
    if (!(this.delayMs > Number.NEGATIVE_INFINITY)) this.delayMs = goalMs;
    const isHasty = this.delayMs > this.#maxDelayMs || goalMs - this.delayMs > MUCH_TOO_LITTLE_MS;
    const most = (isHasty ? HASTY_SLEW : SLEW) * this.#correction.elapsedMs;
    this.delayMs += Math.min(most, Math.max(-most, goalMs - this.delayMs));
  }
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

  /** The room's time that {@link show} is about. */
  readonly time = new ShowTime();

  /** The pose to show of an avatar at {@link time}; false where none is known. */
  show(slot: number, into: Pose): boolean {
    return this.#playouts.get(slot)?.show(this.time, into) ?? false;
  }

  /** The same at a time of the room's clock. */
  sampleAt(slot: number, roomNowMs: number, into: Pose): boolean {
    this.time.roomNowMs = roomNowMs;
    return this.show(slot, into);
  }

  /** How far behind the room's clock an avatar is shown; NaN where it is not. */
  delayOf(slot: number): number {
    return this.#playouts.get(slot)?.delayMs ?? Number.NaN;
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
