import { Quaternion, Vector3 } from 'three';
import type { HandPose } from '../../../shared/pose.ts';
import type { BodyState } from './body-state.ts';
import { REST, type SideBones } from './skeleton.ts';
import { Angle, aboutX, aboutY, timesSize } from './unboxed.ts';

const MOST_CURLED = 7;
const SETTLE_SECONDS = 0.07;
const RELAXED = [0.25, 0.26, 0.32, 0.36, 0.4] as const;
const HOLDING = [0.35, 0.42, 0.55, 0.6, 0.6] as const;
const PINCHING = [0.45, 0.52, 0.4, 0.42, 0.45] as const;
const POINTING = [0.55, 0, 0.88, 0.92, 0.92] as const;

/** How far each joint of a finger turns when it is wholly curled, radians. */
const KNUCKLE_RADIANS = 1.25;
const MIDDLE_RADIANS = 1.75;
const THUMB_RADIANS = { across: 0.75, down: 0.5, tip: 0.8 };

const angle = new Angle();
const turn = new Quaternion();
const first = new Quaternion();
const second = new Quaternion();
const offset = new Vector3();

/** What fingers want to be: tracked ones as they are, else by what the hand does. */
function wanted(hand: HandPose, isCurled: boolean, handTracking: boolean, finger: number): number {
  if (!hand.present) return RELAXED[finger] ?? 0;
  if (isCurled) return (hand.curls[finger] ?? 0) / MOST_CURLED;
  if (hand.pointing) return POINTING[finger] ?? 0;
  if (hand.pinching) return PINCHING[finger] ?? 0;
  return (handTracking ? RELAXED[finger] : HOLDING[finger]) ?? 0;
}

/** Moves the fingers' curls towards what is wanted of them. */
export function settleFingers(
  state: BodyState,
  side: SideBones,
  hand: HandPose,
  isCurled: boolean,
  handTracking: boolean,
): void {
  const blend = 1 - Math.exp(-state.frameSeconds / SETTLE_SECONDS);
  const from = side.sign < 0 ? 0 : 5;
  for (let finger = 0; finger < 5; finger++) {
    const now = state.curls[from + finger] as number;
    state.curls[from + finger] = now + (wanted(hand, isCurled, handTracking, finger) - now) * blend;
  }
}

/** Puts the fingers at a hand that has its place. `handTurn` is the hand's in its own frame: fingers -z, back up. */
export function placeFingers(state: BodyState, side: SideBones, handTurn: Quaternion): void {
  const wrist = state.positions[side.hand] as Vector3;
  const rotation = state.rotations[side.hand] as Quaternion;
  const from = side.sign < 0 ? 0 : 5;
  for (let finger = 0; finger < 5; finger++) {
    const base = side.fingers[finger] as number;
    const curl = state.curls[from + finger] as number;
    first.copy(handTurn);
    if (finger === 0) {
      angle.radians = -side.sign * THUMB_RADIANS.across * curl;
      first.multiply(aboutY(turn, angle));
      angle.radians = -THUMB_RADIANS.down * curl;
      first.multiply(aboutX(turn, angle));
      angle.radians = -side.sign * THUMB_RADIANS.tip * curl;
      second.copy(first).multiply(aboutY(turn, angle));
    } else {
      angle.radians = -KNUCKLE_RADIANS * curl;
      first.multiply(aboutX(turn, angle));
      angle.radians = -MIDDLE_RADIANS * curl;
      second.copy(first).multiply(aboutX(turn, angle));
    }
    const knuckle = state.positions[base] as Vector3;
    timesSize(offset.subVectors(REST[base] as Vector3, REST[side.hand] as Vector3), state);
    knuckle.copy(wrist).add(offset.applyQuaternion(rotation));
    const knuckleTurn = state.rotations[base] as Quaternion;
    knuckleTurn.copy(first).multiply(side.handFrameInverse);
    timesSize(offset.subVectors(REST[base + 1] as Vector3, REST[base] as Vector3), state);
    (state.positions[base + 1] as Vector3).copy(knuckle).add(offset.applyQuaternion(knuckleTurn));
    (state.rotations[base + 1] as Quaternion).copy(second).multiply(side.handFrameInverse);
  }
}
