import { z } from 'zod';

/** C0 and C1 controls, bidirectional controls, zero-width and other invisible format characters, lone surrogates. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/**
 * One line that a person typed and another person will read: trimmed, NFC, 1 to `maxLength` UTF-16 units, and without
 * control, bidirectional or invisible characters (they let a payee's name read as another's: Unicode TR 36).
 */
export function personLine(maxLength: number) {
  return z
    .string()
    .max(maxLength)
    .transform((text) => text.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .min(1)
        .max(maxLength)
        .refine((text) => !INVISIBLE.test(text), 'invisible-characters'),
    );
}

/** As {@link personLine}, with line breaks, tabs and joined emoji (U+200D) allowed: a chat message, which is nobody's name. */
export function personText(maxLength: number) {
  return z
    .string()
    .max(maxLength)
    .transform((text) => text.normalize('NFC').replaceAll('\r\n', '\n').trim())
    .pipe(
      z
        .string()
        .min(1)
        .max(maxLength)
        .refine((text) => !INVISIBLE.test(text.replace(/[\n\t\u200d]/g, '')), 'invisible-characters'),
    );
}

/** Text from outside as one line that is safe to show: invisible characters dropped, NFC, trimmed and cut. May be empty. */
export function cleanLine(text: string, maxLength: number): string {
  const visible = text.normalize('NFC').replace(new RegExp(INVISIBLE, 'gu'), '').trim();
  // By code point: a cut never leaves half a character.
  return [...visible].reduce(
    (line, character) => (line.length + character.length > maxLength ? line : line + character),
    '',
  );
}

/** An identifier that we made: UUID. */
export const Id = z.uuid();
export const Instant = z.iso.datetime();
