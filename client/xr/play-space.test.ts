import { expect, test } from 'vitest';
import { bringHeadTo, readSnapTurn, turnAbout } from './play-space.ts';

test('a snap turn leaves the head where it is, and turns to the right', () => {
  const head = { x: 1.5, z: 0.5 };
  const origin = { x: 1, z: 1, yaw: 0, head };
  turnAbout(origin, Math.PI / 2);
  expect(origin.yaw).toBeCloseTo(-Math.PI / 2);
  // The head was half a metre to the right of and ahead of the origin. After a quarter turn to the right, ahead is +x
  // and right is +z.
  expect(origin.x + 0.5).toBeCloseTo(head.x);
  expect(origin.z + 0.5).toBeCloseTo(head.z);
});

test('one push of the stick is one snap turn, whichever way', () => {
  const snap = { armed: true };
  const step = Math.PI / 4;
  expect(readSnapTurn(snap, 0.9, step)).toBe(step);
  expect(readSnapTurn(snap, 1, step)).toBe(0);
  expect(readSnapTurn(snap, 0.5, step)).toBe(0);
  expect(readSnapTurn(snap, 0.1, step)).toBe(0);
  expect(readSnapTurn(snap, -0.9, step)).toBe(-step);
});

test('a teleport brings the head, not the middle of the play space, over the place', () => {
  const origin = { x: 2, z: 2, head: { x: 2.4, z: 1.8 }, jumped: false };
  bringHeadTo(origin, 0, 0);
  expect(origin.x).toBeCloseTo(-0.4);
  expect(origin.z).toBeCloseTo(0.2);
  expect(origin.head).toEqual({ x: 0, z: 0 });
  expect(origin.jumped).toBe(true);
});
