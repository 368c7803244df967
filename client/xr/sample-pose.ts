import { Matrix4, Quaternion, Vector3 } from 'three';
import type { HandPose, Pose } from '../../shared/pose.ts';
import { HAND_JOINTS, isPointing, JOINT_FLOATS, readCurls, readPinch } from './finger-curls.ts';

/** Eyes lower than this above the floor of the branch belong to someone who sits in it. */
const SEATED_BELOW_METRES = 1.3;
/** A controller further from the head than this is in nobody's hand; the server would refuse it. */
const ARM_REACH_METRES = 1.5;

const matrix = new Matrix4();
const position = new Vector3();
const rotation = new Quaternion();
const scale = new Vector3();

/** The part of a frame that a pose is read from. */
export type XRPoseFrame = Pick<XRFrame, 'getViewerPose' | 'getPose'> &
  Partial<Pick<XRFrame, 'getJointPose'>> & {
    /** Many poses in one call (WebXR Hand Input), column by column; false where one of them is not known. */
    readonly fillPoses?: (spaces: readonly XRSpace[], base: XRSpace, into: Float32Array) => boolean;
  };

/** Someone without a headset: the head is the camera, hands are nowhere. */
export function sampleFlatPose(cameraMatrixWorld: Matrix4, into: Pose): void {
  cameraMatrixWorld.decompose(position, rotation, scale);
  writeHead(into);
  into.left.present = false;
  into.right.present = false;
  into.handTracking = false;
  into.curled = false;
  into.seated = false;
}

/**
 * Someone with a headset, in world space. A hand is at the wrist of a tracked hand, or at the grip of a controller and
 * turned as it points; its fingers are along -z. A hand that is not tracked now, or lies too far away, is absent.
 *
 * @param origin world matrix of the play space's origin
 * @returns false, with `into` as it was, while the headset itself is not tracked
 */
export function sampleXRPose(
  frame: XRPoseFrame,
  inputSources: ArrayLike<XRInputSource>,
  referenceSpace: XRReferenceSpace,
  origin: Matrix4,
  into: Pose,
): boolean {
  const viewer = frame.getViewerPose(referenceSpace);
  if (!viewer) return false;
  toWorld(viewer.transform, origin);
  writeHead(into);
  into.seated = position.y < SEATED_BELOW_METRES;
  into.left.present = false;
  into.right.present = false;
  into.handTracking = false;
  into.curled = false;
  for (let index = 0; index < inputSources.length; index++) {
    const source = inputSources[index];
    if (!source || source.handedness === 'none') continue;
    const hand = source.handedness === 'left' ? into.left : into.right;
    const wrist = source.hand?.get('wrist');
    const grip = wrist ? frame.getJointPose?.(wrist, referenceSpace) : gripOf(source, frame, referenceSpace);
    if (!grip) continue;
    toWorld(grip.transform, origin);
    writeHand(hand, into);
    if (source.hand && wrist) {
      into.handTracking = true;
      if (readFingers(source.hand, frame, referenceSpace, hand)) into.curled = true;
    } else {
      turnAsPointed(source, frame, referenceSpace, origin, hand);
      readButtons(source.gamepad, hand);
    }
  }
  return true;
}

/** One's own hands' joints, by hand: the browser's map is not walked through each frame. */
const jointsOf = new WeakMap<XRHand, readonly XRSpace[]>();
const joints = new Float32Array(HAND_JOINTS * JOINT_FLOATS);

/** Answers false, with no finger known, where the browser does not tell of all joints. */
function readFingers(tracked: XRHand, frame: XRPoseFrame, space: XRReferenceSpace, hand: HandPose): boolean {
  let spaces = jointsOf.get(tracked);
  if (!spaces) {
    spaces = [...tracked.values()];
    jointsOf.set(tracked, spaces);
  }
  if (spaces.length !== HAND_JOINTS || !frame.fillPoses?.(spaces, space, joints)) {
    hand.pinching = false;
    hand.pointing = false;
    return false;
  }
  readCurls(joints, hand.curls);
  hand.pinching = readPinch(joints, hand.pinching);
  hand.pointing = !hand.pinching && isPointing(hand.curls);
  return true;
}

/** The standard mapping: 0 is the trigger, 1 the grip. A finger off the trigger of a gripped controller points. */
function readButtons(gamepad: Gamepad | undefined, hand: HandPose): void {
  const trigger = gamepad?.buttons[0];
  const grip = gamepad?.buttons[1];
  hand.pinching = trigger?.pressed ?? false;
  hand.pointing = (grip?.pressed ?? false) && !(trigger?.touched || trigger?.pressed);
}

function gripOf(source: XRInputSource, frame: XRPoseFrame, space: XRReferenceSpace): XRPose | undefined {
  return source.gripSpace ? frame.getPose(source.gripSpace, space) : undefined;
}

/** A grip is turned as a rod in the fist; what others should see is where the hand points. */
function turnAsPointed(
  source: XRInputSource,
  frame: XRPoseFrame,
  space: XRReferenceSpace,
  origin: Matrix4,
  hand: HandPose,
): void {
  const ray = frame.getPose(source.targetRaySpace, space);
  if (!ray) return;
  toWorld(ray.transform, origin);
  writeRotation(hand.rotation);
}

function toWorld(transform: XRRigidTransform, origin: Matrix4): void {
  matrix.fromArray(transform.matrix).premultiply(origin).decompose(position, rotation, scale);
}

function writeHead(into: Pose): void {
  into.headPosition.x = position.x;
  into.headPosition.y = position.y;
  into.headPosition.z = position.z;
  writeRotation(into.headRotation);
}

function writeHand(hand: HandPose, { headPosition }: Pose): void {
  hand.position.x = position.x;
  hand.position.y = position.y;
  hand.position.z = position.z;
  writeRotation(hand.rotation);
  const x = position.x - headPosition.x;
  const y = position.y - headPosition.y;
  const z = position.z - headPosition.z;
  hand.present = x * x + y * y + z * z <= ARM_REACH_METRES * ARM_REACH_METRES;
}

function writeRotation(into: HandPose['rotation']): void {
  into.x = rotation.x;
  into.y = rotation.y;
  into.z = rotation.z;
  into.w = rotation.w;
}
