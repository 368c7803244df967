import { LOCALES } from '../../ui/locales.ts';
import type { Language } from './words.ts';

const SIGN = { en: '/', ru: '.' } as const;

/** A day as the pad's digits write it: day, month, year, `04/07/1986`; as far as it is typed. */
export function formatTypedDay(text: string, language: Language): string {
  const digits = text.replace(/\D/g, '').slice(0, 8);
  return [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)].filter(Boolean).join(SIGN[language]);
}

/** What was typed, as `YYYY-MM-DD`; null where it is no day of the calendar. */
export function readTypedDay(text: string): string | null {
  const digits = text.replace(/\D/g, '');
  if (digits.length !== 8) return null;
  const day = `${digits.slice(4)}-${digits.slice(2, 4)}-${digits.slice(0, 2)}`;
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? day : null;
}

/** `YYYY-MM-DD` as it would have been typed. */
export function typedDayOf(day: string, language: Language): string {
  return formatTypedDay(day.split('-').toReversed().join(''), language);
}

/** `YYYY-MM-DD` in words: a day of the calendar, which no time zone moves. */
export function dayInWords(day: string, language: Language): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${day}T00:00:00Z`));
}
