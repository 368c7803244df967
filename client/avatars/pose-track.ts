import { copyPose, createPose, type HandPose, type Pose, type Rotation, type Vector } from '../../shared/pose.ts';

const KEPT_POSES = 12;
/** How long a body is carried on beyond the last that is known of it; then it stands. */
const MAX_EXTRAPOLATION_MS = 120;

/**
 * Shares of what is blended. Numbers that a called function needs are kept here and in fields, not handed over as arguments: V8 puts a
 * fraction that is an argument on the heap, some thousand times a frame.
 */
const share = { timeMs: 0, ofA: 0, ofB: 0, outOfA: 0, intoB: 0, t: 0 };

/** A pose with the time of the room's clock it was sampled at. */
interface Timed {
  timeMs: number;
  readonly pose: Pose;
}

/** The last few poses of one avatar, in a ring that is filled in place, and what lies between them. */
export class PoseTrack {
  readonly #ring: readonly Timed[] = Array.from({ length: KEPT_POSES }, () => ({ timeMs: 0, pose: createPose() }));
  #newest = -1;
  #count = 0;

  /** Room time of the newest pose; -Infinity where there is none. */
  get newestMs(): number {
    return this.#count === 0 ? Number.NEGATIVE_INFINITY : this.#at(0).timeMs;
  }

  /** Poses come in the order they were sampled; one that does not is dropped. */
  add(pose: Pose, timeMs: number): void {
    if (timeMs <= this.newestMs) return;
    this.#newest = (this.#newest + 1) % KEPT_POSES;
    this.#count = Math.min(this.#count + 1, KEPT_POSES);
    const slot = this.#at(0);
    slot.timeMs = timeMs;
    copyPose(pose, slot.pose);
  }

  /** Writes where the body was at a room time. False where nothing is known. */
  sample(timeMs: number, into: Pose): boolean {
    this.askedMs = timeMs;
    return this.sampleAsked(into);
  }

  /** The room time that {@link sampleAsked} is about. */
  askedMs = 0;

