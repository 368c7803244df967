import { useFrame } from '@react-three/fiber';
import { useEffect, useState } from 'react';
import { FrameOrder } from '../../xr/frame-order.ts';
import type { BodyState } from '../body/body-state.ts';
import { type DrawnVrm, loadVrm } from './load-vrm.ts';

interface VrmBodyProps {
  readonly file: ArrayBuffer;
  /** Of a body that somebody else poses each frame before this. */
  readonly body: BodyState;
  readonly isHeadless: boolean;
  /** The file cannot be drawn. */
  readonly onFailed: () => void;
}

/** A model of one's own, in place of the body. */
export function VrmBody({ file, body, isHeadless, onFailed }: VrmBodyProps) {
  const [drawn, setDrawn] = useState<DrawnVrm | null>(null);
  useEffect(() => {
    let isGone = false;
    let loaded: DrawnVrm | null = null;
    loadVrm(file, isHeadless).then(
      (vrm) => {
        if (isGone) return vrm.dispose();
        loaded = vrm;
        setDrawn(vrm);
      },
      () => !isGone && onFailed(),
    );
    return () => {
      isGone = true;
      setDrawn(null);
      loaded?.dispose();
    };
  }, [file, isHeadless, onFailed]);
  useFrame(() => {
    if (!drawn) return;
    drawn.scene.visible = body.isPlaced;
    if (body.isPlaced) drawn.follow(body);
  }, FrameOrder.poseIn + 2);
  return drawn && <primitive object={drawn.scene} />;
}
