import { useCallback, useId, useState } from 'react';
import { NeutralToneMapping } from 'three';
import { APPEARANCE_CHOICES, type Appearance, packAppearance, unpackAppearance } from '../../shared/appearance.ts';
import {
  CLOTHES,
  HAIR_COLOURS,
  isStaffRole,
  SKINS,
  seededAppearance,
  type UniformColours,
} from '../avatars/body/looks.ts';
import { chooseAppearance, useAppearance } from '../avatars/kept-appearance.ts';
import { Mirror } from '../avatars/Mirror.tsx';
import { useBranch } from '../net/branch-store.ts';
import { useTexts } from '../ui/i18n.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { SceneCanvas } from './SceneCanvas.tsx';
import { wardrobeTexts } from './wardrobe-texts.ts';
import './wardrobe.css';

const PARTS = Object.keys(APPEARANCE_CHOICES) as readonly (keyof Appearance)[];
const SWATCHES: Partial<Record<keyof Appearance, readonly string[]>> = {
  skin: SKINS,
  hairColour: HAIR_COLOURS,
  colour: CLOTHES.map(({ top }) => top),
};
const PIXEL_RATIO: [number, number] = [1, 1.5];
const gl = { antialias: true, alpha: true, toneMapping: NeutralToneMapping } as const;
const camera = { fov: 36, near: 0.1, far: 20 } as const;

interface WardrobeSheetProps {
  readonly uniform: UniformColours;
  readonly onClose: () => void;
}

/** A wardrobe with a mirror: what one looks like to others, chosen by pointer, key or voice of a screen reader. */
export function WardrobeSheet({ uniform, onClose }: WardrobeSheetProps) {
  const words = useTexts(wardrobeTexts);
  // Staff wear the uniform whatever they choose.
  const isStaff = useBranch(({ people, avatarId }) => isStaffRole(people.get(avatarId ?? -1)?.role));
  const packed = useAppearance((state) => state.packed);
  const [isReady, setIsReady] = useState(false);
  const [isTurning, setIsTurning] = useState(false);
  const ready = useCallback(() => setIsReady(true), []);
  const appearance = unpackAppearance(packed) ?? seededAppearance(0);
  return (
    <Sheet title={words.title} onClose={onClose}>
      <p>{words.hint}</p>
      {isStaff && <p>{words.staff}</p>}
      <div className="wardrobe-mirror" role="img" aria-label={`${words.mirror}: ${spoken(appearance, words)}`}>
        <SceneCanvas gl={gl} camera={camera} dpr={PIXEL_RATIO}>
          <Mirror packed={packed} isStaff={isStaff} uniform={uniform} isTurning={isTurning} onReady={ready} />
        </SceneCanvas>
        {!isReady && <p className="wardrobe-loading">{words.loading}</p>}
      </div>
      <label className="wardrobe-turn">
        <input type="checkbox" checked={isTurning} onChange={(event) => setIsTurning(event.currentTarget.checked)} />
        {words.turn}
      </label>
      {PARTS.filter((part) => !isStaff || (part !== 'outfit' && part !== 'colour')).map((part) => (
        <Choice
          key={part}
          title={words.parts[part]}
          names={words.choices[part]}
          swatches={SWATCHES[part]}
          chosen={appearance[part]}
          onChoose={(index) => chooseAppearance(packAppearance({ ...appearance, [part]: index }))}
        />
      ))}
    </Sheet>
  );
}

function spoken(appearance: Appearance, words: (typeof wardrobeTexts)['en']): string {
  return PARTS.map((part) => words.choices[part][appearance[part]]).join(', ');
}

interface ChoiceProps {
  readonly title: string;
  readonly names: readonly string[];
  readonly swatches?: readonly string[] | undefined;
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}

function Choice({ title, names, swatches, chosen, onChoose }: ChoiceProps) {
  const group = useId();
  return (
    <fieldset className="wardrobe-choice">
      <legend>{title}</legend>
      {names.map((name, index) => (
        <label key={name} title={name} data-swatch={swatches ? '' : undefined}>
          <input type="radio" name={group} checked={index === chosen} onChange={() => onChoose(index)} />
          {swatches ? (
            <>
              <span className="wardrobe-swatch" style={{ background: swatches[index] }} />
              <span className="wardrobe-name">{name}</span>
            </>
          ) : (
            <span className="wardrobe-word">{name}</span>
          )}
        </label>
      ))}
    </fieldset>
  );
}
