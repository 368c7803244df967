import { withFigures } from './embedded/number-words-rules.ts';

/** What a customer said of when they would come: dates of the branch to look on, best first, and from which hour on. */
export interface WishedTime {
  readonly dates: readonly string[];
  /** Minutes after midnight at the branch. */
  readonly fromMinutes: number;
}

const DAYS: readonly RegExp[] = [
  /\bsun(day)?\b|воскрес/,
  /\bmon(day)?\b|понедельник/,
  /\btue(s|sday)?\b|вторник/,
  /\bwed(nesday)?\b|сред[уае]/,
  /\bthu(rs|rsday)?\b|четверг/,
  /\bfri(day)?\b|пятниц/,
  /\bsat(urday)?\b|суббот/,
];
const MONTHS: readonly RegExp[] = [
  /\bjan|январ/,
  /\bfeb|феврал/,
  /\bmar|март/,
  /\bapr|апрел/,
  /\bmay\b|(?<![а-я])мая/,
  /\bjun|июн/,
  /\bjul|июл/,
  /\baug|август/,
  /\bsep|сентябр/,
  /\boct|октябр/,
  /\bnov|ноябр/,
  /\bdec|декабр/,
];
/** A day of a month, with or without its month. */
const DATE =
  /\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* (?:the )?(\d{1,2})\b|\b(\d{1,2})(?:-?го|-?е)? (?:январ|феврал|март|апрел|мая|июн|июл|август|сентябр|октябр|ноябр|декабр)|\b(\d{1,2})(?:st|nd|rd|th|-?го|-?е)(?![a-zа-я])/;
const DAY_MS = 86_400_000;
/** So far is looked where nothing, or nothing free, was named. */
const LOOKED_DAYS = 7;
/** Nobody means midnight, also where a branch never closes. */
const LIKELY = 9 * 60;
const NOON = 12 * 60;
const EVENING = 17 * 60;

/** `today` is the date at the branch. What is not understood is left out: the customer chooses in the draft. */
export function wishedTime(when: string | null, today: string): WishedTime {
  const text = withFigures((when ?? '').toLowerCase().replaceAll('ё', 'е'));
  const from = firstDay(text, today);
  const dates = Array.from({ length: LOOKED_DAYS }, (_, day) => addDays(from, day));
  return { dates, fromMinutes: fromMinutes(text) };
}

function firstDay(text: string, today: string): string {
  if (/\btoday\b|сегодня/.test(text)) return today;
  if (/day after tomorrow|послезавтра/.test(text)) return addDays(today, 2);
  const tomorrow = addDays(today, 1);
  const dated = datedDay(text, today);
  if (dated) return dated;
  if (/tomorrow|\btmrw\b|завтра/.test(text)) return tomorrow;
  const weekday = DAYS.findIndex((day) => day.test(text));
  const isNextWeek = /next week|следующ[а-я]+ недел/.test(text);
  const start = isNextWeek ? nextOn(1, tomorrow) : tomorrow;
  return weekday < 0 ? start : nextOn(weekday, start);
}

/** The next such date from today on; null where no day of a month is named, or none that is in its month. */
function datedDay(text: string, today: string): string | null {
  const day = DATE.exec(text)?.slice(1).find(Boolean);
  if (day === undefined) return null;
  const month = MONTHS.findIndex((is) => is.test(text));
  const from = new Date(`${today}T00:00:00Z`);
  const year = from.getUTCFullYear();
  const starts =
    month < 0
      ? [0, 1].map((later) => [year, from.getUTCMonth() + later])
      : [0, 1].map((later) => [year + later, month]);
  const dates = starts.map(([inYear = 0, inMonth = 0]) => new Date(Date.UTC(inYear, inMonth, Number(day))));
  return (
    dates
      .filter((date) => date >= from && date.getUTCDate() === Number(day))[0]
      ?.toISOString()
      .slice(0, 10) ?? null
  );
}

/** The first date from `from` on that is this day of the week, Sunday 0. */
function nextOn(weekday: number, from: string): string {
  const is = new Date(`${from}T00:00:00Z`).getUTCDay();
  return addDays(from, (weekday - is + 7) % 7);
}

function fromMinutes(text: string): number {
  const spoken = /(half past|quarter past|quarter to) (\d{1,2})/.exec(text);
  if (spoken) {
    const [, part = '', after = ''] = spoken;
    const clock =
      part === 'half past' ? `${after}:30` : part === 'quarter past' ? `${after}:15` : `${Number(after) - 1}:45`;
    return fromMinutes(`at ${clock}`);
  }
  const [, hour, minute, half] =
    /(?:\bat|(?:^|\s)в|(?:^|\s)к) (\d{1,2})(?:[:.](\d{2}))?\s?(am|pm)?/.exec(text) ??
    /\b(\d{1,2})(?:[:.](\d{2}))?\s?(am|pm)\b/.exec(text) ??
    [];
  if (hour !== undefined && Number(hour) < 24) {
    const isAfternoon = half === 'pm' || (half === undefined && Number(hour) >= 1 && Number(hour) < 7);
    return ((Number(hour) % (isAfternoon ? 12 : 24)) + (isAfternoon ? 12 : 0)) * 60 + Number(minute ?? 0);
  }
  if (/afternoon|после обеда|днем/.test(text)) return NOON;
  return /evening|вечер/.test(text) ? EVENING : LIKELY;
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
