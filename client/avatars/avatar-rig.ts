import { type Quaternion, Vector3 } from 'three';

/** How far a head turns before the shoulders follow, radians. */
const NECK_RADIANS = 0.6;
/** How fast shoulders settle under a head that stays turned, per second. */
const SETTLE_PER_SECOND = 1.4;

const forward = new Vector3();

/** Where a head looks, as a yaw: radians, 0 along -z, growing to the left. */
export function yawOf(rotation: Quaternion): number {
  forward.set(0, 0, -1).applyQuaternion(rotation);
  return Math.atan2(-forward.x, -forward.z);
}

/** The yaw of the shoulders one frame later: they let the head turn a little, then come along. */
export function followHead(bodyYaw: number, headYaw: number, seconds: number): number {
  const ahead = wrap(headYaw - bodyYaw);
  const settled = ahead * Math.exp(-SETTLE_PER_SECOND * seconds);
  return headYaw - Math.min(Math.max(settled, -NECK_RADIANS), NECK_RADIANS);
}

function wrap(radians: number): number {
  return radians - 2 * Math.PI * Math.round(radians / (2 * Math.PI));
}
