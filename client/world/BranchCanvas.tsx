import { PointerEvents, XR, type XRStore } from '@react-three/xr';

import { useRef } from 'react';

import { NeutralToneMapping } from 'three';
import { EYE_HEIGHT_METRES } from '../xr/locomotion.ts';
import { CLICK_MS } from '../xr/XRInputs.tsx';
import { BranchScene, type BranchSceneProps } from './BranchScene.tsx';

import { SceneCanvas } from './SceneCanvas.tsx';

import { useLostGraphics } from './use-lost-graphics.ts';
import { WorldMessage } from './WorldMessage.tsx';

const gl = { antialias: true, powerPreference: 'high-performance', toneMapping: NeutralToneMapping } as const;
const camera = { near: 0.05, far: 140, position: [0, EYE_HEIGHT_METRES, 0] } as const;
/** Beyond this, a phone's sharper screen costs more than anyone sees. */
const PIXEL_RATIO: [number, number] = [1, 1.75];

interface BranchCanvasProps extends BranchSceneProps {
  readonly xrStore: XRStore;
  /** The scene is built and about to be seen. */
  readonly onReady: () => void;
}

/** The scene and all ways of pointing at it: mouse, touch, rays of controllers and hands. */
export function BranchCanvas({ xrStore, onReady, ...scene }: BranchCanvasProps) {
  const place = useRef<HTMLDivElement>(null);
  const isLost = useLostGraphics(place);
  return (
    <div className="world-canvas" ref={place}>
      <SceneCanvas onCreated={onReady} dpr={PIXEL_RATIO} gl={gl} camera={camera} label={scene.texts.sceneLabel}>
        <PointerEvents clickThresholdMs={CLICK_MS} />
        <XR store={xrStore}>
          <BranchScene {...scene} />
        </XR>
      </SceneCanvas>
      {isLost && (
        <WorldMessage
          texts={scene.texts}
          message={scene.texts.graphicsLost}
          isProblem
          onRetry={() => location.reload()}
        />
      )}
    </div>
  );
}
