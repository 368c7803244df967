import { useFrame } from '@react-three/fiber';
import { useRef } from 'react';
import { BackSide, type Mesh, type MeshBasicMaterial } from 'three';
import { FrameOrder } from './frame-order.ts';
import type { Walker } from './locomotion.ts';

/** Nearer than anything that is looked at, farther than the near plane. */
const RADIUS_METRES = 0.25;

/** The dark before a wearer's eyes while their play space is put right; see `correction.ts`. Not drawn at any other time. */
export function CorrectionDim({ walker }: { readonly walker: Walker }) {
  const shell = useRef<Mesh>(null);
  const paint = useRef<MeshBasicMaterial>(null);
  useFrame(({ camera }) => {
    const { dim } = walker.correction;
    if (!shell.current || !paint.current) return;
    shell.current.visible = dim > 0;
    paint.current.opacity = dim;
    if (dim > 0) shell.current.position.setFromMatrixPosition(camera.matrixWorld);
  }, FrameOrder.poseOut);
  return (
    <mesh ref={shell} visible={false} renderOrder={1000} frustumCulled={false}>
      <sphereGeometry args={[RADIUS_METRES, 12, 8]} />
      <meshBasicMaterial
        ref={paint}
        color="#000000"
        side={BackSide}
        transparent
        depthTest={false}
        depthWrite={false}
        toneMapped={false}
        fog={false}
      />
    </mesh>
  );
}
