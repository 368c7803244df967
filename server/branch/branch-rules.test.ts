import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPose, type Pose } from '../../shared/pose.ts';
import {
  type BodyTrack,
  follow,
  MAX_ALLOWANCE_METRES,
  MAX_JUMP_METRES,
  MAX_SPEED_METRES_PER_SECOND,
  MIN_JUMP_INTERVAL_MS,
  refusalOf,
  zoneAt,
} from './branch-rules.ts';
import { testPlan } from './test-plan.ts';

const plan = testPlan;
const standing: BodyTrack = {
  x: 0,
  z: 0,
  atMs: 0,
  allowanceMetres: MAX_ALLOWANCE_METRES,
  jumpedAtMs: Number.NEGATIVE_INFINITY,
};

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

/** Runs away from `from` as fast as the server lets it; answers how far it came, metres. */
function sprint(from: BodyTrack, stepMetres: number, intervalMs: number, durationMs: number): number {
  const track = { ...from };
  for (let nowMs = intervalMs; nowMs <= durationMs; nowMs += intervalMs) {
    const pose = at(track.x - stepMetres, 9);
    if (refusalOf(pose, track, { ...plan, bounds: { ...plan.bounds, minX: -60 } }, nowMs) === null)
      follow(pose, track, nowMs);
  }
  return from.x - track.x;
}

test('no rate or length of steps outruns the greatest speed, beyond what was saved up by standing', () => {
  const start = { ...standing, z: 9 };
  const farthest = MAX_ALLOWANCE_METRES + 3 * MAX_SPEED_METRES_PER_SECOND;
  const step = fc.double({ min: 0.01, max: 8, noNaN: true });
  fc.assert(
    fc.property(
      step,
      fc.integer({ min: 1, max: 400 }),
      (metres, intervalMs) => sprint(start, metres, intervalMs, 3000) <= farthest + 1e-9,
    ),
  );
  expect(sprint(start, 0.1, 50, 3000)).toBeCloseTo(6);
});

test('a walk that comes all at once after three seconds of a stopped network is accepted', () => {
  const track = { ...standing, z: 9, allowanceMetres: 1 };
  for (let step = 1; step <= 55; step++) {
    const pose = at(-0.1 * step, 9);
    expect(refusalOf(pose, track, plan, 3000)).toBeNull();
    follow(pose, track, 3000);
  }
});

test('a jump costs no steps, and is remembered', () => {
  const track = { ...standing };
  follow(at(-5, 0, jump), track, 1000);
  expect(track).toEqual({ x: -5, z: 0, atMs: 1000, allowanceMetres: MAX_ALLOWANCE_METRES, jumpedAtMs: 1000 });
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
