import fc from 'fast-check';
import { createPose, FINGERS, type HandPose, type Pose, type Rotation, type Vector } from '../pose.ts';

/** Poses of every kind, for property tests. */
const metres = (range: number) => fc.double({ min: -range, max: range, noNaN: true });
const vector = (range: number) => fc.record({ x: metres(range), y: metres(range), z: metres(range) });
const arbitraryRotation: fc.Arbitrary<Rotation> = fc
  .tuple(metres(1), metres(1), metres(1), metres(1))
  .filter((q) => Math.hypot(...q) > 0.1)
  .map(([x, y, z, w]) => {
    const length = Math.hypot(x, y, z, w);
    return { x: x / length, y: y / length, z: z / length, w: w / length };
  });
const hand = fc.record({
  present: fc.boolean(),
  offset: vector(1.9),
  rotation: arbitraryRotation,
  pinching: fc.boolean(),
  pointing: fc.boolean(),
  curls: fc.uint8Array({ minLength: FINGERS, maxLength: FINGERS, max: 7 }),
});

export const arbitraryPose: fc.Arbitrary<Pose> = fc
  .record({
    headPosition: vector(60),
    headRotation: arbitraryRotation,
    left: hand,
    right: hand,
    handTracking: fc.boolean(),
    seated: fc.boolean(),
    speaking: fc.boolean(),
    curled: fc.boolean(),
    teleported: fc.boolean(),
  })
  .map(({ left, right, ...rest }) => ({
    ...createPose(),
    ...rest,
    left: placed(rest.headPosition, left),
    right: placed(rest.headPosition, right),
  }));

function placed(head: Vector, { offset, ...rest }: Omit<HandPose, 'position'> & { readonly offset: Vector }): HandPose {
  return { ...rest, position: { x: head.x + offset.x, y: head.y + offset.y, z: head.z + offset.z } };
}

export function metresBetween(a: Vector, b: Vector): number {
  return Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z);
}
/** By the sine of half the angle: exact also for the smallest. */
export function degreesBetween(a: Rotation, b: Rotation): number {
  const sign = a.x * b.x + a.y * b.y + a.z * b.z + a.w * b.w < 0 ? -1 : 1;
  const apart = Math.hypot(a.x - sign * b.x, a.y - sign * b.y, a.z - sign * b.z, a.w - sign * b.w);
  return (4 * Math.asin(Math.min(1, apart / 2)) * 180) / Math.PI;
}
