import { useCallback, useState } from 'react';
import { NeutralToneMapping } from 'three';
import type { UniformColours } from '../avatars/body/looks.ts';
import { Mirror } from '../avatars/Mirror.tsx';
import { useOwnVrm } from '../avatars/vrm/own-vrm.ts';
import type { VrmLimits } from '../avatars/vrm/vrm-rules.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { SceneCanvas } from './SceneCanvas.tsx';
import { VrmChoice } from './VrmChoice.tsx';
import { useOwnLook, WardrobeChoices } from './WardrobeChoices.tsx';

const PIXEL_RATIO: [number, number] = [1, 1.5];
const gl = { antialias: true, alpha: true, toneMapping: NeutralToneMapping } as const;
const camera = { fov: 36, near: 0.1, far: 20 } as const;

interface WardrobeSheetProps {
  readonly uniform: UniformColours;
  /** For models of one's own, where the branch allows them. */
  readonly vrm: VrmLimits | undefined;
  readonly onClose: () => void;
}

/** A wardrobe with a mirror: what one looks like to others. */
export function WardrobeSheet({ uniform, vrm, onClose }: WardrobeSheetProps) {
  const { words, isStaff, packed, spoken } = useOwnLook();
  const [isReady, setIsReady] = useState(false);
  const [isTurning, setIsTurning] = useState(false);
  const own = useOwnVrm((state) => state.vrm);
  const [isBroken, setIsBroken] = useState(false);
  const fail = useCallback(() => {
    useOwnVrm.setState({ vrm: null });
    setIsBroken(true);
  }, []);
  const ready = useCallback(() => setIsReady(true), []);
  return (
    <Sheet title={words.title} onClose={onClose}>
      <p>{words.hint}</p>
      {isStaff && <p>{words.staff}</p>}
      <div className="wardrobe-mirror" role="img" aria-label={own ? own.facts.name : `${words.mirror}: ${spoken}`}>
        <SceneCanvas gl={gl} camera={camera} dpr={PIXEL_RATIO}>
          <Mirror
            packed={packed}
            isStaff={isStaff}
            uniform={uniform}
            isTurning={isTurning}
            onReady={ready}
            vrm={own?.file ?? null}
            onVrmFailed={fail}
          />
        </SceneCanvas>
        {!isReady && <p className="wardrobe-loading">{words.loading}</p>}
      </div>
      <label className="wardrobe-turn">
        <input type="checkbox" checked={isTurning} onChange={(event) => setIsTurning(event.currentTarget.checked)} />
        {words.turn}
      </label>
      {vrm && <VrmChoice limits={vrm} isBroken={isBroken} onChosen={() => setIsBroken(false)} />}
      <WardrobeChoices />
    </Sheet>
  );
}
