import { FINGERS } from '../../shared/pose.ts';

/** Joints of a WebXR hand, in its own order: the wrist, four of the thumb, five of each finger. A 4×4 matrix each. */
export const HAND_JOINTS = 25;
export const JOINT_FLOATS = 16;

/** First joint of each finger, thumb to little finger, and how many it has. */
const FIRST_JOINT = [1, 5, 10, 15, 20];
const THUMB_JOINTS = 4;
const FINGER_JOINTS = 5;
const THUMB_TIP = 4;
const INDEX_TIP = 9;

/**
 * A finger's bend is the sum of the angles between its bones. A hand that is held out straight has some of it, and a fist not all that
 * anatomy allows: from the first to the last of these, in degrees, the curl goes from 0 to 7.
 */
const THUMB_BEND_DEGREES = { straight: 15, fist: 95 };
const FINGER_BEND_DEGREES = { straight: 20, fist: 215 };
const MOST_CURL = 7;
/** A level is left only when the finger is this far from it, in levels: a finger that rests between two does not flicker. */
const HOLD = 0.65;

/** Tips of thumb and index nearer than the first pinch; farther than the second they have let go. Metres, as browsers do it. */
const PINCH_METRES = { closes: 0.02, opens: 0.035 };
const STRAIGHT_CURL = 1;
const FOLDED_CURL = 4;

/** Reads curls, thumb to little finger, from a hand's joints; `curls` holds the last ones, and is changed. */
export function readCurls(joints: Float32Array, curls: Uint8Array): void {
  for (let finger = 0; finger < FINGERS; finger++) {
    const { straight, fist } = finger === 0 ? THUMB_BEND_DEGREES : FINGER_BEND_DEGREES;
    const bend = bendDegrees(joints, FIRST_JOINT[finger] ?? 0, finger === 0 ? THUMB_JOINTS : FINGER_JOINTS);
    const exact = Math.min(Math.max((bend - straight) / (fist - straight), 0), 1) * MOST_CURL;
    if (Math.abs(exact - (curls[finger] ?? 0)) > HOLD) curls[finger] = Math.round(exact);
  }
}

/** Whether thumb and index touch; `was` is the last answer. */
export function readPinch(joints: Float32Array, was: boolean): boolean {
  const thumb = THUMB_TIP * JOINT_FLOATS + 12;
  const index = INDEX_TIP * JOINT_FLOATS + 12;
  const apart = Math.hypot(
    at(joints, thumb) - at(joints, index),
    at(joints, thumb + 1) - at(joints, index + 1),
    at(joints, thumb + 2) - at(joints, index + 2),
  );
  return apart < (was ? PINCH_METRES.opens : PINCH_METRES.closes);
}

/** The index is held out and the three others are folded. */
export function isPointing(curls: Uint8Array): boolean {
  const [, index = 0, middle = 0, ring = 0, little = 0] = curls;
  return index <= STRAIGHT_CURL && Math.min(middle, ring, little) >= FOLDED_CURL;
}

function bendDegrees(joints: Float32Array, first: number, count: number): number {
  let degrees = 0;
  for (let joint = first; joint + 2 < first + count; joint++) degrees += angleAt(joints, joint + 1);
  return degrees;
}

/** Between the bone that ends at a joint and the one that begins there. */
function angleAt(joints: Float32Array, joint: number): number {
  const here = joint * JOINT_FLOATS + 12;
  const before = here - JOINT_FLOATS;
  const after = here + JOINT_FLOATS;
  let dot = 0;
  let lengthIn = 0;
  let lengthOut = 0;
  for (let axis = 0; axis < 3; axis++) {
    const into = at(joints, here + axis) - at(joints, before + axis);
    const out = at(joints, after + axis) - at(joints, here + axis);
    dot += into * out;
    lengthIn += into * into;
    lengthOut += out * out;
  }
  const lengths = Math.sqrt(lengthIn * lengthOut);
  if (lengths === 0) return 0;
  return (Math.acos(Math.min(Math.max(dot / lengths, -1), 1)) * 180) / Math.PI;
}

function at(joints: Float32Array, index: number): number {
  return joints[index] ?? 0;
}
