import { Quaternion, Vector3 } from 'three';
import type { HandPose, Pose } from '../../../shared/pose.ts';
import type { BodyState, Build } from './body-state.ts';
import type { Foot } from './gait.ts';
import { accompany } from './gestures.ts';
import { GRIP_FROM_WRIST_METRES, LEFT, MIDDLE, RIGHT, restBetween, restOf, type SideBones } from './skeleton.ts';
import { bendLimb, createLimb, createLimbPose, type Limb } from './two-bone.ts';
import { Angle, aboutX, aboutY, aboutZ, timesSize } from './unboxed.ts';

/** Arms to where the hands are, legs to where the feet are. */
const arms = { left: armOf('left'), right: armOf('right') };
const legs = { left: legOf('left'), right: legOf('right') };

function armOf(side: string): Limb {
  const at = (bone: string) => restOf(`${side}.${bone}`) as Vector3;
  return createLimb(at('upperArm'), at('lowerArm'), at('hand'), new Vector3(0, 0, 1));
}
function legOf(side: string): Limb {
  const at = (bone: string) => restOf(`${side}.${bone}`) as Vector3;
  return createLimb(at('thigh'), at('shin'), at('foot'), new Vector3(0, 0, -1));
}

/** How far a hand reaches from its shoulder, of a body as drawn. */
export const ARM_METRES = arms.right.upperMetres + arms.right.lowerMetres;
const ANKLE = restOf('right.foot');
const PALM_RADIANS = 0.7;
/** From the ankle to the ball of the foot, on which the heel is lifted. */
const BALL_FROM_ANKLE = new Vector3(0, -ANKLE.y, -0.105 - ANKLE.z);

const angle = new Angle();
const target = new Vector3();
const offset = new Vector3();
const pole = new Vector3();
const turn = new Quaternion();
const handTurn = new Quaternion();
const upright = new Quaternion();
const limb = createLimbPose();
const WRIST_FROM_GRIP = new Vector3(0, 0, GRIP_FROM_WRIST_METRES);
const GRIP_FROM_WRIST = new Vector3(0, 0, -GRIP_FROM_WRIST_METRES);
const CHEST_TO_SHOULDER = {
  left: restBetween('chest', 'left.shoulder'),
  right: restBetween('chest', 'right.shoulder'),
};
const SHOULDER_TO_ARM = {
  left: restBetween('left.shoulder', 'left.upperArm'),
  right: restBetween('right.shoulder', 'right.upperArm'),
};
const HIPS_TO_THIGH = { left: restBetween('hips', 'left.thigh'), right: restBetween('hips', 'right.thigh') };

/** Where the wrist of a hand is; a controller is held in the fist before it. */
function wristOf(hand: HandPose, handTracking: boolean, state: BodyState, out: Vector3): void {
  out.copy(hand.position);
  if (handTracking) return;
  handTurn.copy(hand.rotation);
  out.add(timesSize(offset.copy(WRIST_FROM_GRIP), state).applyQuaternion(handTurn));
}

/** Turns the shoulders so that a hand far ahead is reached. */
export function twist(state: BodyState, pose: Pose): void {
  state.twist = 0;
  if (pose.right.present) reachAhead(state, pose.right, pose, 1);
  if (pose.left.present) reachAhead(state, pose.left, pose, -1);
}
function reachAhead(state: BodyState, hand: HandPose, { headPosition }: Pose, sign: -1 | 1): void {
  const { yaw, size } = state;
  const ahead =
    -Math.sin(yaw) * (hand.position.x - headPosition.x) - Math.cos(yaw) * (hand.position.z - headPosition.z);
  state.twist += sign * Math.min(Math.max(ahead / size - 0.28, 0), 0.4) * 1.1;
}

