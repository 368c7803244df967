import { expect, test } from 'vitest';
import { KEEP_CLEAR_METRES, keepClear } from './personal-space.ts';

const ground = { bounds: { minX: -5, minZ: -5, maxX: 5, maxZ: 5 }, obstacles: [] };
const one = new Map([[1, { x: 0, z: 0 }]]);

/** Walks in small steps; answers the nearest that it came to anyone, and where it ended. */
function walkPast(strangers: typeof one, start: { x: number; z: number }, dx: number, dz: number, steps = 400) {
  const at = { ...start };
  let nearest = Number.POSITIVE_INFINITY;
  for (let step = 0; step < steps; step++) {
    const from = { ...at };
    at.x += dx;
    at.z += dz;
    keepClear(ground, from, at, strangers);
    for (const { x, z } of strangers.values()) nearest = Math.min(nearest, Math.hypot(at.x - x, at.z - z));
  }
  return { at, nearest };
}

test('one walks around a stranger who is in the way, and never comes too near', () => {
  const { at, nearest } = walkPast(one, { x: 0.05, z: 2 }, 0, -0.02);
  expect(nearest).toBeGreaterThan(KEEP_CLEAR_METRES - 1e-5);
  expect(at.z).toBeLessThan(-1);
});

test('nobody gets through between two who stand close', () => {
  const two = new Map([
    [1, { x: -0.5, z: 0 }],
    [2, { x: 0.5, z: 0 }],
  ]);
  const { at, nearest } = walkPast(two, { x: 0, z: 2 }, 0, -0.02);
  expect(nearest).toBeGreaterThan(KEEP_CLEAR_METRES - 1e-5);
  expect(at.z).toBeGreaterThan(0);
});

test('sliding around someone does not lead through a wall', () => {
  const corner = { bounds: { minX: -5, minZ: -5, maxX: 0.3, maxZ: 5 }, obstacles: [] };
  const from = { x: 0.05, z: KEEP_CLEAR_METRES };
  const to = { x: 0.06, z: KEEP_CLEAR_METRES - 0.4 };
  keepClear(corner, from, to, one);
  expect(to.x).toBeLessThanOrEqual(0.3 - 0.22);
});

test('who is too near already may go away in any direction, and no nearer', () => {
  const from = { x: 0.3, z: 0 };
  const away = { x: 0.32, z: 0.05 };
  keepClear(ground, from, away, one);
  expect(away).toEqual({ x: 0.32, z: 0.05 });
  const nearer = { x: 0.2, z: 0 };
  keepClear(ground, from, nearer, one);
  expect(nearer.x).toBeCloseTo(0.3);
});

test('who comes from far away at once, as by a teleport, lands beside a stranger', () => {
  const to = { x: 0.1, z: 0 };
  keepClear(ground, { x: 1e6, z: 1e6 }, to, one);
  expect(to.x).toBeCloseTo(KEEP_CLEAR_METRES);
  expect(to.z).toBeCloseTo(0);
});
