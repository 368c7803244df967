import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPose, encodePose, POSE_BYTES } from '../../shared/pose.ts';
import type { StaffPrincipal } from '../lib/principal.ts';
import { createBranchService, roleOf } from './branch-service.ts';
import { testPlan } from './test-plan.ts';

function poseBytes(x: number, z: number): Uint8Array {
  const pose = createPose();
  Object.assign(pose.headPosition, { x, y: 1.7, z });
  const bytes = new Uint8Array(POSE_BYTES);
  encodePose(pose, new DataView(bytes.buffer), 0);
  return bytes;
}

test('a body is in the zone of its spawn, and then in that of its last accepted pose', () => {
  const branch = createBranchService(testPlan);
  expect(branch.join(1, true, 0)).toBe('hall');
  expect(branch.receive(1, poseBytes(-1, -1), 50)).toBeNull();
  expect(branch.zoneOf(1)).toBe('lounge');
  expect(branch.receive(1, poseBytes(9, 9), 100)?.code).toBe('pose-too-fast');
  expect(branch.zoneOf(1)).toBe('lounge');
  branch.leave(1);
  expect(branch.zoneOf(1)).toBeUndefined();
});

test('a refused pose is answered with where the server has the body, and shown to nobody', () => {
  const branch = createBranchService(testPlan);
  branch.join(1, true, 0);
  branch.join(2, true, 0);
  expect(branch.receive(1, poseBytes(2, 0), 50)).toBeNull();
  expect(branch.receive(1, poseBytes(2, -9), 100)).toEqual({
    code: 'pose-too-fast',
    at: { x: expect.closeTo(2, 2), z: expect.closeTo(0, 2) },
  });
  expect(branch.receive(1, new Uint8Array(3), 100)).toMatchObject({ code: 'pose-malformed', at: { z: 0 } });
  const shown: number[] = [];
  branch.tick(150, (viewerId) => shown.push(viewerId));
  branch.tick(200, (viewerId) => shown.push(viewerId));
  expect(shown).toEqual([2]);
});

test('who has no body, or is not here, moves nobody', () => {
  const branch = createBranchService(testPlan);
  branch.join(1, true, 0);
  branch.join(2, false, 0);
  expect(branch.receive(2, poseBytes(1, 0), 50)).toEqual({ code: 'pose-malformed' });
  expect(branch.receive(3, poseBytes(1, 0), 50)).toEqual({ code: 'pose-malformed' });
  branch.leave(1);
  expect(branch.receive(1, poseBytes(1, 0), 50)).toEqual({ code: 'pose-malformed' });
  expect(branch.welcome(4, 50)).toBeNull();
});

test('any bytes at all are accepted or refused, and never thrown at', () => {
  const branch = createBranchService(testPlan);
  branch.join(1, true, 0);
  const header = fc.constantFrom(new Uint8Array(0), new Uint8Array([1, 0]), new Uint8Array([1, 3]));
  fc.assert(
    fc.property(header, fc.uint8Array({ maxLength: 40 }), (start, rest) => {
      const refused = branch.receive(1, new Uint8Array([...start, ...rest]), 50);
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
