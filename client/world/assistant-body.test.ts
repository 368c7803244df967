import { expect, test } from 'vitest';
import { createPose } from '../../shared/pose.ts';
import { isAssistant, poseAssistant, whoToLookAt } from './assistant-body.ts';

const AT = { x: 5, z: 1, heading: 180 };

function yawFor(visitor: { x: number; z: number }) {
  const pose = createPose();
  poseAssistant(AT, visitor, false, pose);
  const { y, w } = pose.headRotation;
  // Towards where the eyes look: -z turned by the yaw.
  const yaw = 2 * Math.atan2(y, w);
  return { x: -Math.sin(yaw), z: -Math.cos(yaw) };
}

test('it looks ahead over its desk where nobody is near', () => {
  const { x, z } = yawFor({ x: -8, z: 6 });
  expect(x).toBeCloseTo(0);
  expect(z).toBeCloseTo(1);
});

test('it looks at who comes near, as far as a neck turns', () => {
  expect(yawFor({ x: 6, z: 3 }).x).toBeGreaterThan(0.3);
  expect(yawFor({ x: 4, z: 3 }).x).toBeLessThan(-0.3);
  expect(yawFor({ x: 8, z: 1 }).z).toBeGreaterThan(0.5);
  expect(yawFor({ x: 5, z: -1 }).z).toBeCloseTo(1);
});

test('it looks at the loudest who speaks near it, else at the visitor', () => {
  const visitor = { x: 6, z: 3 };
  const people = [
    { avatarId: 11, slot: 1 },
    { avatarId: 12, slot: 2 },
    { avatarId: 13, slot: 3 },
  ];
  const places = new Map([
    [1, { x: 4, z: 3 }],
    [2, { x: 5, z: 3 }],
    [3, { x: -8, z: 6 }],
  ]);
  const look = (levels: [number, number][]) => whoToLookAt(AT, visitor, people, places, new Map(levels));
  expect(look([])).toBe(visitor);
  expect(look([[11, 0.02]])).toBe(visitor);
  expect(
    look([
      [11, 0.3],
      [12, 0.5],
      [13, 0.9],
    ]),
  ).toBe(places.get(2));
});

test('no person’s slot is its own', () => {
  for (const slot of [0, 1, 255]) expect(isAssistant({ slot })).toBe(false);
});
