/** Where a head and two hands are, in the branch's metres, y up; rotations are unit quaternions. */
export interface Vector {
  x: number;
  y: number;
  z: number;
}
export interface Rotation extends Vector {
  w: number;
}
export interface HandPose {
  present: boolean;
  position: Vector;
  rotation: Rotation;
  pinching: boolean;
  pointing: boolean;
  /** Thumb to little finger, 0 (straight) to 7 (in the fist); where {@link Pose.curled}. */
  readonly curls: Uint8Array;
}
export interface Pose {
  headPosition: Vector;
  headRotation: Rotation;
  left: HandPose;
  right: HandPose;
  /** The hands are bare and tracked, not controllers. */
  handTracking: boolean;
  seated: boolean;
  speaking: boolean;
  /** The hands' fingers are known. */
  curled: boolean;
  /** The body jumped since the last pose: show it there at once, do not slide. */
  teleported: boolean;
}

/** How often a client sends its pose, and the server its batches. */
export const POSE_RATE_HZ = 20;
/** Greatest distance of a tracked hand from its head, per axis. */
export const HAND_RANGE_METRES = 2;
/** Greatest distance of a head from the branch's origin, per axis. */
export const HEAD_RANGE_METRES = 64;
export const FINGERS = 5;

/**
 * A vector that frames write to. Of a class, because V8 lets all object literals with the same names share one hidden class: where any
 * script of the page writes `{ x: {…}, y: {…}, z: {…} }`, as schemas do, each fraction written into an `{ x: 0, y: 0, z: 0 }` is a new
 * thing on the heap. With fifty people that is thousands a frame. A field that is declared without a number does the same: it holds
 * `undefined` first.
 */
class PoseVector implements Vector {
  x = 0;
  y = 0;
  z = 0;
}
class PoseRotation implements Rotation {
  x = 0;
  y = 0;
  z = 0;
  w = 1;
}

export function createVector(): Vector {
  return new PoseVector();
}

export function createPose(): Pose {
  const hand = () => ({
    present: false,
    position: new PoseVector(),
    rotation: new PoseRotation(),
    pinching: false,
    pointing: false,
    curls: new Uint8Array(FINGERS),
  });
  return {
    headPosition: new PoseVector(),
    headRotation: new PoseRotation(),
    left: hand(),
    right: hand(),
    handTracking: false,
    seated: false,
    speaking: false,
    curled: false,
    teleported: false,
  };
}

export function copyPose(from: Pose, to: Pose): void {
  copyVector(from.headPosition, to.headPosition);
  copyRotation(from.headRotation, to.headRotation);
  copyHand(from.left, to.left);
  copyHand(from.right, to.right);
  to.handTracking = from.handTracking;
  to.seated = from.seated;
  to.speaking = from.speaking;
  to.curled = from.curled;
  to.teleported = from.teleported;
}

function copyVector(from: Vector, to: Vector): void {
  to.x = from.x;
  to.y = from.y;
  to.z = from.z;
}
/** Not by {@link copyVector}: what reads two shapes of objects puts each number that it reads on the heap. */
function copyRotation(from: Rotation, to: Rotation): void {
  to.x = from.x;
  to.y = from.y;
  to.z = from.z;
  to.w = from.w;
}
function copyHand(from: HandPose, to: HandPose): void {
  to.present = from.present;
  copyVector(from.position, to.position);
  copyRotation(from.rotation, to.rotation);
  to.pinching = from.pinching;
  to.pointing = from.pointing;
  to.curls.set(from.curls);
}
