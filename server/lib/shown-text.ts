/** Stands for a character that the font has no glyph for; the font has this one. */
export const REPLACEMENT = '¿';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * Text that may hold any script as a font can show it: what it lacks becomes {@link REPLACEMENT}, one for each character
 * that a reader would count, so that nobody takes a name with holes for a shorter one.
 */
export function shownText(text: string, hasGlyph: (codePoint: number) => boolean): string {
  return Array.from(graphemes.segment(text), ({ segment }) =>
    Array.from(segment).every((character) => hasGlyph(character.codePointAt(0) ?? 0)) ? segment : REPLACEMENT,
  ).join('');
}
