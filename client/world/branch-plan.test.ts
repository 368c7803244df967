import { describe, expect, test } from 'vitest';
import flagship from '../../assets/branches/flagship/branch.json' with { type: 'json' };
import marketStreet from '../../assets/branches/market-street/branch.json' with { type: 'json' };
import { BranchPlan } from '../../shared/branch.ts';
import { isWalkable, settle } from '../../shared/walkable.ts';

const STEP_METRES = 0.1;

/** Every place, on a grid, that one can walk to from the first spawn. */
function reachableIn(plan: BranchPlan): Set<string> {
  const key = (i: number, j: number) => `${i},${j}`;
  const spawn = plan.spawns[0];
  if (!spawn) throw new Error('no spawn');
  const start = [Math.round(spawn.x / STEP_METRES), Math.round(spawn.z / STEP_METRES)] as const;
  const seen = new Set([key(...start)]);
  const open = [start];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const [di, dj] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const) {
      const [i, j] = [next[0] + di, next[1] + dj];
      if (seen.has(key(i, j)) || !isWalkable(plan, i * STEP_METRES, j * STEP_METRES)) continue;
      seen.add(key(i, j));
      open.push([i, j]);
    }
  }
  return seen;
}

describe.each([flagship, marketStreet])('the plan of $id', (json) => {
  const plan = BranchPlan.parse(json);
  const places = reachableIn(plan);

  function canReach(x: number, z: number, withinMetres: number): boolean {
    const point = { x, z };
    if (!settle(plan, point, withinMetres)) return false;
    const [i, j] = [Math.round(point.x / STEP_METRES), Math.round(point.z / STEP_METRES)];
    return [0, 1, -1].some((di) => [0, 1, -1].some((dj) => places.has(`${i + di},${j + dj}`)));
  }

  test('every spawn is a place to stand, from which the whole hall is reached', () => {
    for (const spawn of plan.spawns) {
      expect(isWalkable(plan, spawn.x, spawn.z)).toBe(true);
      expect(canReach(spawn.x, spawn.z, 0)).toBe(true);
    }
  });

  test('both seats of every desk and booth can be walked to', () => {
    for (const desk of plan.desks) {
      expect(canReach(desk.customerSeat.x, desk.customerSeat.z, 0.3), `${desk.id} customer`).toBe(true);
      expect(canReach(desk.consultantSeat.x, desk.consultantSeat.z, 0.3), `${desk.id} consultant`).toBe(true);
    }
  });

  test('kiosks and self-service terminals can be walked up to, and not through', () => {
    for (const { id, at } of [...plan.kiosks, ...plan.selfService]) {
      expect(isWalkable(plan, at.x, at.z), id).toBe(false);
      expect(canReach(at.x, at.z, 1), id).toBe(true);
    }
  });

  test('nobody stands in a desk, a wall or a piece of furniture', () => {
    for (const { at } of plan.desks) expect(isWalkable(plan, at.x, at.z, 0.01)).toBe(false);
    for (const { from, to } of plan.interior.walls) {
      expect(isWalkable(plan, (from.x + to.x) / 2, (from.z + to.z) / 2, 0.01)).toBe(false);
    }
    // The coffee table stands in the middle of the rug; a rug by itself is walked on.
    for (const { kind, at } of plan.interior.furniture.filter((piece) => piece.kind !== 'rug')) {
      expect(isWalkable(plan, at.x, at.z, 0.01), kind).toBe(false);
    }
  });
});
