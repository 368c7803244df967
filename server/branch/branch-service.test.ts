import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PoseBatchReader } from '../../shared/pose/pose-batch.ts';
import { encodePose, POSE_BYTES } from '../../shared/pose/pose-packet.ts';
import { createPose, type Pose } from '../../shared/pose.ts';
import type { StaffPrincipal } from '../lib/principal.ts';
import { createBranchService, MAX_BODIES, roleOf } from './branch-service.ts';
import { testPlan } from './testing/test-plan.ts';

function poseBytes(x: number, z: number, change: Partial<Pose> = {}, sampledAtMs = 0): Uint8Array {
  const pose = { ...createPose(), ...change };
  Object.assign(pose.headPosition, { x, y: 1.7, z });
  const bytes = new Uint8Array(POSE_BYTES);
  encodePose(pose, sampledAtMs, new DataView(bytes.buffer), 0);
  return bytes;
}

type Branch = ReturnType<typeof createBranchService>;
function enter(branch: Branch, place?: { x: number; z: number }): number {
  const entered = branch.enter(0, place);
  if (!entered) throw new Error('full');
  return entered.slot;
}
/** A tick at which everybody is ready. */
function tick(branch: Branch, nowMs: number, send: (viewer: number, bytes: Uint8Array) => void): void {
  branch.tick(nowMs, { isReady: () => true, send });
}

/** Who sees whom in one tick. */
function watch(branch: Branch, nowMs: number, readers: Map<number, PoseBatchReader>): string[] {
  const seen: string[] = [];
  tick(branch, nowMs, (viewer, bytes) => {
    readers.set(viewer, readers.get(viewer) ?? new PoseBatchReader());
    readers.get(viewer)?.read(bytes, (slot) => seen.push(`${viewer}<${slot}`));
  });
  return seen.sort();
}

test('a body is in the zone of its spawn, and then in that of its last accepted pose', () => {
  const branch = createBranchService(testPlan);
  const { slot, zone } = branch.enter(0) ?? { slot: -1, zone: '' };
  expect(zone).toBe('hall');
  expect(branch.receive(slot, poseBytes(-1, -1), 50)).toBeNull();
  expect(branch.zoneOf(slot)).toBe('lounge');
  expect(branch.receive(slot, poseBytes(9, 9), 100)?.code).toBe('pose-too-fast');
  expect(branch.zoneOf(slot)).toBe('lounge');
  expect(branch.leave(slot)).toEqual({ x: expect.closeTo(-1, 2), z: expect.closeTo(-1, 2) });
  expect(branch.zoneOf(slot)).toBeUndefined();
});

test('who comes back to a place they had begins there', () => {
  const branch = createBranchService(testPlan);
  const slot = enter(branch, { x: -6, z: -6 });
  expect(branch.zoneOf(slot)).toBe('lounge');
  expect(branch.receive(slot, poseBytes(-6, -6), 50)).toBeNull();
});

test('a refused pose is answered with where the server has the body, and shown to nobody', () => {
  const branch = createBranchService(testPlan);
  const one = enter(branch);
  enter(branch, { x: 8, z: 8 });
  expect(branch.receive(one, poseBytes(2, 0), 50)).toBeNull();
  expect(branch.receive(one, poseBytes(2, -9), 100)).toEqual({
    code: 'pose-too-fast',
    at: { x: expect.closeTo(2, 2), z: expect.closeTo(0, 2) },
  });
  expect(branch.receive(one, new Uint8Array(3), 100)).toMatchObject({ code: 'pose-malformed', at: { z: 0 } });
  const shown: number[] = [];
  for (const nowMs of [150, 200, 250, 300, 350])
    tick(branch, nowMs, (viewer, bytes) => {
      new PoseBatchReader().read(bytes, (_slot, pose) => shown.push(viewer, Math.round(pose.headPosition.z)));
    });
  expect(shown).toEqual([1, 0]);
});

test('who is not here moves nobody', () => {
  const branch = createBranchService(testPlan);
  const slot = enter(branch);
  branch.leave(slot);
  expect(branch.receive(slot, poseBytes(1, 0), 50)).toEqual({ code: 'pose-malformed' });
});

