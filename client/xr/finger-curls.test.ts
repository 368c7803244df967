import { expect, test } from 'vitest';
import { HAND_JOINTS, isPointing, JOINT_FLOATS, readCurls, readPinch } from './finger-curls.ts';

/** Bone lengths of an adult hand, metres: metacarpal, then the phalanges. */
const FINGER_BONES = [0.065, 0.042, 0.026, 0.02];
const THUMB_BONES = [0.045, 0.033, 0.026];
/** Bends at the knuckles of a relaxed straight finger and of a fist, degrees. */
const STRAIGHT = [6, 4, 3];
const FIST = [85, 100, 60];
const STRAIGHT_THUMB = [8, 4];
const FIST_THUMB = [45, 60];

/** Joints of a hand whose fingers bend so much at their knuckles: fingers along -z, and bent downwards. */
function hand(bends: readonly (readonly number[])[], jitter: (index: number) => number = () => 0): Float32Array {
  const joints = new Float32Array(HAND_JOINTS * JOINT_FLOATS);
  let joint = 0;
  const put = (x: number, y: number, z: number) => {
    const place = [x, y, z].map((value, axis) => value + jitter(joint * 3 + axis));
    joints.set(place, joint * JOINT_FLOATS + 12);
    joint++;
  };
  put(0, 0, 0);
  bends.forEach((bend, finger) => {
    const bones = finger === 0 ? THUMB_BONES : FINGER_BONES;
    let [y, z, angle] = [0, -0.02, 0];
    const x = -0.03 + finger * 0.02;
    put(x, y, z);
    bones.forEach((length, bone) => {
      angle += bone === 0 ? 0 : ((bend[bone - 1] ?? 0) * Math.PI) / 180;
      y -= Math.sin(angle) * length;
      z -= Math.cos(angle) * length;
      put(x, y, z);
    });
  });
  return joints;
}

const open = hand([STRAIGHT_THUMB, STRAIGHT, STRAIGHT, STRAIGHT, STRAIGHT]);
const fist = hand([FIST_THUMB, FIST, FIST, FIST, FIST]);
const pointing = hand([FIST_THUMB, STRAIGHT, FIST, FIST, FIST]);

test('an open hand has no curl, a fist all of it', () => {
  const curls = new Uint8Array(5);
  readCurls(open, curls);
  expect([...curls]).toEqual([0, 0, 0, 0, 0]);
  readCurls(fist, curls);
  expect([...curls]).toEqual([7, 7, 7, 7, 7]);
  readCurls(open, curls);
  expect([...curls]).toEqual([0, 0, 0, 0, 0]);
});

test('a finger half bent is half curled, whichever knuckle bends', () => {
  const curls = new Uint8Array(5);
  const halves = [
    [40, 50, 28],
    [85, 30, 3],
    [10, 60, 48],
    [59, 59, 0],
  ];
  readCurls(hand([[28, 28], ...halves]), curls);
  for (const curl of curls) expect([3, 4]).toContain(curl);
});

test('a finger that rests between two levels does not flicker under the noise of tracking', () => {
  const curls = new Uint8Array(5);
  const half = [[28, 27], ...Array.from({ length: 4 }, () => [45, 45, 27])];
  readCurls(hand(half), curls);
  const levels = Array.from({ length: 5 }, (_, finger) => new Set([curls[finger]]));
  for (let frame = 1; frame < 200; frame++) {
    // Half a millimetre at each joint.
    readCurls(
      hand(half, (index) => 0.0005 * Math.sin(frame * 12.9898 + index * 78.233)),
      curls,
    );
    levels.forEach((seen, finger) => {
      seen.add(curls[finger]);
    });
  }
  for (const seen of levels) expect(seen.size).toBeLessThanOrEqual(2);
});

test('an index held out from a fist points; an open hand and a fist do not', () => {
  const curls = new Uint8Array(5);
  const points = [pointing, open, fist].map((joints) => {
    readCurls(joints, curls);
    return isPointing(curls);
  });
  expect(points).toEqual([true, false, false]);
});

test('thumb and index pinch at two centimetres, and let go at three and a half', () => {
  const apart = (metres: number) => {
    const joints = new Float32Array(HAND_JOINTS * JOINT_FLOATS);
    joints[9 * JOINT_FLOATS + 12] = metres;
    return joints;
  };
  expect(readPinch(apart(0.025), false)).toBe(false);
  expect(readPinch(apart(0.015), false)).toBe(true);
  expect(readPinch(apart(0.03), true)).toBe(true);
  expect(readPinch(apart(0.04), true)).toBe(false);
});

test('joints that lie in one point bend nothing', () => {
  const curls = new Uint8Array(5);
  readCurls(new Float32Array(HAND_JOINTS * JOINT_FLOATS), curls);
  expect([...curls]).toEqual([0, 0, 0, 0, 0]);
});
