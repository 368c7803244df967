import { expect, test } from 'vitest';
import type { BranchPlan } from '../../shared/branch.ts';
import { createPose, type Pose } from '../../shared/pose.ts';
import { type BodyTrack, MAX_JUMP_METRES, MIN_JUMP_INTERVAL_MS, refusalOf, zoneAt } from './branch-rules.ts';

const plan = {
  id: 'test',
  bounds: { minX: -10, minZ: -10, maxX: 10, maxZ: 10 },
  obstacles: [{ minX: 3, minZ: -2, maxX: 6, maxZ: 2 }],
  zones: [
    { id: 'lounge', kind: 'lounge', area: { minX: -10, minZ: -10, maxX: 0, maxZ: 0 } },
    { id: 'booth', kind: 'booth', area: { minX: -4, minZ: -4, maxX: -2, maxZ: -2 } },
  ],
} as unknown as BranchPlan;

const standing: BodyTrack = { x: 0, z: 0, atMs: 0, jumpedAtMs: Number.NEGATIVE_INFINITY };

function at(x: number, z: number, change: (pose: Pose) => void = () => {}): Pose {
  const pose = createPose();
  Object.assign(pose.headPosition, { x, y: 1.7, z });
  change(pose);
  return pose;
}
const jump = (pose: Pose) => {
  pose.teleported = true;
};
const withHand = (x: number, y: number) => (pose: Pose) => {
  pose.left.present = true;
  Object.assign(pose.left.position, { x, y, z: 0 });
};

test('a walking step, a lean over a desk and a hand within reach are accepted', () => {
  expect(refusalOf(at(0.1, 0), standing, plan, 50)).toBeNull();
  expect(refusalOf(at(3.3, 0), { ...standing, x: 2.8 }, plan, 50)).toBeNull();
  expect(refusalOf(at(0, 0, withHand(0.6, 1.2)), standing, plan, 50)).toBeNull();
});

test.each([
  ['head', (pose: Pose) => Object.assign(pose.headPosition, { x: Number.NaN })],
  ['head rotation', (pose: Pose) => Object.assign(pose.headRotation, { w: Number.POSITIVE_INFINITY })],
  [
    'hand',
    (pose: Pose) => {
      pose.right.present = true;
      pose.right.position.y = Number.NaN;
    },
  ],
])('a pose whose %s is not finite is refused', (_part, change) => {
  expect(
    refusalOf(
      at(0, 0, (pose) => void change(pose)),
      standing,
      plan,
      50,
    ),
  ).toBe('pose-not-finite');
});

test.each([
  ['outside the walls', at(10.5, 0)],
  ['deep inside an obstacle', at(4.5, 0)],
  ['with the head at the ceiling', at(0, 0, (pose) => Object.assign(pose.headPosition, { y: 2.8 }))],
  ['with a hand across the room', at(0, 0, withHand(1.9, 1.7))],
])('a pose %s is refused', (_what, pose) => {
  expect(refusalOf(pose, { ...standing, x: pose.headPosition.x, z: pose.headPosition.z }, plan, 50)).toBe(
    'pose-out-of-bounds',
  );
});

test('a jump through the building without a teleport is refused, however long one was silent', () => {
  expect(refusalOf(at(-8, -8), standing, plan, 50)).toBe('pose-too-fast');
  expect(refusalOf(at(-8, -8), standing, plan, 3_600_000)).toBe('pose-too-fast');
});

test('a teleport goes to a walkable place in range, and not twice at once', () => {
  expect(refusalOf(at(-5, 0, jump), standing, plan, 1000)).toBeNull();
  expect(refusalOf(at(3.3, 0, jump), standing, plan, 1000)).toBe('pose-out-of-bounds');
  const corner = { ...standing, x: 9, z: 9 };
  expect(Math.hypot(18, 18)).toBeGreaterThan(MAX_JUMP_METRES);
  expect(refusalOf(at(-9, -9, jump), corner, plan, 1000)).toBe('pose-too-fast');
  expect(refusalOf(at(-5, 0, jump), { ...standing, jumpedAtMs: 1000 }, plan, 1000 + MIN_JUMP_INTERVAL_MS - 1)).toBe(
    'pose-too-fast',
  );
});

test('the zone is the smallest one that one is in', () => {
  expect(zoneAt(plan, -3, -3)).toBe('booth');
  expect(zoneAt(plan, -6, -6)).toBe('lounge');
  expect(zoneAt(plan, 5, 5)).toBe('hall');
});
