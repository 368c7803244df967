import { Quaternion, Vector3 } from 'three';
import type { HandPose, Pose } from '../../../shared/pose.ts';
import type { BodyState, Build } from './body-state.ts';
import type { Foot } from './gait.ts';
import { GRIP_FROM_WRIST_METRES, LEFT, MIDDLE, RIGHT, restBetween, restOf, type SideBones } from './skeleton.ts';
import { bendLimb, createLimb, createLimbPose, type Limb } from './two-bone.ts';

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
/** From the ankle to the ball of the foot, on which the heel is lifted. */
const BALL_FROM_ANKLE = new Vector3(0, -ANKLE.y, -0.105 - ANKLE.z);

const UP = new Vector3(0, 1, 0);
const ACROSS = new Vector3(1, 0, 0);
const ALONG = new Vector3(0, 0, 1);
const target = new Vector3();
const offset = new Vector3();
const pole = new Vector3();
const turn = new Quaternion();
const handTurn = new Quaternion();
const upright = new Quaternion();
const limb = createLimbPose();
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
function wristOf(hand: HandPose, handTracking: boolean, size: number, out: Vector3): Vector3 {
  handTurn.copy(hand.rotation);
  out.copy(hand.position);
  return handTracking ? out : out.addScaledVector(offset.copy(ALONG).applyQuaternion(handTurn), gripMetres(size));
}
const gripMetres = (size: number) => GRIP_FROM_WRIST_METRES * size;

/** How far the shoulders turn, radians to the left, so that a hand far ahead is reached. */
export function twistOf({ yaw, size }: BodyState, pose: Pose): number {
  let twist = 0;
  if (pose.right.present) twist += aheadOf(pose.right, pose, yaw, size);
  if (pose.left.present) twist -= aheadOf(pose.left, pose, yaw, size);
  return twist;
}
function aheadOf(hand: HandPose, { headPosition }: Pose, yaw: number, size: number): number {
  const ahead =
    -Math.sin(yaw) * (hand.position.x - headPosition.x) - Math.cos(yaw) * (hand.position.z - headPosition.z);
  return Math.min(Math.max(ahead / size - 0.28, 0), 0.4) * 1.1;
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
  shoulder.add(offset.copy(CHEST_TO_SHOULDER[name]).multiplyScalar(size).applyQuaternion(chestTurn));
  if (hand.present) wristOf(hand, pose.handTracking, size, target);
  else restingWrist(state, side, build);
  const straight = ARM_METRES * size;
  reachOut(shoulder, target, side.sign, straight, chestTurn, hand.present, shoulderTurn);
  offset.copy(SHOULDER_TO_ARM[name]).multiplyScalar(size);
  offset.x *= build.shoulders;
  arm.copy(shoulder).add(offset.applyQuaternion(shoulderTurn));

  // Elbows hang: down, a little out and behind; further out where the hand is high.
  const high = Math.min(Math.max((target.y - arm.y) / straight, 0), 1);
  pole.set(side.sign * (0.45 + 0.5 * high), -1 + 0.35 * high, 0.55 - 0.35 * high).applyQuaternion(chestTurn);
  bendLimb(arms[name], size, arm, target, pole, limb);
  (rotations[side.upperArm] as Quaternion).copy(limb.upper);
  (positions[side.lowerArm] as Vector3).copy(limb.joint);
  (rotations[side.lowerArm] as Quaternion).copy(limb.lower);
  (positions[side.hand] as Vector3).copy(limb.end);
  if (hand.present) out.copy(hand.rotation);
  else out.copy(limb.lower).multiply(side.handFrame);
  (rotations[side.hand] as Quaternion).copy(out).multiply(side.handFrameInverse);
}

/** The shoulder itself goes along with a hand that is high or far. */
function reachOut(
  shoulder: Vector3,
  wrist: Vector3,
  sign: -1 | 1,
  straight: number,
  chestTurn: Quaternion,
  isTracked: boolean,
  out: Quaternion,
): void {
  out.copy(chestTurn);
  if (!isTracked) return;
  offset.subVectors(wrist, shoulder).applyQuaternion(turn.copy(chestTurn).invert()).divideScalar(straight);
  const far = Math.min(Math.max(offset.length() - 0.85, 0) * 2.5, 1);
  const shrug = Math.min(Math.max(offset.y, -0.1), 1) * 0.38;
  const ahead = Math.min(Math.max(-offset.z, -0.4), 1) * 0.42 * far;
  out.multiply(turn.setFromAxisAngle(UP, sign * ahead)).multiply(turn.setFromAxisAngle(ALONG, sign * shrug));
}

