import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPose, type Pose } from '../../shared/pose.ts';
import {
  type BodyTrack,
  follow,
  MAX_ALLOWANCE_METRES,
  MAX_JUMP_METRES,
  MAX_LEAN_METRES,
  MAX_SPEED_METRES_PER_SECOND,
  MIN_JUMP_INTERVAL_MS,
  PERSONAL_SPACE_METRES,
  refusalOf,
  type Surroundings,
  trackAt,
  zoneAt,
} from './branch-rules.ts';
import { testPlan } from './testing/test-plan.ts';

const plan = testPlan;
const alone: Surroundings = { plan, strangers: [], isClosed: () => false };
const standingAt = (x: number, z: number): BodyTrack => ({
  ...trackAt(plan, { x, z }, 0),
  arriving: false,
});
const standing = standingAt(0, 0);

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
  expect(refusalOf(at(0.1, 0), standing, alone, 50)).toBeNull();
  expect(refusalOf(at(3.3, 0), standingAt(2.75, 0), alone, 50)).toBeNull();
  expect(refusalOf(at(0, 0, withHand(0.6, 1.2)), standing, alone, 50)).toBeNull();
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
      alone,
      50,
    ),
  ).toBe('pose-not-finite');
});

test.each([
  ['outside the walls', at(10.5, 0)],
  ['with the head at the ceiling', at(0, 0, (pose) => Object.assign(pose.headPosition, { y: 2.8 }))],
  ['with a hand across the room', at(0, 0, withHand(1.9, 1.7))],
])('a pose %s is refused', (_what, pose) => {
  expect(refusalOf(pose, standingAt(pose.headPosition.x, pose.headPosition.z), alone, 50)).toBe('pose-out-of-bounds');
});

test('a head leans over a desk and no further, and nobody walks through a thin wall', () => {
  const track = standingAt(2.7, 0);
  expect(refusalOf(at(3.4, 0), track, alone, 1000)).toBeNull();
  expect(refusalOf(at(2.7 + MAX_LEAN_METRES + 0.05, 0), track, alone, 1000)).toBe('pose-out-of-bounds');
  const walled = { ...plan, obstacles: [{ minX: 0.5, maxX: 0.55, minZ: -10, maxZ: 10 }] };
  const walker = standingAt(0, 0);
  let x = 0;
  for (let nowMs = 50; nowMs <= 5000; nowMs += 50) {
    const pose = at(x + 0.07, 0);
    if (refusalOf(pose, walker, { ...alone, plan: walled }, nowMs) !== null) continue;
    follow(pose, walker, walled, nowMs);
    x += 0.07;
  }
  expect(walker.anchorX).toBeLessThan(0.5);
  expect(walker.x).toBeLessThan(0.5 + MAX_LEAN_METRES);
});

test('strangers are not walked up against; who is too near may go away', () => {
  const strangers = [{ x: 1, z: 0 }];
  const among = { ...alone, strangers };
  const near = 1 - PERSONAL_SPACE_METRES;
  expect(refusalOf(at(near - 0.01, 0), standing, among, 1000)).toBeNull();
  expect(refusalOf(at(near + 0.05, 0), standing, among, 1000)).toBe('pose-too-close');
  expect(refusalOf(at(near + 0.05, 0, jump), standing, among, 1000)).toBe('pose-too-close');
  const crowded = standingAt(0.8, 0);
  expect(refusalOf(at(0.7, 0), crowded, among, 1000)).toBeNull();
  expect(refusalOf(at(0.9, 0), crowded, among, 1000)).toBe('pose-too-close');
});

test('who has just come in may be anywhere that is open, once', () => {
  const corner = { ...standingAt(9, 9), arriving: true };
  expect(refusalOf(at(-9, -9, jump), corner, alone, 1000)).toBeNull();
  expect(refusalOf(at(4.5, 0, jump), corner, alone, 1000)).toBe('pose-out-of-bounds');
  expect(refusalOf(at(-3, -3, jump), corner, { ...alone, isClosed: () => true }, 1000)).toBe('pose-zone-closed');
  follow(at(-9, -9, jump), corner, plan, 1000);
  expect(refusalOf(at(9, 9, jump), corner, alone, 5000)).toBe('pose-too-fast');
});

test('a zone that others have closed is not entered, on foot or by a jump; who is in it moves on', () => {
  const closed = { ...alone, isClosed: (zone: string) => zone === 'booth' };
  const outside = standingAt(-1.9, -3);
  expect(refusalOf(at(-1.95, -3), outside, closed, 1000)).toBeNull();
  expect(refusalOf(at(-2.1, -3), outside, closed, 1000)).toBe('pose-zone-closed');
  expect(refusalOf(at(-3, -3, jump), outside, closed, 1000)).toBe('pose-zone-closed');
  expect(refusalOf(at(-3.1, -3), standingAt(-3, -3), closed, 1000)).toBeNull();
});

