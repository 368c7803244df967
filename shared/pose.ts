/**
 * Where a head and two hands are, packed in 32 bytes. All in the branch's metres, y up; rotations are unit quaternions.
 *
 * ```
 * 0  u8   version          1  u8  flags
 * 2  i16  head x, y, z     (±64 m, step 1.95 mm)
 * 8  u32  head rotation    (smallest three, 10 bits each)
 * 12 i16  left x, y, z     (from the head, ±2 m, step 0.06 mm), then u32 rotation
 * 22 the right hand likewise
 * ```
 * Little endian. Neither encoding nor decoding allocates.
 */
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
}
export interface Pose {
  headPosition: Vector;
  headRotation: Rotation;
  left: HandPose;
  right: HandPose;
  /** The hands are bare and tracked, not controllers. */
  handTracking: boolean;
  seated: boolean;
  /** The body jumped since the last pose: show it there at once, do not slide. */
  teleported: boolean;
}

export const POSE_VERSION = 1;
export const POSE_BYTES = 32;
/** How often a client sends its pose, and the server its batches. */
export const POSE_RATE_HZ = 20;
/** Greatest distance of a tracked hand from its head, per axis. */
export const HAND_RANGE_METRES = 2;
const HEAD_RANGE_METRES = 64;

const LEFT_PRESENT = 1;
const RIGHT_PRESENT = 2;
const HAND_TRACKING = 4;
const SEATED = 8;
const TELEPORTED = 16;
const KNOWN_FLAGS = 31;

