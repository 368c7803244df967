import { Quaternion, Vector3 } from 'three';
import type { Pose } from '../../../shared/pose.ts';
import { followHead, yawOf } from '../avatar-rig.ts';
import type { BodyState } from './body-state.ts';
import { EYES_FROM_HEAD, MIDDLE, REST, REST_EYE_HEIGHT_METRES, restBetween, restOf } from './skeleton.ts';
import { Angle, aboutX, aboutY, timesSize } from './unboxed.ts';

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

/** How much of the back's lean and of the shoulders' twist a part of the trunk goes along with. */
const CHEST = { lean: 1, twist: 1 };
const SPINE = { lean: 0.8, twist: 0.5 };
const HIPS = { lean: 0.5, twist: 0 };

const angle = new Angle();
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
export function settleTrunk(state: BodyState, pose: Pose): void {
  const seconds = state.frameSeconds;
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

export function placeTrunk(state: BodyState, pose: Pose): void {
  const { positions, rotations, size } = state;
  head.copy(pose.headPosition);
  headTurn.copy(pose.headRotation);
  angle.radians = state.yaw;
  aboutY(upright, angle);
  const headAt = positions[MIDDLE.head] as Vector3;
  const neckAt = positions[MIDDLE.neck] as Vector3;
  (rotations[MIDDLE.head] as Quaternion).copy(headTurn);
  headAt.copy(head).sub(timesSize(offset.copy(EYES_FROM_HEAD_JOINT), state).applyQuaternion(headTurn));
  (rotations[MIDDLE.neck] as Quaternion).copy(upright).slerp(headTurn, NECK_SHARE);
  below(state, MIDDLE.head, MIDDLE.neck, NECK_TO_HEAD);

  lean(state, neckAt);
  bent(rotations[MIDDLE.chest] as Quaternion, state, CHEST);
  bent(rotations[MIDDLE.spine] as Quaternion, state, SPINE);
  bent(rotations[MIDDLE.hips] as Quaternion, state, HIPS);
  below(state, MIDDLE.neck, MIDDLE.chest, CHEST_TO_NECK);
  below(state, MIDDLE.chest, MIDDLE.spine, SPINE_TO_CHEST);
  below(state, MIDDLE.spine, MIDDLE.hips, HIPS_TO_SPINE);
  const hips = positions[MIDDLE.hips] as Vector3;
  hips.y = Math.max(hips.y, LOWEST_HIPS_METRES * size);
}

/** How far the back leans: nearly not on a chair, and as deep as the head is low where one stands. */
function lean(state: BodyState, neckAt: Vector3): void {
  const { size, sitting } = state;
  forward.set(0, 0, -1).applyQuaternion(headTurn);
  const nod = Math.asin(Math.min(Math.max(-forward.y, -1), 1)) * LEAN_OF_NOD;
  const lower = Math.max(0, NECK_REST_HEIGHT * size - neckAt.y - 0.02);
  const stooped = lower * LEAN_PER_METRE * (1 - sitting);
  state.lean = Math.min(Math.max(nod + stooped, -0.12), DEEPEST_LEAN_RADIANS);
}

function bent(out: Quaternion, state: BodyState, share: { readonly lean: number; readonly twist: number }): void {
  const twist = Math.min(Math.max(state.twist, -LARGEST_TWIST_RADIANS), LARGEST_TWIST_RADIANS);
  angle.radians = twist * share.twist;
  out.copy(upright).multiply(aboutY(turn, angle));
  angle.radians = -state.lean * share.lean;
  out.multiply(aboutX(turn, angle));
}

/** Puts a joint where the one above it wants it. */
function below(state: BodyState, upper: number, lower: number, between: Readonly<Vector3>): void {
  const place = state.positions[lower] as Vector3;
  timesSize(offset.copy(between), state).applyQuaternion(state.rotations[lower] as Quaternion);
  place.copy(state.positions[upper] as Vector3).sub(offset);
}

const JAW_RADIANS = 0.16;
const LID_RADIANS = 0.95;
/** Nobody's eyes are wide open who is at ease. */
const LID_AT_EASE_RADIANS = 0.13;

/** Jaw, eyes and lids on the head. */
export function placeFace(state: BodyState, eyes: readonly number[]): void {
  const { face } = state;
  angle.radians = -JAW_RADIANS * face.jaw;
  onHead(state, MIDDLE.jaw).multiply(aboutX(turn, angle));
  // The lid goes along with an eye that looks down.
  angle.radians = -Math.min(
    Math.max(face.blink * LID_RADIANS + LID_AT_EASE_RADIANS - face.gazePitch * 0.7, -0.15),
    LID_RADIANS,
  );
  onHead(state, MIDDLE.lids).multiply(aboutX(turn, angle));
  for (let index = 0; index < eyes.length; index++) {
    const eye = onHead(state, eyes[index] as number);
    angle.radians = face.gazeYaw;
    eye.multiply(aboutY(turn, angle));
    angle.radians = face.gazePitch;
    eye.multiply(aboutX(turn, angle));
  }
}

/** Places a bone that the head carries, turned as the head; answers its rotation. */
function onHead(state: BodyState, bone: number): Quaternion {
  const { positions, rotations } = state;
  const headBone = rotations[MIDDLE.head] as Quaternion;
  timesSize(offset.subVectors(REST[bone] as Vector3, REST[MIDDLE.head] as Vector3), state);
  (positions[bone] as Vector3).copy(positions[MIDDLE.head] as Vector3).add(offset.applyQuaternion(headBone));
  return (rotations[bone] as Quaternion).copy(headBone);
}
