import { Canvas } from '@react-three/fiber';
import { useCallback, useState } from 'react';
import { NeutralToneMapping } from 'three';
import type { UniformColours } from '../avatars/body/looks.ts';
import { Mirror } from '../avatars/Mirror.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { useOwnLook, WardrobeChoices } from './WardrobeChoices.tsx';

const gl = { antialias: true, alpha: true, toneMapping: NeutralToneMapping } as const;
const camera = { fov: 36, near: 0.1, far: 20 } as const;

interface WardrobeSheetProps {
  readonly uniform: UniformColours;
  readonly onClose: () => void;
}

/** A wardrobe with a mirror: what one looks like to others. */
export function WardrobeSheet({ uniform, onClose }: WardrobeSheetProps) {
  const { words, isStaff, packed, spoken } = useOwnLook();
  const [isReady, setIsReady] = useState(false);
  const [isTurning, setIsTurning] = useState(false);
  const ready = useCallback(() => setIsReady(true), []);
  return (
    <Sheet title={words.title} onClose={onClose}>
      <p>{words.hint}</p>
      {isStaff && <p>{words.staff}</p>}
      <div className="wardrobe-mirror" role="img" aria-label={`${words.mirror}: ${spoken}`}>
        <Canvas gl={gl} camera={camera} dpr={[1, 1.5]}>
          <Mirror packed={packed} isStaff={isStaff} uniform={uniform} isTurning={isTurning} onReady={ready} />
        </Canvas>
        {!isReady && <p className="wardrobe-loading">{words.loading}</p>}
      </div>
      <label className="wardrobe-turn">
        <input type="checkbox" checked={isTurning} onChange={(event) => setIsTurning(event.currentTarget.checked)} />
        {words.turn}
      </label>
      <WardrobeChoices />
    </Sheet>
  );
}
