import type { BranchPlan } from '../branch.ts';
import { isWalkable, settle } from '../walkable.ts';

const STEP_METRES = 0.1;
const NEIGHBOURS = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;

/** Answers whether a body that walks in at the first spawn can come within so many metres of a place. */
export type Reach = (x: number, z: number, withinMetres: number) => boolean;

/** Walks all of a plan, in steps of 10 cm, from its first spawn. */
export function reachOf(plan: BranchPlan): Reach {
  const places = placesReached(plan);
  return (x, z, withinMetres) => {
    const point = { x, z };
    if (!settle(plan, point, withinMetres)) return false;
    const [i, j] = [Math.round(point.x / STEP_METRES), Math.round(point.z / STEP_METRES)];
    return [0, 1, -1].some((di) => [0, 1, -1].some((dj) => places.has(keyOf(i + di, j + dj))));
  };
}

const keyOf = (i: number, j: number) => i * 65_536 + j;

function placesReached(plan: BranchPlan): ReadonlySet<number> {
  const seen = new Set<number>();
  const open: (readonly [number, number])[] = [];
  const visit = (i: number, j: number) => {
    if (seen.has(keyOf(i, j)) || !isWalkable(plan, i * STEP_METRES, j * STEP_METRES)) return;
    seen.add(keyOf(i, j));
    open.push([i, j]);
  };
  const [spawn] = plan.spawns;
  if (spawn) visit(Math.round(spawn.x / STEP_METRES), Math.round(spawn.z / STEP_METRES));
  for (let next = open.pop(); next; next = open.pop())
    for (const [di, dj] of NEIGHBOURS) visit(next[0] + di, next[1] + dj);
  return seen;
}
