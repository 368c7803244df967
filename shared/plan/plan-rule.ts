import type { BranchPlan } from '../branch.ts';
import type { Rectangle, Spot } from '../branch-parts.ts';

/** What the fields of a plan must hold of each other. A rule says what is wrong, by field. */
export type PlanRule = (plan: BranchPlan, say: Say) => void;
export type Say = (path: readonly PropertyKey[], message: string) => void;

export function holds(area: Rectangle, { x, z }: Pick<Spot, 'x' | 'z'>): boolean {
  return x >= area.minX && x <= area.maxX && z >= area.minZ && z <= area.maxZ;
}
