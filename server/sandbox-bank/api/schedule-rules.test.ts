import { expect, test } from 'vitest';
import { dueAt, fallsOn, type Repeat, weekdayOf } from './schedule-rules.ts';

const monthly = (first: string, payments: number | null = null): Repeat => ({
  kind: 'repeat',
  first,
  every: 'month',
  payments,
});
const days = (repeat: Repeat, dayOfMonth: number, count: number) =>
  Array.from(
    { length: count },
    (_, index) =>
      dueAt(repeat, dayOfMonth, index + 1)
        ?.toISOString()
        .slice(0, 10) ?? null,
  );

test('the 31st falls on the last day of a shorter month, and on the 31st again where there is one', () => {
  expect(days(monthly('2026-12-31'), 31, 6)).toEqual([
    '2026-12-31',
    '2027-01-31',
    '2027-02-28',
    '2027-03-31',
    '2027-04-30',
    '2027-05-31',
  ]);
  expect(days(monthly('2028-01-30'), 30, 3)).toEqual(['2028-01-30', '2028-02-29', '2028-03-30']);
});

test('an order for the 31st may begin in a month without one', () => {
  expect(days(monthly('2026-11-30'), 31, 3)).toEqual(['2026-11-30', '2026-12-31', '2027-01-31']);
  expect(days(monthly('2026-11-30'), 30, 3)).toEqual(['2026-11-30', '2026-12-30', '2027-01-30']);
});

test('a weekly order keeps its weekday over the end of a year', () => {
  const weekly = { ...monthly('2026-12-24'), every: 'week' as const };
  expect(days(weekly, 0, 3)).toEqual(['2026-12-24', '2026-12-31', '2027-01-07']);
  expect(days(weekly, 0, 3).map((day) => weekdayOf(day ?? ''))).toEqual([4, 4, 4]);
});

test('after the last of its payments nothing is due', () => {
  expect(days(monthly('2026-12-01', 2), 1, 4)).toEqual(['2026-12-01', '2027-01-01', null, null]);
});

test('a day begins at midnight of UTC', () => {
  expect(dueAt(monthly('2026-12-01'), 1, 1)?.toISOString()).toBe('2026-12-01T00:00:00.000Z');
});

test('a day of the month falls on its date, or on the last day of a month that is too short for it', () => {
  expect([fallsOn(31, '2026-11-30'), fallsOn(30, '2026-11-30'), fallsOn(29, '2026-11-30')]).toEqual([
    true,
    true,
    false,
  ]);
  expect([fallsOn(31, '2026-12-31'), fallsOn(31, '2026-12-30')]).toEqual([true, false]);
});
