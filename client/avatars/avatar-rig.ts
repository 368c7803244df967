import { type Matrix4, Quaternion, Vector3 } from 'three';
import { DRAWN_EYE_HEIGHT_METRES } from './body-geometry.ts';

/** How far a head turns before the shoulders follow, radians. */
const NECK_RADIANS = 0.6;
/** How fast shoulders settle under a head that stays turned, per second. */
const SETTLE_PER_SECOND = 1.4;
/** The neck is behind the eyes by this much, metres. */
const NECK_BEHIND_EYES_METRES = 0.085;
const LOWEST_SCALE = 0.55;
const HIGHEST_SCALE = 1.25;

const forward = new Vector3();
const place = new Vector3();
const turn = new Quaternion();
const size = new Vector3();
const UP = new Vector3(0, 1, 0);

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

/** Stands the body, drawn for {@link DRAWN_EYE_HEIGHT_METRES}, on the floor under a head. */
export function standUnder(head: Vector3, bodyYaw: number, out: Matrix4): Matrix4 {
  const scale = Math.min(Math.max(head.y / DRAWN_EYE_HEIGHT_METRES, LOWEST_SCALE), HIGHEST_SCALE);
  place.set(
    head.x + Math.sin(bodyYaw) * NECK_BEHIND_EYES_METRES,
    head.y - DRAWN_EYE_HEIGHT_METRES * scale,
    head.z + Math.cos(bodyYaw) * NECK_BEHIND_EYES_METRES,
  );
  return out.compose(place, turn.setFromAxisAngle(UP, bodyYaw), size.set(1, scale, 1));
}

/** Where a hand that nobody tracks hangs: at the side, a little bent. `side` is -1 for the left, 1 for the right. */
export function restHand(head: Vector3, bodyYaw: number, side: -1 | 1, position: Vector3, rotation: Quaternion): void {
  const scale = head.y / DRAWN_EYE_HEIGHT_METRES;
  const sideways = side * 0.27;
  const ahead = 0.05;
  position.set(
    head.x + Math.cos(bodyYaw) * sideways - Math.sin(bodyYaw) * ahead,
    head.y - 0.74 * scale,
    head.z - Math.sin(bodyYaw) * sideways - Math.cos(bodyYaw) * ahead,
  );
  rotation.setFromAxisAngle(UP, bodyYaw).multiply(HANGING);
}

const HANGING = new Quaternion().setFromAxisAngle(new Vector3(1, 0, 0), -1.15);
