import { expect, test } from 'vitest';
import { DAY, monthAfter, monthInWords, monthKeys } from './month-keys.ts';

const days = { first: '2026-11-22', last: '2027-11-21' };

test('a month has a row for each week from Monday on, and only days that can be chosen are keys', () => {
  const [names, ...weeks] = monthKeys({ month: '2026-11', days, chosen: '2026-11-24' }, 'en');
  expect(names?.map(({ label }) => label)).toEqual(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']);
  expect(weeks.every((week) => week.length === 7)).toBe(true);
  // 1 November 2026 is a Sunday.
  expect(weeks[0]?.map(({ label }) => label)).toEqual(['', '', '', '', '', '', '1']);
  const keys = weeks.flat().filter(({ isWord }) => !isWord);
  expect(keys.map(({ id }) => id)).toEqual([22, 23, 24, 25, 26, 27, 28, 29, 30].map((day) => `${DAY}2026-11-${day}`));
  expect(keys.filter(({ chosen }) => chosen).map(({ label }) => label)).toEqual(['24']);
});

test('months follow each other over the year', () => {
  expect([monthAfter('2026-12', 1), monthAfter('2027-01', -1)]).toEqual(['2027-01', '2026-12']);
  expect(monthInWords('2026-12', 'en')).toBe('December 2026');
  expect(monthInWords('2026-12', 'ru')).toContain('декабр');
});
