import { useFrame } from '@react-three/fiber';
import { type RefObject, useRef } from 'react';
import { type Group, MathUtils, Vector3 } from 'three';
import { FrameOrder } from '../xr/frame-order.ts';

/** How fast it comes along when the head turns, per second: slowly enough to be read. */
const FOLLOW_PER_SECOND = 2.5;

const head = new Vector3();
const ahead = new Vector3();

interface Gaze {
  readonly aheadMetres: number;
  readonly belowEyesMetres: number;
}

/** Keeps a group before the eyes of whoever wears a headset, below where they look, turned to them. */
export function useFollowGaze({ aheadMetres, belowEyesMetres }: Gaze): RefObject<Group | null> {
  const group = useRef<Group>(null);
  const isThere = useRef(false);
  useFrame(({ camera }, delta) => {
    if (!group.current) return;
    head.setFromMatrixPosition(camera.matrixWorld);
    camera.getWorldDirection(ahead).setY(0).normalize().multiplyScalar(aheadMetres).add(head);
    ahead.y = head.y - belowEyesMetres;
    const { position } = group.current;
    position.lerp(ahead, isThere.current ? MathUtils.clamp(FOLLOW_PER_SECOND * delta, 0, 1) : 1);
    isThere.current = true;
    group.current.rotation.set(-0.2, Math.atan2(head.x - position.x, head.z - position.z), 0, 'YXZ');
  }, FrameOrder.locomotion);
  return group;
}