/** Where a hand that nobody tracks is: at the side, swinging against the foot; on the thigh of who sits. */
function restingWrist(state: BodyState, side: SideBones, build: Build): void {
  const { positions, rotations, size, gait, sitting } = state;
  const chestTurn = rotations[MIDDLE.chest] as Quaternion;
  const hips = positions[MIDDLE.hips] as Vector3;
  const arm = positions[side.upperArm] as Vector3;
  const name = side.sign < 0 ? 'left' : 'right';
  offset.copy(CHEST_TO_SHOULDER[name]).add(SHOULDER_TO_ARM[name]).multiplyScalar(size);
  offset.x *= build.shoulders;
  arm.copy(positions[MIDDLE.chest] as Vector3).add(offset.applyQuaternion(chestTurn));
  const opposite = side.sign < 0 ? gait.right : gait.left;
  const swing = Math.min(Math.max(strideOf(opposite, hips, state.yaw), -0.3), 0.3) * 0.7;
  const lifted = swing * swing * 0.5;
  target.set(side.sign * 0.075 * build.hips[0], -0.52 + lifted, -0.03 - swing * (1 - sitting));
  target.multiplyScalar(size).applyAxisAngle(UP, state.yaw).add(arm);
  if (sitting < 0.01) return;
  offset
    .set(side.sign * 0.115, 0.115, -0.3)
    .multiplyScalar(size)
    .applyAxisAngle(UP, state.yaw)
    .add(hips);
  target.lerp(offset, sitting);
}

/** How far ahead of the hips a foot is, metres. */
function strideOf(foot: Foot, hips: Vector3, yaw: number): number {
  return -Math.sin(yaw) * (foot.x - hips.x) - Math.cos(yaw) * (foot.z - hips.z);
}

const SEATED_FOOT_AHEAD_METRES = 0.43;
const SEATED_FOOT_ASIDE_METRES = 0.115;

export function placeLeg(state: BodyState, side: SideBones, build: Build): void {
  const { positions, rotations, size, gait, yaw, sitting } = state;
  const name = side.sign < 0 ? 'left' : 'right';
  const hips = positions[MIDDLE.hips] as Vector3;
  const thigh = positions[side.thigh] as Vector3;
  offset.copy(HIPS_TO_THIGH[name]).multiplyScalar(size);
  offset.x *= build.hips[0];
  thigh.copy(hips).add(offset.applyQuaternion(rotations[MIDDLE.hips] as Quaternion));

  const foot = side.sign < 0 ? gait.left : gait.right;
  const tilt = (1 - sitting) * heelLift(foot, hips, yaw, size, gait.velocityX, gait.velocityZ);
  upright.setFromAxisAngle(UP, foot.yaw);
  const footTurn = rotations[side.foot] as Quaternion;
  footTurn.copy(upright).multiply(turn.setFromAxisAngle(ACROSS, -tilt));
  // Tilted on the ball, which stays where it is; a tilt up of the toes is on the heel, near the ankle.
  target.set(foot.x, foot.height + ANKLE.y * size, foot.z);
  if (tilt > 0) {
    offset.copy(BALL_FROM_ANKLE).multiplyScalar(size);
    target.add(pole.copy(offset).applyQuaternion(upright)).sub(offset.applyQuaternion(footTurn));
  }
  if (sitting > 0.01) {
    offset
      .set(side.sign * SEATED_FOOT_ASIDE_METRES, 0, -SEATED_FOOT_AHEAD_METRES)
      .multiplyScalar(size)
      .applyAxisAngle(UP, yaw);
    offset.set(hips.x + offset.x, ANKLE.y * size, hips.z + offset.z);
    target.lerp(offset, sitting);
    footTurn.slerp(turn.setFromAxisAngle(UP, yaw), sitting);
  }
  pole.set(side.sign * 0.12, 0.25 * sitting, -1).applyAxisAngle(UP, yaw);
  bendLimb(legs[name], size, thigh, target, pole, limb);
  (rotations[side.thigh] as Quaternion).copy(limb.upper);
  (positions[side.shin] as Vector3).copy(limb.joint);
  (rotations[side.shin] as Quaternion).copy(limb.lower);
  (positions[side.foot] as Vector3).copy(limb.end);
}

/** How far the heel is up, radians: of a foot that the body leaves behind, and of one that swings. */
function heelLift(foot: Foot, hips: Vector3, yaw: number, size: number, velocityX: number, velocityZ: number): number {
  const speed = Math.min(Math.sqrt(velocityX * velocityX + velocityZ * velocityZ), 1.5) / 1.5;
  const behind = -strideOf(foot, hips, yaw) / size;
  if (behind > 0) return Math.min(Math.max((behind - 0.06) / 0.3, 0), 1) * 0.85 * speed;
  const isUp = foot.liftedSeconds >= 0 ? 1 : 0;
  return -Math.min(-behind / 0.4, 1) * 0.3 * speed * isUp;
}

/** Where the hand of a pose came to be drawn: in the wrist of a tracked hand, in the fist about a controller. */
export function drawnHand(state: BodyState, side: SideBones, pose: Pose, out: Vector3): Vector3 {
  const hand = side.sign < 0 ? pose.left : pose.right;
  out.copy(state.positions[side.hand] as Vector3);
  if (!hand.present || pose.handTracking) return out;
  handTurn.copy(hand.rotation);
  return out.addScaledVector(offset.set(0, 0, -1).applyQuaternion(handTurn), gripMetres(state.size));
}

export const SIDES = [LEFT, RIGHT] as const;
export const EYES = [LEFT.eye, RIGHT.eye] as const;
