import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  BATCH_ENTRY_BYTES,
  BATCH_HEADER_BYTES,
  createPose,
  decodePose,
  encodePose,
  POSE_BYTES,
  type Pose,
  type Rotation,
  readBatch,
  type Vector,
} from './pose.ts';

const metres = (range: number) => fc.double({ min: -range, max: range, noNaN: true });
const vector = (range: number) => fc.record({ x: metres(range), y: metres(range), z: metres(range) });
const rotation = fc
  .tuple(metres(1), metres(1), metres(1), metres(1))
  .filter((q) => Math.hypot(...q) > 0.1)
  .map(([x, y, z, w]) => {
    const length = Math.hypot(x, y, z, w);
    return { x: x / length, y: y / length, z: z / length, w: w / length };
  });
const hand = fc.record({ present: fc.boolean(), offset: vector(1.9), rotation });
const pose = fc
  .record({
    headPosition: vector(60),
    headRotation: rotation,
    left: hand,
    right: hand,
    handTracking: fc.boolean(),
    seated: fc.boolean(),
    teleported: fc.boolean(),
  })
  .map(
    ({ left, right, ...rest }): Pose => ({
      ...rest,
      left: placed(rest.headPosition, left),
      right: placed(rest.headPosition, right),
    }),
  );

function placed(
  head: Vector,
  { present, offset, rotation: turned }: { present: boolean; offset: Vector; rotation: Rotation },
) {
  return { present, rotation: turned, position: { x: head.x + offset.x, y: head.y + offset.y, z: head.z + offset.z } };
}
const distance = (a: Vector, b: Vector) => Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z);
const degreesBetween = (a: Rotation, b: Rotation) =>
  (2 * Math.acos(Math.min(1, Math.abs(a.x * b.x + a.y * b.y + a.z * b.z + a.w * b.w))) * 180) / Math.PI;
const view = () => new DataView(new ArrayBuffer(POSE_BYTES));

test('a pose comes back within 2 mm and half a degree', () => {
  fc.assert(
    fc.property(pose, (sent) => {
      const bytes = view();
      const got = createPose();
      expect(encodePose(sent, bytes, 0)).toBe(true);
      expect(decodePose(bytes, 0, got)).toBe(true);
      expect(distance(got.headPosition, sent.headPosition)).toBeLessThanOrEqual(0.002);
      expect(degreesBetween(got.headRotation, sent.headRotation)).toBeLessThanOrEqual(0.5);
      for (const side of ['left', 'right'] as const) {
        expect(got[side].present).toBe(sent[side].present);
        if (!sent[side].present) continue;
        expect(distance(got[side].position, sent[side].position)).toBeLessThanOrEqual(0.002);
        expect(degreesBetween(got[side].rotation, sent[side].rotation)).toBeLessThanOrEqual(0.5);
      }
      expect([got.handTracking, got.seated, got.teleported]).toEqual([sent.handTracking, sent.seated, sent.teleported]);
    }),
    { numRuns: 500 },
  );
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, 65])(
  'a pose that is not finite or out of range is not encoded: %d',
  (bad) => {
    const broken = createPose();
    expect(encodePose(broken, view(), 0)).toBe(true);
    broken.headPosition.x = bad;
    expect(encodePose(broken, view(), 0)).toBe(false);
  },
);

test('a rotation of no length, and a hand out of reach, are not encoded', () => {
  const broken = createPose();
  broken.headRotation.w = 0;
  expect(encodePose(broken, view(), 0)).toBe(false);
  const far = createPose();
  far.left.present = true;
  far.left.position.x = 2.5;
  expect(encodePose(far, view(), 0)).toBe(false);
});

test('bytes of another version, length or impossible rotation are not decoded', () => {
  const bytes = view();
  encodePose(createPose(), bytes, 0);
  expect(decodePose(bytes, 0, createPose())).toBe(true);
  expect(decodePose(new DataView(bytes.buffer, 0, POSE_BYTES - 1), 0, createPose())).toBe(false);
  bytes.setUint8(0, 9);
  expect(decodePose(bytes, 0, createPose())).toBe(false);
  encodePose(createPose(), bytes, 0);
  bytes.setUint32(8, 0, true);
  expect(decodePose(bytes, 0, createPose())).toBe(false);
});

test('any bytes are decoded to finite numbers or refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: POSE_BYTES, maxLength: POSE_BYTES }), (bytes) => {
      bytes[0] = 1;
      bytes[1] = (bytes[1] ?? 0) & 31;
      const got = createPose();
      if (!decodePose(new DataView(bytes.buffer), 0, got)) return;
      const { headRotation: q } = got;
      expect(Math.hypot(q.x, q.y, q.z, q.w)).toBeCloseTo(1, 5);
      expect(Object.values(got.headPosition).every(Number.isFinite)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test('a batch names each avatar, and a cut one is refused', () => {
  const bytes = new DataView(new ArrayBuffer(BATCH_HEADER_BYTES + 2 * BATCH_ENTRY_BYTES));
  bytes.setFloat64(0, 1234.5, true);
  bytes.setUint16(BATCH_HEADER_BYTES, 7, true);
  bytes.setUint16(BATCH_HEADER_BYTES + BATCH_ENTRY_BYTES, 65_535, true);
  const seen: number[] = [];
  expect(readBatch(bytes, (avatarId) => seen.push(avatarId))).toBe(1234.5);
  expect(seen).toEqual([7, 65_535]);
  expect(readBatch(new DataView(bytes.buffer, 0, bytes.byteLength - 1), () => {})).toBeNull();
});
