import { Quaternion, type Vector3 } from 'three';
import type { Pose } from '../../../shared/pose.ts';
import type { BodyState, Build } from './body-state.ts';
import { liveFace } from './face.ts';
import { placeFingers, settleFingers } from './fingers.ts';
import { stand, walk } from './gait.ts';
import { settleTalk } from './gestures.ts';
import { EYES, placeArm, placeLeg, SIDES, twist } from './limbs.ts';
import { MIDDLE, type SideBones } from './skeleton.ts';
import { placeFace, placeTrunk, settleTrunk } from './trunk.ts';

const LONGEST_FRAME_SECONDS = 0.1;
const handTurn = new Quaternion();

/**
 * The whole body of someone of whom no more is known than head and hands, one frame later. Who has no hands tracked lets
 * them hang; a pose whose numbers are not finite changes nothing.
 *
 * @param level how loud they are, 0 to 1; 0 where that is not known
 */
export function poseBody(state: BodyState, pose: Pose, build: Build, level: number, frameSeconds: number): void {
  if (!isFinitePose(pose)) return;
  state.frameSeconds = Math.min(Math.max(frameSeconds, 0), LONGEST_FRAME_SECONDS);
  const isNew = !state.isPlaced || pose.teleported;
  settleTrunk(state, pose);
  twist(state, pose);
  placeTrunk(state, pose);
  followHips(state);
  if (isNew || state.sitting > 0.5) stand(state.gait);
  else walk(state.gait);
  state.face.level = level;
  state.face.frameSeconds = state.frameSeconds;
  liveFace(state.face, pose.speaking);
  settleTalk(state, pose.speaking);
  placeFace(state, EYES);
  for (let index = 0; index < SIDES.length; index++) {
    const side = SIDES[index] as SideBones;
    placeLeg(state, side, build);
    placeArm(state, side, pose, build, handTurn);
    settleFingers(state, side, side.sign < 0 ? pose.left : pose.right, pose.curled, pose.handTracking);
    placeFingers(state, side, handTurn);
  }
}

function followHips({ gait: { body }, positions, yaw, size, frameSeconds }: BodyState): void {
  const { x, z } = positions[MIDDLE.hips] as Vector3;
  body.x = x;
  body.z = z;
  body.yaw = yaw;
  body.size = size;
  body.seconds = frameSeconds;
}

function isFinitePose({ headPosition: p, headRotation: r, left, right }: Pose): boolean {
  const sum = p.x + p.y + p.z + r.x + r.y + r.z + r.w;
  return Number.isFinite(sum) && isFiniteHand(left) && isFiniteHand(right);
}

function isFiniteHand({ present, position: p, rotation: r }: Pose['left']): boolean {
  return !present || Number.isFinite(p.x + p.y + p.z + r.x + r.y + r.z + r.w);
}
