import { useFrame } from '@react-three/fiber';
import { type RefObject, useMemo } from 'react';
import { type Group, Vector3 } from 'three';
import { FrameOrder } from '../../xr/frame-order.ts';
import type { Walker } from '../../xr/locomotion.ts';

/** It stays where it is until the head has turned so far; then it comes along, per second. */
const LAZY_RADIANS = 0.7;
const FOLLOW_PER_SECOND = 4;
const WHOLE_TURN = 2 * Math.PI;
const head = new Vector3();

export interface FollowPlace {
  /** Metres from the eyes; `aside` to the right. */
  readonly ahead: number;
  readonly below: number;
  readonly aside: number;
  /** How far it leans back, radians. */
  readonly lean: number;
}

/** In a field of its own: one of React's references, which hold anything, puts a fraction on the heap each time it is written. */
class Turn {
  /** Radians, against the play space; NaN before the first frame. */
  yaw = Number.NaN;
}

/** Keeps a group of the play space at a place of its wearer's body, which turns later than the head. */
export function useLazyFollow(group: RefObject<Group | null>, walker: Walker, place: FollowPlace): void {
  const turn = useMemo(() => new Turn(), []);
  useFrame(({ camera }, delta) => {
    const held = group.current;
    if (!held?.parent) return;
    const local = walker.headYaw - walker.yaw;
    if (!(turn.yaw > Number.NEGATIVE_INFINITY)) turn.yaw = local;
    const apart = local - turn.yaw;
    // The shorter way round; worked out here, for a function that V8 does not inline is handed its fractions on the heap.
    const behind = apart - WHOLE_TURN * Math.round(apart / WHOLE_TURN);
    if (Math.abs(behind) > LAZY_RADIANS) turn.yaw += behind * Math.min(1, FOLLOW_PER_SECOND * delta);
    held.parent.worldToLocal(head.setFromMatrixPosition(camera.matrixWorld));
    const sine = Math.sin(turn.yaw);
    const cosine = Math.cos(turn.yaw);
    held.position.x = head.x - sine * place.ahead + cosine * place.aside;
    held.position.y = head.y - place.below;
    held.position.z = head.z - cosine * place.ahead - sine * place.aside;
    held.rotation.set(place.lean, turn.yaw, 0, 'YXZ');
  }, FrameOrder.poseIn);
}
