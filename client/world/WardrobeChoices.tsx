import { useId } from 'react';
import { APPEARANCE_CHOICES, type Appearance, packAppearance, unpackAppearance } from '../../shared/appearance.ts';
import { CLOTHES, HAIR_COLOURS, isStaffRole, SKINS, seededAppearance } from '../avatars/body/looks.ts';
import { chooseAppearance, useAppearance } from '../avatars/kept-appearance.ts';
import { useBranch } from '../net/branch-store.ts';
import { useTexts } from '../ui/i18n.ts';
import { wardrobeTexts } from './wardrobe-texts.ts';
import './wardrobe.css';

const PARTS = Object.keys(APPEARANCE_CHOICES) as readonly (keyof Appearance)[];
const SWATCHES: Partial<Record<keyof Appearance, readonly string[]>> = {
  skin: SKINS,
  hairColour: HAIR_COLOURS,
  colour: CLOTHES.map(({ top }) => top),
};

/** What one looks like, in words too; staff wear the uniform whatever they choose. */
export function useOwnLook() {
  const words = useTexts(wardrobeTexts);
  const isStaff = useBranch(({ people, avatarId }) => isStaffRole(people.get(avatarId ?? -1)?.role));
  const packed = useAppearance((state) => state.packed);
  const appearance = unpackAppearance(packed) ?? seededAppearance(0);
  const spoken = PARTS.map((part) => words.choices[part][appearance[part]]).join(', ');
  return { words, isStaff, packed, appearance, spoken };
}

/** The choices, by pointer, key or voice of a screen reader; they need no mirror. */
export function WardrobeChoices() {
  const { words, isStaff, appearance } = useOwnLook();
  return PARTS.filter((part) => !isStaff || (part !== 'outfit' && part !== 'colour')).map((part) => (
    <Choice
      key={part}
      title={words.parts[part]}
      names={words.choices[part]}
      swatches={SWATCHES[part]}
      chosen={appearance[part]}
      onChoose={(index) => chooseAppearance(packAppearance({ ...appearance, [part]: index }))}
    />
  ));
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
              <span className="visually-hidden">{name}</span>
            </>
          ) : (
            <span className="wardrobe-word">{name}</span>
          )}
        </label>
      ))}
    </fieldset>
  );
}
