import { expect, test } from 'vitest';
import { isSameDay, staleFor, timeLeft } from './freshness-rules.ts';

const now = new Date('2026-11-21T12:00:00Z');

test.each([
  ['2026-11-21T11:57:01Z', null],
  ['2026-11-21T12:00:30Z', null],
  ['2026-11-21T11:57:00Z', { count: 3, unit: 'minute' }],
  ['2026-11-21T11:00:01Z', { count: 59, unit: 'minute' }],
  ['2026-11-21T09:01:00Z', { count: 2, unit: 'hour' }],
  ['2026-11-19T11:00:00Z', { count: 2, unit: 'day' }],
])('a figure of three minutes ago and more is said to be old: %s', (asOf, age) => {
  expect(staleFor(asOf, now)).toEqual(age);
});

test('a figure of another day is shown with its day', () => {
  expect(isSameDay(now.toISOString(), now)).toBe(true);
  expect(isSameDay('2026-11-19T12:00:00Z', now)).toBe(false);
});

test.each([
  ['2026-11-21T12:05:00Z', '5:00'],
  ['2026-11-21T12:00:09.2Z', '0:10'],
  ['2026-11-21T12:00:00Z', null],
  ['2026-11-21T11:00:00Z', null],
])('the time left for an approval is counted down to nothing: %s', (endsAt, left) => {
  expect(timeLeft(endsAt, now)).toBe(left);
});
