import { useFrame } from '@react-three/fiber';
import { type RefObject, useRef } from 'react';
import { type Group, MathUtils, Vector3 } from 'three';
import { FrameOrder } from '../../xr/frame-order.ts';
import type { Walker } from '../../xr/locomotion.ts';

/** It stays where it is until the head has turned so far; then it comes along, per second. */
const LAZY_RADIANS = 0.7;
const FOLLOW_PER_SECOND = 4;
const head = new Vector3();

export interface FollowPlace {
  /** Metres from the eyes; `aside` to the right. */
  readonly ahead: number;
  readonly below: number;
  readonly aside: number;
  /** How far it leans back, radians. */
  readonly lean: number;
}

/** Keeps a group of the play space at a place of its wearer's body, which turns later than the head. */
export function useLazyFollow(group: RefObject<Group | null>, walker: Walker, place: FollowPlace): void {
  const yaw = useRef<number | null>(null);
  useFrame(({ camera }, delta) => {
    const held = group.current;
    if (!held?.parent) return;
    const local = walker.headYaw - walker.yaw;
    yaw.current ??= local;
    const behind = MathUtils.euclideanModulo(local - yaw.current + Math.PI, 2 * Math.PI) - Math.PI;
    if (Math.abs(behind) > LAZY_RADIANS) yaw.current += behind * Math.min(1, FOLLOW_PER_SECOND * delta);
    held.parent.worldToLocal(head.setFromMatrixPosition(camera.matrixWorld));
    const sine = Math.sin(yaw.current);
    const cosine = Math.cos(yaw.current);
    held.position.set(
      head.x - sine * place.ahead + cosine * place.aside,
      head.y - place.below,
      head.z - cosine * place.ahead - sine * place.aside,
    );
    held.rotation.set(place.lean, yaw.current, 0, 'YXZ');
  }, FrameOrder.poseIn);
}
