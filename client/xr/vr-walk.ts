import { createFloorPoint, type Ground, walk } from '../../shared/walkable.ts';
import type { Steering, Walker } from './locomotion.ts';
import { keepClear, NOBODY, type Strangers } from './personal-space.ts';
import { moveHeadTo } from './play-space.ts';

/** Slower than on a screen: the eyes see motion that the body does not feel. */
export const VR_WALK_METRES_PER_SECOND = 1.4;
/** A frame after a pause counts as this much. */
const LONGEST_FRAME_SECONDS = 0.1;

const from = createFloorPoint();
const to = createFloorPoint();

/**
 * Moves the play space so that the head in it walks where it looks (`headYaw`, radians of the scene), at a steady speed:
 * what speeds up makes ill sooner than what moves. It slides along walls, and keeps clear of strangers.
 *
 * @returns whether the head came anywhere
 */
export function stepVrWalk(
  walker: Pick<Walker, 'x' | 'z' | 'head'>,
  headYaw: number,
  { forward, sideways }: Readonly<Steering>,
  ground: Ground,
  frameSeconds: number,
  strangers: Strangers = NOBODY,
): boolean {
  const length = Math.hypot(forward, sideways);
  if (length === 0) return false;
  const metres =
    (VR_WALK_METRES_PER_SECOND * Math.min(frameSeconds, LONGEST_FRAME_SECONDS) * Math.min(length, 1)) / length;
  from.x = walker.head.x;
  from.z = walker.head.z;
  to.x = from.x;
  to.z = from.z;
  const sine = Math.sin(headYaw);
  const cosine = Math.cos(headYaw);
  walk(ground, to, (cosine * sideways - sine * forward) * metres, (-sine * sideways - cosine * forward) * metres);
  keepClear(ground, from, to, strangers);
  if (to.x === from.x && to.z === from.z) return false;
  moveHeadTo(walker, to.x, to.z);
  return true;
}
