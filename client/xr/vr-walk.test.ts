import { expect, test } from 'vitest';
import { stepVrWalk, VR_WALK_METRES_PER_SECOND } from './vr-walk.ts';

const HALL = { bounds: { minX: -5, minZ: -5, maxX: 5, maxZ: 5 }, obstacles: [] };
const FORWARD = { forward: 1, sideways: 0, turn: 0 };

/** Someone whose head is 40 cm aside of the middle of their play space. */
const someone = () => ({ x: 0, z: 0, head: { x: 0.4, z: 0 } });

test('one walks where one looks, and the play space comes along with the head', () => {
  const ahead = someone();
  expect(stepVrWalk(ahead, 0, FORWARD, HALL, 0.1)).toBe(true);
  expect(ahead.head.z).toBeCloseTo(-0.1 * VR_WALK_METRES_PER_SECOND);
  expect(ahead).toMatchObject({ x: 0, z: ahead.head.z, head: { x: 0.4 } });
  const left = someone();
  stepVrWalk(left, Math.PI / 2, FORWARD, HALL, 0.1);
  expect(left.x).toBeCloseTo(-0.1 * VR_WALK_METRES_PER_SECOND);
});

test('aslant is no faster than straight, and half a push is half as fast', () => {
  const aslant = someone();
  stepVrWalk(aslant, 0, { forward: 1, sideways: 1, turn: 0 }, HALL, 0.1);
  expect(Math.hypot(aslant.x, aslant.z)).toBeCloseTo(0.1 * VR_WALK_METRES_PER_SECOND);
  const slow = someone();
  stepVrWalk(slow, 0, { forward: 0.5, sideways: 0, turn: 0 }, HALL, 0.1);
  expect(-slow.z).toBeCloseTo(0.05 * VR_WALK_METRES_PER_SECOND);
});

test('it is the head that a wall stops, not the middle of the play space', () => {
  const walker = { x: 0, z: -4, head: { x: 0, z: -4.6 } };
  for (let frame = 0; frame < 200; frame++) stepVrWalk(walker, 0, FORWARD, HALL, 0.05);
  expect(walker.head.z).toBeGreaterThan(-4.8);
  expect(stepVrWalk(walker, 0, FORWARD, HALL, 0.05)).toBe(false);
});

test('nobody walks into a stranger', () => {
  const walker = { x: 0, z: 0, head: { x: 0, z: 0 } };
  const strangers = new Map([[1, { x: 0, z: -1.5 }]]);
  for (let frame = 0; frame < 100; frame++) stepVrWalk(walker, 0, FORWARD, HALL, 0.05, strangers);
  expect(Math.hypot(walker.head.x, walker.head.z + 1.5)).toBeGreaterThan(0.5);
});

test('no push, no step; and a long pause is no leap', () => {
  const walker = someone();
  expect(stepVrWalk(walker, 0, { forward: 0, sideways: 0, turn: 1 }, HALL, 0.1)).toBe(false);
  stepVrWalk(walker, 0, FORWARD, HALL, 60);
  expect(-walker.z).toBeLessThan(0.2);
});
