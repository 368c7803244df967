import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPose, type Pose } from '../pose.ts';
import { arbitraryPose, degreesBetween, metresBetween } from './arbitrary-pose.ts';
import { decodePose, encodePose, POSE_BYTES, sampledAtMs } from './pose-packet.ts';

const packet = () => new DataView(new ArrayBuffer(POSE_BYTES));

test('a pose comes back within 2 mm and a twentieth of a degree, with everything it says', () => {
  fc.assert(
    fc.property(arbitraryPose, fc.nat(2 ** 31), (sent, atMs) => {
      const bytes = packet();
      const read = new Uint8Array(bytes.buffer);
      const got = createPose();
      expect(encodePose(sent, atMs, bytes, 0)).toBe(true);
      expect(sampledAtMs(read, 0)).toBe(atMs);
      expect(decodePose(read, 0, got)).toBe(true);
      expect(metresBetween(got.headPosition, sent.headPosition)).toBeLessThan(0.002);
      expect(degreesBetween(got.headRotation, sent.headRotation)).toBeLessThan(0.05);
      for (const side of ['left', 'right'] as const) {
        expect(got[side].present).toBe(sent[side].present);
        expect(got[side].pinching).toBe(sent[side].pinching);
        if (sent.curled) expect(got[side].curls).toEqual(sent[side].curls);
        if (!sent[side].present) continue;
        expect(metresBetween(got[side].position, sent[side].position)).toBeLessThan(0.002);
        expect(degreesBetween(got[side].rotation, sent[side].rotation)).toBeLessThan(0.05);
      }
      const { seated, speaking, handTracking, teleported } = sent;
      expect(got).toMatchObject({ seated, speaking, handTracking, teleported });
    }),
  );
});

test.each<[string, (pose: Pose) => unknown]>([
  ['NaN', ({ headPosition }) => Object.assign(headPosition, { x: Number.NaN })],
  ['infinity', ({ headPosition }) => Object.assign(headPosition, { y: Number.POSITIVE_INFINITY })],
  ['a head outside the range', ({ headPosition }) => Object.assign(headPosition, { z: 64.1 })],
  ['no rotation', ({ headRotation }) => Object.assign(headRotation, { w: 0 })],
  ['a hand too far', ({ left }) => Object.assign(left, { present: true, position: { x: 2.1, y: 0, z: 0 } })],
])('%s cannot be packed', (_what, spoil) => {
  const pose = createPose();
  expect(encodePose(pose, 0, packet(), 0)).toBe(true);
  spoil(pose);
  expect(encodePose(pose, 0, packet(), 0)).toBe(false);
});

test('no bytes at all make a pose that is not finite, or throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 0, maxLength: 60 }), fc.boolean(), (bytes, isVersioned) => {
      if (isVersioned && bytes.length > 0) bytes[0] = 2;
      const got = createPose();
      if (!decodePose(bytes, 0, got)) return;
      for (const { x, y, z } of [got.headPosition, got.headRotation, got.left.position, got.right.rotation])
        expect(Number.isFinite(x + y + z)).toBe(true);
    }),
  );
});