/** Places shoulder, arm and hand; leaves the hand's own turn in `out`. */
export function placeArm(state: BodyState, side: SideBones, pose: Pose, build: Build, out: Quaternion): void {
  const { positions, rotations, size } = state;
  const name = side.sign < 0 ? 'left' : 'right';
  const hand = side.sign < 0 ? pose.left : pose.right;
  const chestTurn = rotations[MIDDLE.chest] as Quaternion;
  const shoulder = positions[side.shoulder] as Vector3;
  const shoulderTurn = rotations[side.shoulder] as Quaternion;
  const arm = positions[side.upperArm] as Vector3;
  shoulder.copy(positions[MIDDLE.chest] as Vector3);
  shoulder.add(timesSize(offset.copy(CHEST_TO_SHOULDER[name]), state).applyQuaternion(chestTurn));
  if (hand.present) wristOf(hand, pose.handTracking, state, target);
  else restingWrist(state, side, build);
  const straight = ARM_METRES * size;
  shoulderTurn.copy(chestTurn);
  if (hand.present) reachOut(state, side, target);
  timesSize(offset.copy(SHOULDER_TO_ARM[name]), state);
  offset.x *= build.shoulders;
  arm.copy(shoulder).add(offset.applyQuaternion(shoulderTurn));

  // Elbows hang: down, a little out and behind; further out where the hand is high.
  const high = Math.min(Math.max((target.y - arm.y) / straight, 0), 1);
  pole.x = side.sign * (0.45 + 0.5 * high);
  pole.y = -1 + 0.35 * high;
  pole.z = 0.55 - 0.35 * high;
  pole.applyQuaternion(chestTurn);
  bendLimb(arms[name], state, arm, target, pole, limb);
  (rotations[side.upperArm] as Quaternion).copy(limb.upper);
  (positions[side.lowerArm] as Vector3).copy(limb.joint);
  (rotations[side.lowerArm] as Quaternion).copy(limb.lower);
  (positions[side.hand] as Vector3).copy(limb.end);
  if (hand.present) out.copy(hand.rotation);
  else {
    // The palm of a hand that speaks turns up a little.
    angle.radians = side.sign * PALM_RADIANS * state.raised;
    out.copy(limb.lower).multiply(side.handFrame).multiply(aboutZ(turn, angle));
  }
  (rotations[side.hand] as Quaternion).copy(out).multiply(side.handFrameInverse);
}

/** The shoulder itself goes along with a hand that is high or far. */
function reachOut({ positions, rotations, size }: BodyState, side: SideBones, wrist: Vector3): void {
  const shoulderTurn = rotations[side.shoulder] as Quaternion;
  const straight = ARM_METRES * size;
  offset.subVectors(wrist, positions[side.shoulder] as Vector3);
  offset.applyQuaternion(turn.copy(rotations[MIDDLE.chest] as Quaternion).invert());
  const { x, y, z } = offset;
  const far = Math.min(Math.max(Math.sqrt(x * x + y * y + z * z) / straight - 0.85, 0) * 2.5, 1);
  angle.radians = side.sign * Math.min(Math.max(-z / straight, -0.4), 1) * 0.42 * far;
  shoulderTurn.multiply(aboutY(turn, angle));
  angle.radians = side.sign * Math.min(Math.max(y / straight, -0.1), 1) * 0.38;
  shoulderTurn.multiply(aboutZ(turn, angle));
}

/** Where a hand that nobody tracks is: at the side, swinging against the foot; on the thigh of who sits; before who speaks. */
function restingWrist(state: BodyState, side: SideBones, build: Build): void {
  const { positions, rotations, gait, sitting } = state;
  const chestTurn = rotations[MIDDLE.chest] as Quaternion;
  const hips = positions[MIDDLE.hips] as Vector3;
  const arm = positions[side.upperArm] as Vector3;
  const name = side.sign < 0 ? 'left' : 'right';
  timesSize(offset.copy(CHEST_TO_SHOULDER[name]).add(SHOULDER_TO_ARM[name]), state);
  offset.x *= build.shoulders;
  arm.copy(positions[MIDDLE.chest] as Vector3).add(offset.applyQuaternion(chestTurn));
  const opposite = side.sign < 0 ? gait.right : gait.left;
  measureStride(opposite, hips, state);
  const swing = Math.min(Math.max(opposite.stride, -0.3), 0.3) * 0.7;
  const lifted = swing * swing * 0.5;
  angle.radians = state.yaw;
  aboutY(upright, angle);
  target.x = side.sign * 0.075 * build.hips[0];
  target.y = -0.52 + lifted;
  target.z = -0.03 - swing * (1 - sitting);
  timesSize(target, state).applyQuaternion(upright).add(arm);
  if (sitting >= 0.01) {
    offset.x = side.sign * 0.115;
    offset.y = 0.115;
    offset.z = -0.3;
    timesSize(offset, state).applyQuaternion(upright).add(hips);
    towards(target, offset, state);
  }
  state.raised = 0;
  if (state.talks > 0.01) accompany(state, side, upright, arm, target, offset);
}

/** From standing to sitting, as far as one has sat down. */
function towards(out: Vector3, seated: Vector3, { sitting }: BodyState): void {
  out.x += (seated.x - out.x) * sitting;
  out.y += (seated.y - out.y) * sitting;
  out.z += (seated.z - out.z) * sitting;
}

function measureStride(foot: Foot, hips: Vector3, { yaw }: BodyState): void {
  foot.stride = -Math.sin(yaw) * (foot.x - hips.x) - Math.cos(yaw) * (foot.z - hips.z);
}

