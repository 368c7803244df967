import { HAND_RANGE_METRES, type HandPose, HEAD_RANGE_METRES, type Pose, type Rotation, type Vector } from '../pose.ts';
import { curlBitsOf, FLAG_BITS, flagsOf, writeCurlBits, writeFlags } from './pose-flags.ts';

/**
 * A pose on its way to the server, whole each time: it is one of twenty a second, and the server judges it by itself.
 *
 * ```
 * 0  u8   version            1  u16 flags (`pose-flags.ts`; bit 15: the body jumped)
 * 3  u32  milliseconds of the room's clock when it was sampled
 * 7  i16  head x, y, z       (±64 m, step 1.95 mm)       13 u16 × 3 head rotation
 * 19 i16  left x, y, z       (from the head, ±2 m, step 0.06 mm)   25 u16 × 3 rotation
 * 31 the right hand likewise
 * 43 u32  curls
 * ```
 * A rotation: two bits for the largest component, which is dropped and positive, and 3 × 15 bits for the others (≤ 0.01°).
 * Little endian. Neither encoding nor decoding allocates.
 */
const POSE_VERSION = 2;
export const POSE_BYTES = 47;
const JUMPED = 1 << 15;
const KNOWN_FLAGS = (1 << FLAG_BITS) - 1;

/** Writes {@link POSE_BYTES} at `offset`. Answers false, leaving rubbish not to be sent, where a number is not finite or out of range. */
export function encodePose(pose: Pose, sampledAtMs: number, out: DataView, offset: number): boolean {
  out.setUint8(offset, POSE_VERSION);
  out.setUint16(offset + 1, flagsOf(pose) | (pose.teleported ? JUMPED : 0), true);
  out.setUint32(offset + 3, Math.max(0, Math.round(sampledAtMs)), true);
  out.setUint32(offset + 43, pose.curled ? curlBitsOf(pose) : 0, true);
  const { x, y, z } = pose.headPosition;
  axes[0] = x;
  axes[1] = y;
  axes[2] = z;
  return (
    Number.isFinite(sampledAtMs) &&
    encodeAxes(HEAD_RANGE_METRES, out, offset + 7) &&
    encodeRotation(pose.headRotation, out, offset + 13) &&
    encodeHand(pose.left, pose.headPosition, out, offset + 19) &&
    encodeHand(pose.right, pose.headPosition, out, offset + 31)
  );
}

function encodeHand(hand: HandPose, head: Vector, out: DataView, offset: number): boolean {
  if (!hand.present) {
    for (let byte = 0; byte < 12; byte++) out.setUint8(offset + byte, 0);
    return true;
  }
  const { position } = hand;
  axes[0] = position.x - head.x;
  axes[1] = position.y - head.y;
  axes[2] = position.z - head.z;
  return encodeAxes(HAND_RANGE_METRES, out, offset) && encodeRotation(hand.rotation, out, offset + 6);
}

/** Metres; not arguments, because a fraction that is one may be put on the heap. */
const axes = new Float64Array(3);

function encodeAxes(range: number, out: DataView, offset: number): boolean {
  for (let axis = 0; axis < 3; axis++) {
    const steps = Math.round(((axes[axis] as number) / range) * 32768);
    if (!(Math.abs(steps) <= 32767)) return false;
    out.setInt16(offset + 2 * axis, steps, true);
  }
  return true;
}

/** The three smaller components lie within ±1/√2. */
const QUANTISE = 16383.5 / Math.SQRT1_2;

function encodeRotation({ x, y, z, w }: Rotation, out: DataView, offset: number): boolean {
  const length = Math.sqrt(x * x + y * y + z * z + w * w);
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
  // 2 + 45 bits in three words: the index takes the top bit of the first two.
  out.setUint16(offset, a | ((largest & 1) << 15), true);
  out.setUint16(offset + 2, b | ((largest >> 1) << 15), true);
  out.setUint16(offset + 4, c, true);
  return true;
}

function quantise(component: number): number {
  return Math.min(32767, Math.max(0, Math.round(component * QUANTISE + 16383.5)));
}
function restore(bits: number): number {
  return ((bits & 32767) - 16383.5) / QUANTISE;
}

/** When a packed pose was sampled, milliseconds of the room's clock as its sender has it. */
export function sampledAtMs(bytes: Uint8Array, offset: number): number {
  return (read16(bytes, offset + 3) | (read16(bytes, offset + 5) << 16)) >>> 0;
}

/**
 * Reads a pose into `into`. Answers false for another version, unknown flags or a rotation that is none; `into` is then unspecified. Curls
 * that are not known are left as they are. (Bytes, and no view of them: the server reads every pose, and a view would have to be made.)
 */
export function decodePose(bytes: Uint8Array, offset: number, into: Pose): boolean {
  if (bytes.length < offset + POSE_BYTES || bytes[offset] !== POSE_VERSION) return false;
  const flags = read16(bytes, offset + 1);
  if ((flags & ~(KNOWN_FLAGS | JUMPED)) !== 0) return false;
  writeFlags(flags & KNOWN_FLAGS, into);
  into.teleported = (flags & JUMPED) !== 0;
  if (into.curled) writeCurlBits(read16(bytes, offset + 43) | (read16(bytes, offset + 45) << 16), into);
  const head = into.headPosition;
  head.x = decodeAxis(bytes, offset + 7, HEAD_RANGE_METRES);
  head.y = decodeAxis(bytes, offset + 9, HEAD_RANGE_METRES);
  head.z = decodeAxis(bytes, offset + 11, HEAD_RANGE_METRES);
  return (
    decodeRotation(bytes, offset + 13, into.headRotation) &&
    decodeHand(bytes, offset + 19, head, into.left) &&
    decodeHand(bytes, offset + 31, head, into.right)
  );
}

function decodeHand(bytes: Uint8Array, offset: number, head: Vector, into: HandPose): boolean {
  if (!into.present) return true;
  into.position.x = head.x + decodeAxis(bytes, offset, HAND_RANGE_METRES);
  into.position.y = head.y + decodeAxis(bytes, offset + 2, HAND_RANGE_METRES);
  into.position.z = head.z + decodeAxis(bytes, offset + 4, HAND_RANGE_METRES);
  return decodeRotation(bytes, offset + 6, into.rotation);
}

function read16(bytes: Uint8Array, offset: number): number {
  return (bytes[offset] as number) | ((bytes[offset + 1] as number) << 8);
}

function decodeAxis(bytes: Uint8Array, offset: number, range: number): number {
  return (((read16(bytes, offset) << 16) >> 16) / 32768) * range;
}

function decodeRotation(bytes: Uint8Array, offset: number, into: Rotation): boolean {
  const first = read16(bytes, offset);
  const second = read16(bytes, offset + 2);
  const third = read16(bytes, offset + 4);
  if (third > 32767) return false;
  const a = restore(first);
  const b = restore(second);
  const c = restore(third);
  const rest = 1 - a * a - b * b - c * c;
  // The largest of four components of a unit quaternion is at least a half; less is no rotation at all.
  if (rest < 0.2499) return false;
  const d = Math.sqrt(rest);
  const largest = (first >>> 15) | ((second >>> 15) << 1);
  into.x = largest === 0 ? d : a;
  into.y = largest === 0 ? a : largest === 1 ? d : b;
  into.z = largest <= 1 ? b : largest === 2 ? d : c;
  into.w = largest <= 2 ? c : d;
  return true;
}
