import type { BranchPlan } from '../../shared/branch.ts';
import { type Crowd, createCrowd } from '../bench/presence/crowds.ts';

/** The edge of what a plan may be. */
const HALF_METRES = 50;
/** Arrivals begin here, far from everyone's place. */
const ARRIVALS = { x: 44, z: 44, heading: 0 };

/** The benchmark's spread people in the middle of a large hall, where nobody's first place is in anybody's way. */
export function createFaultHall(count: number, seed: number): Crowd & { readonly arrivals: typeof ARRIVALS } {
  const { plan, people } = createCrowd('spread', count, seed);
  const bounds: BranchPlan['bounds'] = {
    minX: -HALF_METRES,
    minZ: -HALF_METRES,
    maxX: HALF_METRES,
    maxZ: HALF_METRES,
  };
  return { plan: { ...plan, bounds, spawns: [ARRIVALS] }, people, arrivals: ARRIVALS };
}
