import { degreesBetween, metresBetween } from '../../../shared/pose/arbitrary-pose.ts';
import { createPose, type Pose } from '../../../shared/pose.ts';
import type { Motion } from '../../bots/human-motion.ts';
import type { Meter } from './bench-case.ts';
import type { Histogram } from './histogram.ts';

/** People whose faces one talks to; who is further away counts as far. */
export const NEAR_METRES = 5;

export type Meters = Readonly<Record<Meter, Histogram>>;

const truth = createPose();
const viewer = createPose();

/**
 * Holds what a viewer is shown of another against where the other truly was at the moment that is shown, and that moment against
 * now: `shownAtSeconds` and `nowSeconds` are of the shared clock, since the motion began.
 */
export function measureShown(
  meters: Meters,
  shown: Pose,
  of: Motion,
  by: Motion,
  shownAtSeconds: number,
  nowSeconds: number,
): void {
  const isNear = isNearAt(of, by, nowSeconds);
  of.at(shownAtSeconds, truth);
  meters[isNear ? 'nearDelayMs' : 'farDelayMs'].add((nowSeconds - shownAtSeconds) * 1000);
  meters[isNear ? 'nearHeadMetres' : 'farHeadMetres'].add(metresBetween(shown.headPosition, truth.headPosition));
  meters[isNear ? 'nearHeadDegrees' : 'farHeadDegrees'].add(degreesBetween(shown.headRotation, truth.headRotation));
  for (const hand of ['left', 'right'] as const) {
    // Of who is distant, or far behind the viewer's back, no hands are shown.
    if (!shown[hand].present) continue;
    meters[isNear ? 'nearHandMetres' : 'farHandMetres'].add(metresBetween(shown[hand].position, truth[hand].position));
    meters[isNear ? 'nearHandDegrees' : 'farHandDegrees'].add(
      degreesBetween(shown[hand].rotation, truth[hand].rotation),
    );
  }
}

export function isNearAt(of: Motion, by: Motion, seconds: number): boolean {
  of.at(seconds, truth);
  by.at(seconds, viewer);
  const { x, z } = viewer.headPosition;
  return Math.hypot(truth.headPosition.x - x, truth.headPosition.z - z) <= NEAR_METRES;
}