const SEATED_FOOT_AHEAD_METRES = 0.43;
const SEATED_FOOT_ASIDE_METRES = 0.115;
/** The last of sitting down, which nobody sees. */
const WHOLLY_SEATED = 0.995;

export function placeLeg(state: BodyState, side: SideBones, build: Build): void {
  const { positions, rotations, gait, sitting } = state;
  const name = side.sign < 0 ? 'left' : 'right';
  const hips = positions[MIDDLE.hips] as Vector3;
  const thigh = positions[side.thigh] as Vector3;
  timesSize(offset.copy(HIPS_TO_THIGH[name]), state);
  offset.x *= build.hips[0];
  thigh.copy(hips).add(offset.applyQuaternion(rotations[MIDDLE.hips] as Quaternion));

  const foot = side.sign < 0 ? gait.left : gait.right;
  placeFoot(state, foot, rotations[side.foot] as Quaternion);
  if (sitting > 0.01) seatFoot(state, side);
  angle.radians = state.yaw;
  pole.x = side.sign * 0.12;
  pole.y = 0.25 * sitting;
  pole.z = -1;
  pole.applyQuaternion(aboutY(turn, angle));
  bendLimb(legs[name], state, thigh, target, pole, limb);
  (rotations[side.thigh] as Quaternion).copy(limb.upper);
  (positions[side.shin] as Vector3).copy(limb.joint);
  (rotations[side.shin] as Quaternion).copy(limb.lower);
  (positions[side.foot] as Vector3).copy(limb.end);
}

/** Puts the ankle of a foot on the floor, or where its step has it, to `target`. */
function placeFoot(state: BodyState, foot: Foot, footTurn: Quaternion): void {
  tilt(state, foot);
  angle.radians = foot.yaw;
  aboutY(upright, angle);
  angle.radians = -state.heel;
  footTurn.copy(upright).multiply(aboutX(turn, angle));
  // Tilted on the ball, which stays where it is; a tilt up of the toes is on the heel, near the ankle.
  target.x = foot.x;
  target.y = foot.height + ANKLE.y * state.size;
  target.z = foot.z;
  if (state.heel <= 0) return;
  timesSize(offset.copy(BALL_FROM_ANKLE), state);
  target.add(pole.copy(offset).applyQuaternion(upright)).sub(offset.applyQuaternion(footTurn));
}

/** The foot of who sits is before the chair. */
function seatFoot(state: BodyState, side: SideBones): void {
  const { positions, rotations, yaw, sitting, size } = state;
  const hips = positions[MIDDLE.hips] as Vector3;
  const footTurn = rotations[side.foot] as Quaternion;
  angle.radians = yaw;
  aboutY(turn, angle);
  offset.x = side.sign * SEATED_FOOT_ASIDE_METRES;
  offset.y = 0;
  offset.z = -SEATED_FOOT_AHEAD_METRES;
  timesSize(offset, state).applyQuaternion(turn);
  offset.x += hips.x;
  offset.y = ANKLE.y * size;
  offset.z += hips.z;
  towards(target, offset, state);
  if (sitting > WHOLLY_SEATED) footTurn.copy(turn);
  else footTurn.slerp(turn, sitting);
}

/** How far the heel is up, radians: of a foot that the body leaves behind, and of one that swings. */
function tilt(state: BodyState, foot: Foot): void {
  const { gait, size, sitting, positions } = state;
  const speed = Math.min(Math.sqrt(gait.velocityX * gait.velocityX + gait.velocityZ * gait.velocityZ), 1.5) / 1.5;
  measureStride(foot, positions[MIDDLE.hips] as Vector3, state);
  const behind = -foot.stride / size;
  const isUp = foot.liftedSeconds >= 0 ? 1 : 0;
  state.heel =
    (1 - sitting) *
    speed *
    (behind > 0 ? Math.min(Math.max((behind - 0.06) / 0.3, 0), 1) * 0.85 : -Math.min(-behind / 0.4, 1) * 0.3 * isUp);
}

/** Where the hand of a pose came to be drawn: in the wrist of a tracked hand, in the fist about a controller. */
export function drawnHand(state: BodyState, side: SideBones, pose: Pose, out: Vector3): Vector3 {
  const hand = side.sign < 0 ? pose.left : pose.right;
  out.copy(state.positions[side.hand] as Vector3);
  if (!hand.present || pose.handTracking) return out;
  handTurn.copy(hand.rotation);
  return out.add(timesSize(offset.copy(GRIP_FROM_WRIST), state).applyQuaternion(handTurn));
}

export const SIDES = [LEFT, RIGHT] as const;
export const EYES = [LEFT.eye, RIGHT.eye] as const;
