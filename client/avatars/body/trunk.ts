import { Quaternion, Vector3 } from 'three';
import type { Pose } from '../../../shared/pose.ts';
import { followHead, yawOf } from '../avatar-rig.ts';
import type { BodyState } from './body-state.ts';
import { EYES_FROM_HEAD, MIDDLE, REST, REST_EYE_HEIGHT_METRES, restBetween, restOf } from './skeleton.ts';

/** Head, neck and trunk: from the eyes down to the hips. */
const SMALLEST_SIZE = 0.86;
const LARGEST_SIZE = 1.14;
/** Someone who sits when first seen is taken to be of this size. */
const USUAL_SIZE = 1;
const SITTING_SETTLES_SECONDS = 0.25;
const DEEPEST_LEAN_RADIANS = 0.95;
/** Radians of lean for each metre that the head is lower than it stands. */
const LEAN_PER_METRE = 1.5;
/** How much of the head's nod the back goes along with. */
const LEAN_OF_NOD = 0.16;
const NECK_SHARE = 0.4;
const LARGEST_TWIST_RADIANS = 0.4;
/** A body does not fold below this, however low the head. */
const LOWEST_HIPS_METRES = 0.16;

const EYES_FROM_HEAD_JOINT = EYES_FROM_HEAD;
const NECK_TO_HEAD = restBetween('neck', 'head');
const CHEST_TO_NECK = restBetween('chest', 'neck');
const SPINE_TO_CHEST = restBetween('spine', 'chest');
const HIPS_TO_SPINE = restBetween('hips', 'spine');
const NECK_REST_HEIGHT = restOf('neck').y;

const UP = new Vector3(0, 1, 0);
const ACROSS = new Vector3(1, 0, 0);
const head = new Vector3();
const headTurn = new Quaternion();
const upright = new Quaternion();
const turn = new Quaternion();
const offset = new Vector3();
const forward = new Vector3();

/** The size of a body whose eyes are at this height when it stands. */
export function sizeOfEyeHeight(metres: number): number {
  return Math.min(Math.max(metres / REST_EYE_HEIGHT_METRES, SMALLEST_SIZE), LARGEST_SIZE);
}

/** Notices what changes slowly: which way the body faces, how tall it is, whether it sits. */
export function settleTrunk(state: BodyState, pose: Pose, seconds: number): void {
  headTurn.copy(pose.headRotation);
  const headYaw = yawOf(headTurn);
  const isNew = !state.isPlaced || pose.teleported;
  state.yaw = isNew ? headYaw : followHead(state.yaw, headYaw, seconds);
  const seated = pose.seated ? 1 : 0;
  if (!state.isPlaced) {
    state.size = pose.seated ? USUAL_SIZE : sizeOfEyeHeight(pose.headPosition.y);
    state.sitting = seated;
    state.isPlaced = true;
    return;
  }
  state.sitting += (seated - state.sitting) * (1 - Math.exp(-seconds / SITTING_SETTLES_SECONDS));
  // Who stoops keeps their size; who turns out to be taller, grows.
  if (!pose.seated) state.size = Math.max(state.size, sizeOfEyeHeight(pose.headPosition.y));
}

/** @param twist how far the shoulders turn after the hands, radians, to the left */
export function placeTrunk(state: BodyState, pose: Pose, twist: number): void {
  const { positions, rotations, size } = state;
  head.copy(pose.headPosition);
  headTurn.copy(pose.headRotation);
  upright.setFromAxisAngle(UP, state.yaw);
  const headAt = positions[MIDDLE.head] as Vector3;
  const neckAt = positions[MIDDLE.neck] as Vector3;
  (rotations[MIDDLE.head] as Quaternion).copy(headTurn);
  headAt.copy(head).sub(offset.copy(EYES_FROM_HEAD_JOINT).multiplyScalar(size).applyQuaternion(headTurn));
  (rotations[MIDDLE.neck] as Quaternion).copy(upright).slerp(headTurn, NECK_SHARE);
  below(state, MIDDLE.head, MIDDLE.neck, NECK_TO_HEAD);

  const lean = leanOf(state, neckAt.y);
  bent(
    rotations[MIDDLE.chest] as Quaternion,
    lean,
    Math.min(Math.max(twist, -LARGEST_TWIST_RADIANS), LARGEST_TWIST_RADIANS),
  );
  bent(rotations[MIDDLE.spine] as Quaternion, lean * 0.8, twist * 0.5);
  bent(rotations[MIDDLE.hips] as Quaternion, lean * 0.5, 0);
  below(state, MIDDLE.neck, MIDDLE.chest, CHEST_TO_NECK);
  below(state, MIDDLE.chest, MIDDLE.spine, SPINE_TO_CHEST);
  below(state, MIDDLE.spine, MIDDLE.hips, HIPS_TO_SPINE);
  const hips = positions[MIDDLE.hips] as Vector3;
  hips.y = Math.max(hips.y, LOWEST_HIPS_METRES * size);
}

/** How far the back leans: nearly not on a chair, and as deep as the head is low where one stands. */
function leanOf({ size, sitting }: BodyState, neckHeight: number): number {
  forward.set(0, 0, -1).applyQuaternion(headTurn);
  const nod = Math.asin(Math.min(Math.max(-forward.y, -1), 1)) * LEAN_OF_NOD;
  const lower = Math.max(0, NECK_REST_HEIGHT * size - neckHeight - 0.02);
  const stooped = lower * LEAN_PER_METRE * (1 - sitting);
  return Math.min(Math.max(nod + stooped, -0.12), DEEPEST_LEAN_RADIANS);
}

function bent(out: Quaternion, lean: number, twist: number): void {
  out.copy(upright).multiply(turn.setFromAxisAngle(UP, twist)).multiply(turn.setFromAxisAngle(ACROSS, -lean));
}

/** Puts a joint where the one above it wants it. */
function below(state: BodyState, upper: number, lower: number, between: Readonly<Vector3>): void {
  const place = state.positions[lower] as Vector3;
  offset
    .copy(between)
    .multiplyScalar(state.size)
    .applyQuaternion(state.rotations[lower] as Quaternion);
  place.copy(state.positions[upper] as Vector3).sub(offset);
}

const JAW_RADIANS = 0.2;
const LID_RADIANS = 0.95;

/** Jaw, eyes and lids on the head. */
export function placeFace(state: BodyState, eyes: readonly number[]): void {
  const { face } = state;
  onHead(state, MIDDLE.jaw).multiply(turn.setFromAxisAngle(ACROSS, -JAW_RADIANS * face.jaw));
  // The lid goes along with an eye that looks down.
  const shut = Math.min(Math.max(face.blink * LID_RADIANS - face.gazePitch * 0.7, -0.15), LID_RADIANS);
  onHead(state, MIDDLE.lids).multiply(turn.setFromAxisAngle(ACROSS, -shut));
  for (const eye of eyes)
    onHead(state, eye)
      .multiply(turn.setFromAxisAngle(UP, face.gazeYaw))
      .multiply(turn.setFromAxisAngle(ACROSS, face.gazePitch));
}

/** Places a bone that the head carries, turned as the head; answers its rotation. */
function onHead({ positions, rotations, size }: BodyState, bone: number): Quaternion {
  const headBone = rotations[MIDDLE.head] as Quaternion;
  offset.subVectors(REST[bone] as Vector3, REST[MIDDLE.head] as Vector3).multiplyScalar(size);
  (positions[bone] as Vector3).copy(positions[MIDDLE.head] as Vector3).add(offset.applyQuaternion(headBone));
  return (rotations[bone] as Quaternion).copy(headBone);
}
