import { createVector, type Pose, type Vector } from '../../shared/pose.ts';

/** What was shown wrong is mended by two thirds in so long: a step of 30 cm is then no faster than a lunge. */
const MEND_MS = 100;
/** Less is not seen as a snap, and is right at once. */
const SNAP_METRES = 0.08;
/** Who is further off than this is put where they are. */
const LARGEST_METRES = 2;

/**
 * When a late pose shows that a guess was far wrong, a body does not snap: what it was wrong by is carried along and fades. Only places
 * are mended so; turns are small enough to be seen at once. Allocates nothing.
 */
export class PoseCorrection {
  readonly #head = createVector();
  readonly #left = createVector();
  readonly #right = createVector();

  /** For one moment, `guessed` was shown and `known` would be shown now. */
  add(guessed: Pose, known: Pose): void {
    grow(this.#head, guessed.headPosition, known.headPosition);
    // A hand that was not shown goes with the head.
    if (guessed.left.present && known.left.present) grow(this.#left, guessed.left.position, known.left.position);
    else copy(this.#head, this.#left);
    if (guessed.right.present && known.right.present) grow(this.#right, guessed.right.position, known.right.position);
    else copy(this.#head, this.#right);
    const { x, y, z } = this.#head;
    if (x * x + y * y + z * z > LARGEST_METRES * LARGEST_METRES) this.clear();
  }

  /** The body jumped: nothing of where it was is to be seen. */
  clear(): void {
    forget(this.#head);
    forget(this.#left);
    forget(this.#right);
  }

  /** Since the pose that was mended before. */
  elapsedMs = 0;

  /** Mends a pose that is shown {@link elapsedMs} after the one before. */
  apply(pose: Pose): void {
    fade.left = Math.exp(-this.elapsedMs / MEND_MS);
    mend(this.#head, pose.headPosition);
    mend(this.#left, pose.left.position);
    mend(this.#right, pose.right.position);
  }
}

function grow(offset: Vector, guessed: Vector, known: Vector): void {
  const x = guessed.x - known.x;
  const y = guessed.y - known.y;
  const z = guessed.z - known.z;
  if (x * x + y * y + z * z < SNAP_METRES * SNAP_METRES) return;
  offset.x += x;
  offset.y += y;
  offset.z += z;
}
/** How much is left of an offset: in a field, because a fraction that is an argument may be put on the heap. */
class Fade {
  left = 0;
}
const fade = new Fade();

function mend(offset: Vector, position: Vector): void {
  const { left } = fade;
  offset.x *= left;
  offset.y *= left;
  offset.z *= left;
  position.x += offset.x;
  position.y += offset.y;
  position.z += offset.z;
}
function forget(offset: Vector): void {
  offset.x = 0;
  offset.y = 0;
  offset.z = 0;
}
function copy(from: Vector, to: Vector): void {
  to.x = from.x;
  to.y = from.y;
  to.z = from.z;
}