export function createPose(): Pose {
  const vector = () => ({ x: 0, y: 0, z: 0 });
  const rotation = () => ({ x: 0, y: 0, z: 0, w: 1 });
  const hand = () => ({ present: false, position: vector(), rotation: rotation() });
  return {
    headPosition: vector(),
    headRotation: rotation(),
    left: hand(),
    right: hand(),
    handTracking: false,
    seated: false,
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
  to.teleported = from.teleported;
}

function copyVector(from: Vector, to: Vector): void {
  to.x = from.x;
  to.y = from.y;
  to.z = from.z;
}
function copyRotation(from: Rotation, to: Rotation): void {
  copyVector(from, to);
  to.w = from.w;
}
function copyHand(from: HandPose, to: HandPose): void {
  to.present = from.present;
  copyVector(from.position, to.position);
  copyRotation(from.rotation, to.rotation);
}

const FLAGS_OFFSET = 1;

/** Whether a packed pose says that the body jumped. */
export function saysTeleported(bytes: Uint8Array): boolean {
  return ((bytes[FLAGS_OFFSET] ?? 0) & TELEPORTED) !== 0;
}
/** Makes a packed pose say that the body jumped. */
export function markTeleported(bytes: Uint8Array): void {
  bytes[FLAGS_OFFSET] = (bytes[FLAGS_OFFSET] ?? 0) | TELEPORTED;
}

/** Writes {@link POSE_BYTES} at `offset`. Answers false, leaving rubbish not to be sent, where a number is not finite or out of range. */
export function encodePose(pose: Pose, out: DataView, offset: number): boolean {
  out.setUint8(offset, POSE_VERSION);
  out.setUint8(
    offset + FLAGS_OFFSET,
    (pose.left.present ? LEFT_PRESENT : 0) |
      (pose.right.present ? RIGHT_PRESENT : 0) |
      (pose.handTracking ? HAND_TRACKING : 0) |
      (pose.seated ? SEATED : 0) |
      (pose.teleported ? TELEPORTED : 0),
  );
  const { x, y, z } = pose.headPosition;
  return (
    encodeAxis(x, HEAD_RANGE_METRES, out, offset + 2) &&
    encodeAxis(y, HEAD_RANGE_METRES, out, offset + 4) &&
    encodeAxis(z, HEAD_RANGE_METRES, out, offset + 6) &&
    encodeRotation(pose.headRotation, out, offset + 8) &&
    encodeHand(pose.left, pose.headPosition, out, offset + 12) &&
    encodeHand(pose.right, pose.headPosition, out, offset + 22)
  );
}

function encodeHand(hand: HandPose, head: Vector, out: DataView, offset: number): boolean {
  if (!hand.present) {
    for (let byte = 0; byte < 10; byte++) out.setUint8(offset + byte, 0);
    return true;
  }
  return (
    encodeAxis(hand.position.x - head.x, HAND_RANGE_METRES, out, offset) &&
    encodeAxis(hand.position.y - head.y, HAND_RANGE_METRES, out, offset + 2) &&
    encodeAxis(hand.position.z - head.z, HAND_RANGE_METRES, out, offset + 4) &&
    encodeRotation(hand.rotation, out, offset + 6)
  );
}

function encodeAxis(metres: number, range: number, out: DataView, offset: number): boolean {
  if (!(Math.abs(metres) <= range)) return false;
  out.setInt16(offset, Math.round((metres / range) * 32767), true);
  return true;
}

/** The three smaller components lie within ±1/√2; the largest is what is left of a unit length. */
const LARGEST_SMALL = Math.SQRT1_2;

function encodeRotation({ x, y, z, w }: Rotation, out: DataView, offset: number): boolean {
  const length = Math.hypot(x, y, z, w);
  if (!(length > 0.5 && length < 2)) return false;
  const ax = Math.abs(x);
  const ay = Math.abs(y);
  const az = Math.abs(z);
  const aw = Math.abs(w);
  const largest = ax >= ay && ax >= az && ax >= aw ? 0 : ay >= az && ay >= aw ? 1 : az >= aw ? 2 : 3;
  const sign = (largest === 0 ? x : largest === 1 ? y : largest === 2 ? z : w) < 0 ? -1 / length : 1 / length;
  const a = quantise((largest === 0 ? y : x) * sign);
  const b = quantise((largest <= 1 ? z : y) * sign);
  const c = quantise((largest <= 2 ? w : z) * sign);
  out.setUint32(offset, ((largest << 30) | (a << 20) | (b << 10) | c) >>> 0, true);
  return true;
}

function quantise(component: number): number {
  return Math.min(1023, Math.max(0, Math.round((component / LARGEST_SMALL + 1) * 511.5)));
}
function restore(bits: number): number {
  return (bits / 511.5 - 1) * LARGEST_SMALL;
}

/** Reads a pose into `into`. Answers false for another version, unknown flags or a rotation that is none; `into` is then unspecified. */
export function decodePose(view: DataView, offset: number, into: Pose): boolean {
  if (view.byteLength < offset + POSE_BYTES || view.getUint8(offset) !== POSE_VERSION) return false;
  const flags = view.getUint8(offset + FLAGS_OFFSET);
  if ((flags & ~KNOWN_FLAGS) !== 0) return false;
  into.left.present = (flags & LEFT_PRESENT) !== 0;
  into.right.present = (flags & RIGHT_PRESENT) !== 0;
  into.handTracking = (flags & HAND_TRACKING) !== 0;
  into.seated = (flags & SEATED) !== 0;
  into.teleported = (flags & TELEPORTED) !== 0;
  const head = into.headPosition;
  head.x = decodeAxis(view, offset + 2, HEAD_RANGE_METRES);
  head.y = decodeAxis(view, offset + 4, HEAD_RANGE_METRES);
  head.z = decodeAxis(view, offset + 6, HEAD_RANGE_METRES);
  return (
    decodeRotation(view, offset + 8, into.headRotation) &&
    decodeHand(view, offset + 12, head, into.left) &&
    decodeHand(view, offset + 22, head, into.right)
  );
}

function decodeHand(view: DataView, offset: number, head: Vector, into: HandPose): boolean {
  if (!into.present) return true;
  into.position.x = head.x + decodeAxis(view, offset, HAND_RANGE_METRES);
  into.position.y = head.y + decodeAxis(view, offset + 2, HAND_RANGE_METRES);
  into.position.z = head.z + decodeAxis(view, offset + 4, HAND_RANGE_METRES);
  return decodeRotation(view, offset + 6, into.rotation);
}

function decodeAxis(view: DataView, offset: number, range: number): number {
  return (view.getInt16(offset, true) / 32767) * range;
}

function decodeRotation(view: DataView, offset: number, into: Rotation): boolean {
  const bits = view.getUint32(offset, true);
  const a = restore((bits >>> 20) & 1023);
  const b = restore((bits >>> 10) & 1023);
  const c = restore(bits & 1023);
  const rest = 1 - a * a - b * b - c * c;
  // The largest of four components of a unit quaternion is at least a half; less is no rotation at all.
  if (rest < 0.24) return false;
  const d = Math.sqrt(rest);
  const largest = bits >>> 30;
  into.x = largest === 0 ? d : a;
  into.y = largest === 0 ? a : largest === 1 ? d : b;
  into.z = largest <= 1 ? b : largest === 2 ? d : c;
  into.w = largest <= 2 ? c : d;
  return true;
}

/** A batch, server to client: f64 milliseconds of the room's own clock (only differences mean anything), then for each avatar its u16 id and its pose. */
export const BATCH_HEADER_BYTES = 8;
export const BATCH_ENTRY_BYTES = 2 + POSE_BYTES;

/** Reads a batch; `visit` is given each avatar's id and where its pose begins. Answers the server's time, or null where the length is wrong. */
export function readBatch(view: DataView, visit: (avatarId: number, offset: number) => void): number | null {
  const body = view.byteLength - BATCH_HEADER_BYTES;
  if (body < 0 || body % BATCH_ENTRY_BYTES !== 0) return null;
  for (let offset = BATCH_HEADER_BYTES; offset < view.byteLength; offset += BATCH_ENTRY_BYTES)
    visit(view.getUint16(offset, true), offset + 2);
  return view.getFloat64(0, true);
}
