import type { PanelKey } from './panel-doc.ts';

/** An in-world keyboard, for where the headset has none of its own. */
export interface KeyboardState {
  readonly layer: 'letters' | 'signs';
  readonly language: 'en' | 'ru';
  readonly isUpper: boolean;
}

const LETTERS = {
  en: ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'],
  ru: ['йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбюё'],
} as const;
const SIGNS = ['1234567890', '-/:;()₽€£&', '.,?!«»"№%+'] as const;

const SHIFT = 'key-shift';
export const ERASE = 'key-erase';
const LAYER = 'key-layer';
const LANGUAGE = 'key-language';
export const SPACE = 'key-space';
export const LETTER = 'key:';

/** The key that types one sign. */
export function keyOf(sign: string): PanelKey {
  return { id: `${LETTER}${sign}`, label: sign };
}

export interface KeyTexts {
  readonly shift: string;
  readonly erase: string;
  readonly space: string;
  readonly letters: string;
  readonly signs: string;
}

/** The keys, row by row. */
export function keysOf({ layer, language, isUpper }: KeyboardState, texts: KeyTexts): PanelKey[][] {
  const rows = (layer === 'signs' ? SIGNS : LETTERS[language]).map((row) =>
    [...row].map((letter) => keyOf(isUpper && layer === 'letters' ? letter.toLocaleUpperCase(language) : letter)),
  );
  const other = language === 'en' ? 'RU' : 'EN';
  rows.push([
    { id: SHIFT, label: texts.shift, wide: 2, chosen: isUpper, ...(layer === 'signs' && { state: 'disabled' }) },
    { id: LAYER, label: layer === 'signs' ? texts.letters : texts.signs, wide: 1.6 },
    { id: LANGUAGE, label: other, wide: 1.4 },
    { id: SPACE, label: texts.space, wide: 3 },
    { id: ERASE, label: texts.erase, wide: 2 },
  ]);
  return rows;
}

export interface Typed {
  readonly keyboard: KeyboardState;
  readonly text: string;
}

/** What a press of a key makes of the text and of the keyboard; null where `id` is no key. */
export function typeKey(id: string, { keyboard, text }: Typed, maxLength: number): Typed | null {
  const put = (more: string): Typed => ({
    // A capital is for one letter.
    keyboard: { ...keyboard, isUpper: false },
    text: text.length + more.length <= maxLength ? text + more : text,
  });
  if (id.startsWith(LETTER)) return put(id.slice(LETTER.length));
  switch (id) {
    case SPACE:
      return put(' ');
    case ERASE:
      return { keyboard, text: [...text].slice(0, -1).join('') };
    case SHIFT:
      return { keyboard: { ...keyboard, isUpper: !keyboard.isUpper }, text };
    case LAYER:
      return { keyboard: { ...keyboard, layer: keyboard.layer === 'signs' ? 'letters' : 'signs' }, text };
    case LANGUAGE:
      return { keyboard: { ...keyboard, layer: 'letters', language: keyboard.language === 'en' ? 'ru' : 'en' }, text };
    default:
      return null;
  }
}