  /** As {@link sample}, for frames. */
  sampleAsked(into: Pose): boolean {
    if (this.#count === 0) return false;
    const timeMs = this.askedMs;
    share.timeMs = timeMs;
    let back = 0;
    while (back < this.#count && this.#at(back).timeMs > timeMs) back++;
    if (back === 0) this.#extrapolate(into);
    else if (back === this.#count) copyPose(this.#at(back - 1).pose, into);
    else this.#interpolate(back, into);
    into.teleported = false;
    return true;
  }

  #interpolate(back: number, into: Pose): void {
    const later = this.#at(back - 1);
    const earlier = this.#at(back);
    // A jump is shown where it leads, never as a slide; until then the body stands where it was.
    if (later.pose.teleported) {
      copyPose(earlier.pose, into);
      return;
    }
    const before = back + 1 < this.#count && !earlier.pose.teleported ? this.#at(back + 1) : earlier;
    const after = back >= 2 && !this.#at(back - 2).pose.teleported ? this.#at(back - 2) : later;
    blend(before, earlier, later, after, into);
  }

  /** Goes on as it went, ever more slowly: a guess that is soon mended must not overshoot. */
  #extrapolate(into: Pose): void {
    const newest = this.#at(0);
    copyPose(newest.pose, into);
    if (this.#count < 2 || newest.pose.teleported) return;
    const before = this.#at(1);
    const aheadMs = Math.min(share.timeMs - newest.timeMs, MAX_EXTRAPOLATION_MS);
    const easedMs = aheadMs * (1 - aheadMs / (2 * MAX_EXTRAPOLATION_MS));
    share.t = 1 + easedMs / (newest.timeMs - before.timeMs);
    lerp(before.pose.headPosition, newest.pose.headPosition, into.headPosition);
    nlerp(before.pose.headRotation, newest.pose.headRotation, into.headRotation);
    carryHand(before.pose.left, newest.pose.left, into.left);
    carryHand(before.pose.right, newest.pose.right, into.right);
  }

  /** The pose `back` before the newest. */
  #at(back: number): Timed {
    return this.#ring[(this.#newest - back + KEPT_POSES) % KEPT_POSES] as Timed;
  }
}

function blend(before: Timed, earlier: Timed, later: Timed, after: Timed, into: Pose): void {
  const spanMs = later.timeMs - earlier.timeMs;
  const t = (share.timeMs - earlier.timeMs) / spanMs;
  const tt = t * t;
  const ttt = tt * t;
  share.t = t;
  share.ofA = 2 * ttt - 3 * tt + 1;
  share.ofB = 3 * tt - 2 * ttt;
  // Tangents of the curve at both ends, scaled to this span (Catmull-Rom for uneven times).
  share.outOfA = (ttt - 2 * tt + t) * (spanMs / (later.timeMs - before.timeMs));
  share.intoB = (ttt - tt) * (spanMs / (after.timeMs - earlier.timeMs));
  const a = earlier.pose;
  const b = later.pose;
  hermite(before.pose.headPosition, a.headPosition, b.headPosition, after.pose.headPosition, into.headPosition);
  nlerp(a.headRotation, b.headRotation, into.headRotation);
  blendHand(before.pose.left, a.left, b.left, after.pose.left, into.left);
  blendHand(before.pose.right, a.right, b.right, after.pose.right, into.right);
  into.handTracking = b.handTracking;
  into.curled = b.curled;
  into.seated = b.seated;
  into.speaking = b.speaking;
}

function blendHand(before: HandPose, a: HandPose, b: HandPose, after: HandPose, into: HandPose): void {
  into.present = b.present;
  into.pinching = b.pinching;
  into.pointing = b.pointing;
  into.curls.set(b.curls);
  if (!b.present) return;
  const from = a.present ? a : b;
  const past = before.present ? before : from;
  const next = after.present ? after : b;
  hermite(past.position, from.position, b.position, next.position, into.position);
  nlerp(from.rotation, b.rotation, into.rotation);
}

function carryHand(a: HandPose, b: HandPose, into: HandPose): void {
  if (!a.present || !b.present) return;
  lerp(a.position, b.position, into.position);
  nlerp(a.rotation, b.rotation, into.rotation);
}

/** From `a` to `b` with the speeds that lead on from `before` and to `after`. */
function hermite(before: Vector, a: Vector, b: Vector, after: Vector, into: Vector): void {
  const { ofA: atA, ofB: atB, outOfA, intoB } = share;
  into.x = atA * a.x + atB * b.x + outOfA * (b.x - before.x) + intoB * (after.x - a.x);
  into.y = atA * a.y + atB * b.y + outOfA * (b.y - before.y) + intoB * (after.y - a.y);
  into.z = atA * a.z + atB * b.z + outOfA * (b.z - before.z) + intoB * (after.z - a.z);
}

function lerp(a: Vector, b: Vector, into: Vector): void {
  const { t } = share;
  into.x = a.x + (b.x - a.x) * t;
  into.y = a.y + (b.y - a.y) * t;
  into.z = a.z + (b.z - a.z) * t;
}

/** Normalised linear interpolation along the shorter arc: within a twentieth of a degree of slerp over one tick's turn. */
function nlerp(a: Rotation, b: Rotation, into: Rotation): void {
  const { t } = share;
  const sign = a.x * b.x + a.y * b.y + a.z * b.z + a.w * b.w < 0 ? -1 : 1;
  const x = a.x + (b.x * sign - a.x) * t;
  const y = a.y + (b.y * sign - a.y) * t;
  const z = a.z + (b.z * sign - a.z) * t;
  const w = a.w + (b.w * sign - a.w) * t;
  const length = Math.sqrt(x * x + y * y + z * z + w * w) || 1;
  into.x = x / length;
  into.y = y / length;
  into.z = z / length;
  into.w = w / length;
}