test('a slot rests as long as it can before it is given again, and there are no more than fit', () => {
  const branch = createBranchService(testPlan);
  const first = enter(branch);
  branch.leave(first);
  expect(enter(branch)).not.toBe(first);
  for (let count = 1; count < MAX_BODIES; count++) enter(branch);
  expect(branch.enter(0)).toBeNull();
});

test('nothing passes a booth’s wall, either way, but between those who are in it', () => {
  const branch = createBranchService(testPlan);
  const inside = enter(branch, { x: -3, z: -3 });
  const guest = enter(branch, { x: -3, z: -2.2 });
  const outside = enter(branch, { x: -1.5, z: -3 });
  const readers = new Map<number, PoseBatchReader>();
  let nowMs = 0;
  const everyoneMoves = () => {
    nowMs += 50;
    branch.receive(inside, poseBytes(-3, -3), nowMs);
    branch.receive(guest, poseBytes(-3, -2.2), nowMs);
    branch.receive(outside, poseBytes(-1.5, -3), nowMs);
    return watch(branch, nowMs, readers);
  };
  for (let count = 0; count < 6; count++)
    expect(everyoneMoves()).toEqual([`${inside}<${guest}`, `${guest}<${inside}`].sort());
});

test('a booth with someone in it is closed to all but their partners, who may also stand close', () => {
  const branch = createBranchService(testPlan);
  const inside = enter(branch, { x: -3, z: -3 });
  const partner = enter(branch, { x: -1.9, z: -3 });
  expect(branch.receive(partner, poseBytes(-2.2, -3), 50)?.code).toBe('pose-zone-closed');
  branch.pair(inside, partner, true);
  expect(branch.receive(partner, poseBytes(-2.2, -3), 100)).toBeNull();
  expect(branch.receive(partner, poseBytes(-2.6, -3), 200)).toBeNull();
  branch.pair(inside, partner, false);
  expect(branch.receive(partner, poseBytes(-2.7, -3), 300)?.code).toBe('pose-too-close');
});

test('a sender’s clock is believed only a little way back, and never ahead', () => {
  const branch = createBranchService(testPlan);
  const sender = enter(branch);
  const viewer = enter(branch, { x: 1, z: 3 });
  const ages = [10_040, 0, 99_999_999].map((sampledAtMs, turn) => {
    const nowMs = 10_050 + 50 * turn;
    branch.receive(sender, poseBytes(1, 0, {}, sampledAtMs), nowMs);
    branch.resync(viewer);
    let ageMs = Number.NaN;
    tick(branch, nowMs, (_slot, bytes) => {
      new PoseBatchReader().read(bytes, (_sender, _pose, atMs) => {
        ageMs = nowMs - atMs;
      });
    });
    return ageMs;
  });
  expect(ages).toEqual([10, 120, 0]);
});

test('any bytes at all are accepted or refused, and never thrown at', () => {
  const branch = createBranchService(testPlan);
  const slot = enter(branch);
  const header = fc.constantFrom(new Uint8Array(0), new Uint8Array([2, 0, 0]), new Uint8Array([2, 3, 0]));
  fc.assert(
    fc.property(header, fc.uint8Array({ minLength: 40, maxLength: 48 }), (start, rest) => {
      const refused = branch.receive(slot, new Uint8Array([...start, ...rest]), 50);
      expect(refused === null || refused.code.startsWith('pose-')).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('the role shown is the highest one has, and says nothing else', () => {
  const staff: StaffPrincipal = {
    kind: 'staff',
    sessionId: 's',
    subject: 'sub',
    legalName: 'Elena Markova',
    pseudonym: 'Elena',
    roles: ['consultant'],
  };
  expect(roleOf(staff)).toBe('consultant');
  expect(roleOf({ ...staff, roles: ['consultant', 'supervisor'] })).toBe('supervisor');
  expect(roleOf({ kind: 'guest', sessionId: 's', pseudonym: 'Heron' })).toBe('guest');
});
