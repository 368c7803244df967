import type { Walker } from './locomotion.ts';

/** Turns a play space to the right around the head that stands in it, so that the head stays where it is. */
export function turnAbout(walker: Pick<Walker, 'x' | 'z' | 'yaw' | 'head'>, radians: number): void {
  const sine = Math.sin(-radians);
  const cosine = Math.cos(-radians);
  const dx = walker.x - walker.head.x;
  const dz = walker.z - walker.head.z;
  walker.x = walker.head.x + dx * cosine + dz * sine;
  walker.z = walker.head.z - dx * sine + dz * cosine;
  walker.yaw -= radians;
}

/** Moves a play space at once so that the head that is in it comes to stand over (x, z). */
export function moveHeadTo(walker: Pick<Walker, 'x' | 'z' | 'head'>, x: number, z: number): void {
  walker.x += x - walker.head.x;
  walker.z += z - walker.head.z;
  walker.head.x = x;
  walker.head.z = z;
}

/** The same as a jump of one's own, which others are to be told of as such. */
export function bringHeadTo(walker: Pick<Walker, 'x' | 'z' | 'head' | 'jumped'>, x: number, z: number): void {
  moveHeadTo(walker, x, z);
  walker.jumped = true;
}

const SNAP_PUSH = 0.7;
const SNAP_RELEASE = 0.4;

/** Whether the stick has come back to the middle since the last snap turn. */
export interface SnapTurn {
  armed: boolean;
}

/** The turn to the right, in radians, that a stick at `x` (-1 to 1) asks for: one step of `radians` for each push. */
export function readSnapTurn(state: SnapTurn, x: number, radians: number): number {
  if (Math.abs(x) < SNAP_RELEASE) state.armed = true;
  if (!state.armed || Math.abs(x) < SNAP_PUSH) return 0;
  state.armed = false;
  return Math.sign(x) * radians;
}
