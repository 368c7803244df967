import fc from 'fast-check';
import { expect, test } from 'vitest';
import flagship from '../assets/branches/flagship/branch.json' with { type: 'json' };
import { BranchPlan } from './branch.ts';
import { BODY_RADIUS_METRES, clearanceAt, isWalkable, settle, walk } from './walkable.ts';

const plan = BranchPlan.parse(flagship);
const room = {
  bounds: { minX: -5, minZ: -5, maxX: 5, maxZ: 5 },
  obstacles: [{ minX: -1, minZ: -0.05, maxX: 1, maxZ: 0.05 }],
};

test('a body stands inside the bounds, a radius away from them', () => {
  expect(isWalkable(room, 4.7, 0)).toBe(true);
  expect(isWalkable(room, 5 - BODY_RADIUS_METRES / 2, 0)).toBe(false);
  expect(isWalkable(room, 6, 0)).toBe(false);
});

test('a body stands clear of obstacles, and round their corners', () => {
  expect(isWalkable(room, 0, 0.3)).toBe(true);
  expect(isWalkable(room, 0, 0.2)).toBe(false);
  expect(isWalkable(room, 1 + BODY_RADIUS_METRES * 0.8, 0.05 + BODY_RADIUS_METRES * 0.8)).toBe(true);
});

test('a body stands wherever there is clearance for it, and nowhere else', () => {
  const where = fc.double({ min: -5.5, max: 5.5, noNaN: true });
  fc.assert(
    fc.property(where, where, fc.double({ min: 0.01, max: 1, noNaN: true }), (x, z, radius) => {
      const clearance = clearanceAt(room, x, z);
      fc.pre(Math.abs(clearance - radius) > 1e-9);
      expect(isWalkable(room, x, z, radius)).toBe(clearance > radius);
    }),
  );
});

test('a place that is not a number is not walkable', () => {
  expect(isWalkable(room, Number.NaN, 0)).toBe(false);
  expect(isWalkable(room, 0, Number.POSITIVE_INFINITY)).toBe(false);
});

test('walking into a wall at a slant slides along it', () => {
  const point = { x: 0, z: 0.5 };
  expect(walk(room, point, 0.5, -1)).toBe(true);
  expect(point.x).toBeCloseTo(0.5);
  expect(point.z).toBeGreaterThan(0.05 + BODY_RADIUS_METRES - 1e-9);
});

test('walking straight into a wall stops there', () => {
  const point = { x: 0, z: 0.05 + BODY_RADIUS_METRES };
  expect(walk(room, point, 0, -1)).toBe(false);
});

test('a body that is inside an obstacle can leave it', () => {
  const point = { x: 0, z: 0 };
  expect(walk(room, point, 0, 0.4)).toBe(true);
  expect(isWalkable(room, point.x, point.z)).toBe(true);
});

test('a body that is where it cannot stand does not leave the bounds', () => {
  const point = { x: 4.9, z: 3 };
  walk(room, point, 3, 0);
  expect(point.x).toBe(room.bounds.maxX);
});

test('no walk, however long, ends where one cannot stand', () => {
  const step = fc.double({ min: -30, max: 30, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(step, step), { maxLength: 12 }), (steps) => {
      const spawn = plan.spawns[0];
      const point = { x: spawn?.x ?? 0, z: spawn?.z ?? 0 };
      for (const [dx, dz] of steps) walk(plan, point, dx, dz);
      return isWalkable(plan, point.x, point.z);
    }),
  );
});

test('settling finds the nearest place to stand, and leaves the point where there is none', () => {
  const near = { x: 0, z: 0.1 };
  expect(settle(room, near, 1)).toBe(true);
  expect(isWalkable(room, near.x, near.z)).toBe(true);
  const far = { x: 20, z: 0 };
  expect(settle(room, far, 1)).toBe(false);
  expect(far).toEqual({ x: 20, z: 0 });
});
