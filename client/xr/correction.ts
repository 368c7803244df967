import { createFloorPoint, type FloorPoint } from '../../shared/walkable.ts';

/**
 * The way back to where the server has the body, after it refused a pose. On a screen a small one is a glide and a large one a
 * cut. In a headset it is always a cut, under a blink: a world that slides while its wearer stands still makes them ill, a
 * few centimetres as well as a metre, and a cut in the dark does not. No pose is sent meanwhile: it would be refused again.
 */
export interface Correction {
  /** On the way back, or about to be. */
  active: boolean;
  readonly from: FloorPoint;
  readonly to: FloorPoint;
  ageSeconds: number;
  /** How dark it is before the wearer's eyes, 0 to 1. */
  dim: number;
  /** Until the next cut in a headset is allowed. */
  restSeconds: number;
  /** Until poses are sent again after a cut. */
  settleSeconds: number;
}

/** On a screen, a way back that is longer is a cut. */
const GLIDE_METRES = 1.5;
export const GLIDE_SECONDS = 0.3;
export const DARKEN_SECONDS = 0.08;
export const CLEAR_SECONDS = 0.2;
/** No pose is sent for so long after a cut: by then the answers to those that were under way have come. */
export const SETTLE_SECONDS = 0.25;
/** In a headset at most one cut in so long: whoever leans on against a wall is not shown a flicker. */
export const REST_SECONDS = 1;
/** The server answers each refused pose: the same place again is the same correction. */
const SAME_PLACE_METRES = 0.01;

export function createCorrection(): Correction {
  return {
    active: false,
    from: createFloorPoint(),
    to: createFloorPoint(),
    ageSeconds: 0,
    dim: 0,
    restSeconds: 0,
    settleSeconds: 0,
  };
}

/** The server has the body at (x, z), and it is at `now`. */
export function beginCorrection(correction: Correction, now: Readonly<FloorPoint>, x: number, z: number): void {
  const { from, to } = correction;
  if (correction.active && Math.hypot(x - to.x, z - to.z) < SAME_PLACE_METRES) return;
  from.x = now.x;
  from.z = now.z;
  to.x = x;
  to.z = z;
  correction.ageSeconds = 0;
  correction.settleSeconds = 0;
  correction.active = true;
}

/** A frame on a screen: moves `body` towards the place, fast at first. */
export function stepGlide(correction: Correction, body: FloorPoint, seconds: number): void {
  const { from, to } = correction;
  correction.dim = 0;
  correction.ageSeconds += seconds;
  const isFar = Math.hypot(to.x - from.x, to.z - from.z) > GLIDE_METRES;
  const left = isFar ? 0 : (1 - Math.min(correction.ageSeconds / GLIDE_SECONDS, 1)) ** 3;
  body.x = to.x + (from.x - to.x) * left;
  body.z = to.z + (from.z - to.z) * left;
  if (left === 0) correction.active = false;
}

/** A frame in a headset. True in the one frame, the darkest, in which the play space is to be moved. */
export function stepBlink(correction: Correction, seconds: number): boolean {
  const isResting = correction.restSeconds > 0;
  correction.restSeconds = Math.max(0, correction.restSeconds - seconds);
  if (correction.active && !isResting) {
    correction.dim = Math.min(1, correction.dim + seconds / DARKEN_SECONDS);
    if (correction.dim < 1) return false;
    correction.restSeconds = REST_SECONDS;
    correction.settleSeconds = SETTLE_SECONDS;
    return true;
  }
  correction.dim = Math.max(0, correction.dim - seconds / CLEAR_SECONDS);
  if (correction.settleSeconds > 0) {
    correction.settleSeconds = Math.max(0, correction.settleSeconds - seconds);
    if (correction.settleSeconds === 0) correction.active = false;
  } else if (correction.restSeconds === 0) {
    // The head may have come back by itself while it was not yet time for another cut: the next pose asks.
    correction.active = false;
  }
  return false;
}
