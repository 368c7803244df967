import {
  BATCH_HEADER_BYTES,
  copyPose,
  createPose,
  decodePose,
  type HandPose,
  type Pose,
  type Rotation,
  readBatch,
  type Vector,
} from '../../shared/pose.ts';

/** How far behind the newest pose others are shown, so that there is one on each side to move between: two ticks. */
export const DISPLAY_DELAY_MS = 100;
const KEPT_POSES = 8;
/** What a batch may be late by; more means that one of the two clocks stood still. */
const MOST_LATENESS_MS = 1000;
/** How much later than the best each batch is taken to be, so that clocks that drift apart are followed: 1 ms in a second. */
const FORGET_MS = 0.05;

/** A pose with the time of the room's clock it was sent at. */
interface Timed {
  timeMs: number;
  readonly pose: Pose;
}

/** The last few poses of one avatar, in a ring that is filled in place. */
class Track {
  readonly #ring: readonly Timed[] = Array.from({ length: KEPT_POSES }, () => ({
    timeMs: Number.NEGATIVE_INFINITY,
    pose: createPose(),
  }));
  #newest = -1;
  #count = 0;

  /** The slot for the next pose; {@link commit} makes it the newest. */
  next(): Timed {
    return this.#at(this.#newest + 1);
  }
  commit(timeMs: number): void {
    this.#newest = (this.#newest + 1) % KEPT_POSES;
    this.#at(this.#newest).timeMs = timeMs;
    this.#count = Math.min(this.#count + 1, KEPT_POSES);
  }

  sample(timeMs: number, into: Pose): boolean {
    if (this.#count === 0) return false;
    let later = this.#at(this.#newest);
    for (let back = 1; back < this.#count && later.timeMs > timeMs; back++) {
      const earlier = this.#at(this.#newest - back);
      if (earlier.timeMs <= timeMs) {
        // A jump is shown where it leads, never as a slide; until then the body stands where it was.
        if (later.pose.teleported) copyPose(earlier.pose, into);
        else interpolate(earlier, later, timeMs, into);
        return true;
      }
      later = earlier;
    }
    copyPose(later.pose, into);
    return true;
  }

  #at(index: number): Timed {
    return this.#ring[(index + KEPT_POSES) % KEPT_POSES] as Timed;
  }
}

/** Everyone else's poses, from batches in to a pose to show at a moment out. Reading and sampling allocate nothing but a new avatar's ring. */
export class PoseBuffers {
  readonly #tracks = new Map<number, Track>();
  /** Our clock less the room's, as the batch that was delayed least has it. */
  #offsetMs = Number.POSITIVE_INFINITY;

  /** Takes a batch as it came, at our time `localTimeMs`. */
  receive(bytes: Uint8Array, localTimeMs: number): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (view.byteLength < BATCH_HEADER_BYTES) return;
    const roomTimeMs = view.getFloat64(0, true);
    if (!Number.isFinite(roomTimeMs)) return;
    const offsetMs = localTimeMs - roomTimeMs;
    const isLost = offsetMs - this.#offsetMs > MOST_LATENESS_MS;
    this.#offsetMs = isLost ? offsetMs : Math.min(this.#offsetMs + FORGET_MS, offsetMs);
    readBatch(view, (avatarId, offset) => {
      let track = this.#tracks.get(avatarId);
      if (!track) {
        track = new Track();
        this.#tracks.set(avatarId, track);
      }
      if (decodePose(view, offset, track.next().pose)) track.commit(roomTimeMs);
    });
  }

  /** The pose to show of an avatar at our time; false where none is known. */
  sampleAt(avatarId: number, localTimeMs: number, into: Pose): boolean {
    return this.#tracks.get(avatarId)?.sample(localTimeMs - this.#offsetMs - DISPLAY_DELAY_MS, into) ?? false;
  }

  forget(avatarId: number): void {
    this.#tracks.delete(avatarId);
  }

  /** After a new link: ids are given anew. */
  clear(): void {
    this.#tracks.clear();
    this.#offsetMs = Number.POSITIVE_INFINITY;
  }
}

function interpolate(earlier: Timed, later: Timed, timeMs: number, into: Pose): void {
  const t = (timeMs - earlier.timeMs) / (later.timeMs - earlier.timeMs);
  const a = earlier.pose;
  const b = later.pose;
  lerp(a.headPosition, b.headPosition, t, into.headPosition);
  nlerp(a.headRotation, b.headRotation, t, into.headRotation);
  interpolateHand(a.left, b.left, t, into.left);
  interpolateHand(a.right, b.right, t, into.right);
  into.handTracking = b.handTracking;
  into.seated = b.seated;
  into.teleported = false;
}

function interpolateHand(a: HandPose, b: HandPose, t: number, into: HandPose): void {
  into.present = b.present;
  if (!b.present) return;
  lerp(a.present ? a.position : b.position, b.position, t, into.position);
  nlerp(a.present ? a.rotation : b.rotation, b.rotation, t, into.rotation);
}

function lerp(a: Vector, b: Vector, t: number, into: Vector): void {
  into.x = a.x + (b.x - a.x) * t;
  into.y = a.y + (b.y - a.y) * t;
  into.z = a.z + (b.z - a.z) * t;
}

/** Normalised linear interpolation along the shorter arc: within a twentieth of a degree of slerp over one tick's turn. */
function nlerp(a: Rotation, b: Rotation, t: number, into: Rotation): void {
  const sign = a.x * b.x + a.y * b.y + a.z * b.z + a.w * b.w < 0 ? -1 : 1;
  const x = a.x + (b.x * sign - a.x) * t;
  const y = a.y + (b.y * sign - a.y) * t;
  const z = a.z + (b.z * sign - a.z) * t;
  const w = a.w + (b.w * sign - a.w) * t;
  const length = Math.hypot(x, y, z, w) || 1;
  into.x = x / length;
  into.y = y / length;
  into.z = z / length;
  into.w = w / length;
}
