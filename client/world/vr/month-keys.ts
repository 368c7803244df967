import type { PanelKey } from '../../panels/panel-doc.ts';
import { LOCALES } from '../../ui/locales.ts';
import type { Language } from './words.ts';

/** The id of a day's key ends with the day, `YYYY-MM-DD`. */
export const DAY = 'day:';

interface MonthOptions {
  /** `YYYY-MM`. */
  readonly month: string;
  /** The first and the last day that can be chosen. */
  readonly days: { readonly first: string; readonly last: string };
  readonly chosen: string;
}

/** A month as keys, a row for each week from Monday on, under the names of the days. */
export function monthKeys({ month, days, chosen }: MonthOptions, language: Language): PanelKey[][] {
  const first = new Date(`${month}-01T00:00:00Z`);
  const name = new Intl.DateTimeFormat(LOCALES[language], { weekday: 'short', timeZone: 'UTC' });
  // 4 January 2027 is a Monday.
  const names = Array.from({ length: 7 }, (_, index) =>
    word(name.format(Date.UTC(2027, 0, 4 + index)), `name-${index}`),
  );
  const before = (first.getUTCDay() + 6) % 7;
  const length = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const cells = Array.from({ length: Math.ceil((before + length) / 7) * 7 }, (_, index): PanelKey => {
    const date = index - before + 1;
    if (date < 1 || date > length) return word('', `gap-${index}`);
    const day = `${month}-${String(date).padStart(2, '0')}`;
    const isOut = day < days.first || day > days.last;
    if (isOut) return word(String(date), `out-${index}`);
    return { id: `${DAY}${day}`, label: String(date), chosen: day === chosen };
  });
  const weeks = Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
  return [names, ...weeks];
}

function word(label: string, id: string): PanelKey {
  return { id, label, isWord: true };
}

/** The month before or after; `YYYY-MM`. */
export function monthAfter(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7);
}

/** `2026-12` → December 2026. */
export function monthInWords(month: string, language: Language): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return format.format(new Date(`${month}-01T00:00:00Z`));
}
