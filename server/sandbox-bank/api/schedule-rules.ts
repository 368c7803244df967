import type { Schedule } from '../../../shared/payment.ts';

/** When orders fall due. The bank's calendar is that of UTC; a day begins, and is paid, at its midnight. */

const DAY_MS = 24 * 60 * 60_000;

export type Repeat = Extract<Schedule, { kind: 'repeat' }>;

/** `2026-12-01` → the instant at which that day begins. */
export function startOfDay(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

/** Monday is 1, Sunday 7. */
export function weekdayOf(day: string): number {
  return startOfDay(day).getUTCDay() || 7;
}

/** How many days a month has; months from 0, which may run over into the next years. */
function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
}

/** True where this day of the month (1 to 31) falls on the date: the 31st falls on the last day of a shorter month. */
export function fallsOn(dayOfMonth: number, date: string): boolean {
  const at = startOfDay(date);
  return at.getUTCDate() === Math.min(dayOfMonth, daysIn(at.getUTCFullYear(), at.getUTCMonth()));
}

/**
 * When the payment of this number (from 1) falls due; null after the last. `dayOfMonth` is the day that is meant, which
 * the first date does not tell where its month is short of it.
 */
export function dueAt(repeat: Repeat, dayOfMonth: number, number: number): Date | null {
  if (repeat.payments !== null && number > repeat.payments) return null;
  const first = startOfDay(repeat.first);
  if (repeat.every === 'week') return new Date(first.getTime() + (number - 1) * 7 * DAY_MS);
  const [year, month] = [first.getUTCFullYear(), first.getUTCMonth() + number - 1];
  return new Date(Date.UTC(year, month, Math.min(dayOfMonth, daysIn(year, month))));
}