test('a jump through the building without a teleport is refused, however long one was silent', () => {
  expect(refusalOf(at(-8, -8), standing, alone, 50)).toBe('pose-too-fast');
  expect(refusalOf(at(-8, -8), standing, alone, 3_600_000)).toBe('pose-too-fast');
});

const wide = { ...plan, bounds: { ...plan.bounds, minX: -60 } };

/** Runs away from `from` as fast as the server lets it; answers how far it came, metres. */
function sprint(from: BodyTrack, stepMetres: number, intervalMs: number, durationMs: number): number {
  const track = { ...from };
  for (let nowMs = intervalMs; nowMs <= durationMs; nowMs += intervalMs) {
    const pose = at(track.x - stepMetres, 9);
    if (refusalOf(pose, track, { ...alone, plan: wide }, nowMs) === null) follow(pose, track, wide, nowMs);
  }
  return from.x - track.x;
}

test('no rate or length of steps outruns the greatest speed, beyond what was saved up by standing', () => {
  const start = standingAt(0, 9);
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
  const track = { ...standingAt(0, 9), allowanceMetres: 1 };
  for (let step = 1; step <= 55; step++) {
    const pose = at(-0.1 * step, 9);
    expect(refusalOf(pose, track, alone, 3000)).toBeNull();
    follow(pose, track, plan, 3000);
  }
});

test('a jump costs no steps, and is remembered', () => {
  const track = { ...standing };
  follow(at(-5, 0, jump), track, plan, 1000);
  expect(track).toEqual({ ...standingAt(-5, 0), atMs: 1000, jumpedAtMs: 1000 });
});

test('a teleport goes to a walkable place in range, and not twice at once', () => {
  expect(refusalOf(at(-5, 0, jump), standing, alone, 1000)).toBeNull();
  expect(refusalOf(at(3.3, 0, jump), standing, alone, 1000)).toBe('pose-out-of-bounds');
  const corner = standingAt(9, 9);
  expect(Math.hypot(18, 18)).toBeGreaterThan(MAX_JUMP_METRES);
  expect(refusalOf(at(-9, -9, jump), corner, alone, 1000)).toBe('pose-too-fast');
  expect(refusalOf(at(-5, 0, jump), { ...standing, jumpedAtMs: 1000 }, alone, 1000 + MIN_JUMP_INTERVAL_MS - 1)).toBe(
    'pose-too-fast',
  );
});

const someStep = fc.record({
  dx: fc.double({ min: -0.4, max: 0.4, noNaN: true }),
  dz: fc.double({ min: -0.4, max: 0.4, noNaN: true }),
  afterMs: fc.integer({ min: 10, max: 400 }),
  isJump: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.constant(true)),
  isClosed: fc.boolean(),
});
const somePlace = fc.double({ min: -9.9, max: 9.9, noNaN: true });

test('who keeps to calm floor is judged as if all were looked up in the plan', () => {
  let calm = 0;
  fc.assert(
    fc.property(fc.array(someStep, { maxLength: 40 }), somePlace, somePlace, (steps, startX, startZ) => {
      const track = standingAt(startX, startZ);
      const lookedUp = standingAt(startX, startZ);
      let nowMs = 0;
      for (const { dx, dz, afterMs, isJump, isClosed } of steps) {
        nowMs += afterMs;
        const pose = at(track.x + dx, track.z + dz, isJump ? jump : undefined);
        const around = { ...alone, isClosed: () => isClosed };
        lookedUp.calmMetres = 0;
        const refused = refusalOf(pose, track, around, nowMs);
        expect(refusalOf(pose, lookedUp, around, nowMs)).toBe(refused);
        if (refused !== null) continue;
        if (Math.hypot(track.x + dx - track.calmX, track.z + dz - track.calmZ) < track.calmMetres) calm++;
        follow(pose, track, plan, nowMs);
        lookedUp.calmMetres = 0;
        follow(pose, lookedUp, plan, nowMs);
        const { calmX: _x, calmZ: _z, calmMetres: _metres, ...known } = track;
        expect(lookedUp).toMatchObject(known);
        expect(track.zone).toBe(zoneAt(plan, track.x, track.z));
      }
    }),
    { numRuns: 500 },
  );
  expect(calm).toBeGreaterThan(100);
});

test('the zone is the smallest one that one is in', () => {
  expect(zoneAt(plan, -3, -3)).toBe('booth');
  expect(zoneAt(plan, -6, -6)).toBe('lounge');
  expect(zoneAt(plan, 5, 5)).toBe('hall');
});
