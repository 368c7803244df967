import type { ServicePlan } from '../../shared/branch-service.ts';

type Hours = Pick<ServicePlan, 'timeZone' | 'week' | 'holidays'>;

/** A stretch of time in which the branch is open: from `from`, up to and without `to`. */
export interface Opening {
  readonly from: Date;
  readonly to: Date;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** How far ahead is looked for the next change. */
const HORIZON_DAYS = 30;
const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clock on the wall of a time zone shows, as if that were UTC: milliseconds. */
export function wallMs(at: Date, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    const digits = '2-digit';
    const parts = {
      year: 'numeric',
      month: digits,
      day: digits,
      hour: digits,
      minute: digits,
      second: digits,
    } as const;
    format = new Intl.DateTimeFormat('en', { timeZone, hourCycle: 'h23', ...parts });
    formats.set(timeZone, format);
  }
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** The date on the wall, `2026-11-21`. */
export function wallDate(at: Date, timeZone: string): string {
  return new Date(wallMs(at, timeZone)).toISOString().slice(0, 10);
}

/**
 * When the wall clock shows `minutes` after the midnight that begins `date`. An hour that is left out when clocks go forward is
 * taken as the hour after; of one that comes twice, the first counts.
 */
export function instantOf(date: string, minutes: number, timeZone: string): Date {
  const wanted = Date.parse(`${date}T00:00:00Z`) + minutes * MINUTE_MS;
  const offsetAt = (ms: number) => wallMs(new Date(ms), timeZone) - ms;
  // The offsets in force a day before and after are all that can be meant.
  const [before, after] = [offsetAt(wanted - DAY_MS), offsetAt(wanted + DAY_MS)];
  const fitting = [wanted - before, wanted - after].filter((ms) => wallMs(new Date(ms), timeZone) === wanted);
  return new Date(fitting.length > 0 ? Math.min(...fitting) : wanted - before);
}

const minutesOf = (wallTime: string) => Number(wallTime.slice(0, 2)) * 60 + Number(wallTime.slice(3));

/** The openings that begin on a date of the branch, first one first. */
export function openingsOn(hours: Hours, date: string): Opening[] {
  const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
  const shifts = hours.holidays.find((day) => day.date === date)?.shifts ?? hours.week[weekday] ?? [];
  return shifts
    .map(([from, to]) => ({
      from: instantOf(date, minutesOf(from), hours.timeZone),
      to: instantOf(date, minutesOf(to), hours.timeZone),
    }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from.getTime() - b.from.getTime());
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whether it is open, until when or from when. `closesAt` null: not within {@link HORIZON_DAYS} days. */
export function openState(
  hours: Hours,
  now: Date,
): { readonly isOpen: boolean; readonly closesAt: Date | null; readonly opensAt: Date | null } {
  // An opening may have begun yesterday where the day's last hours touch midnight.
  const today = wallDate(now, hours.timeZone);
  let closesAt: Date | null = null;
  for (let day = -1; day <= HORIZON_DAYS; day++) {
    for (const { from, to } of openingsOn(hours, addDays(today, day))) {
      if (to <= now) continue;
      if (closesAt === null) {
        if (from > now) return { isOpen: false, closesAt: null, opensAt: from };
        closesAt = to;
      } else if (from <= closesAt) {
        // Stretches that touch are one.
        if (to > closesAt) closesAt = to;
      } else return { isOpen: true, closesAt, opensAt: null };
    }
    const isFarBeyond =
      closesAt !== null && day > 1 && closesAt.getTime() < instantOf(addDays(today, day), 0, hours.timeZone).getTime();
    if (isFarBeyond) return { isOpen: true, closesAt, opensAt: null };
  }
  return { isOpen: closesAt !== null, closesAt: null, opensAt: null };
}
