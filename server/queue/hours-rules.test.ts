import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ServicePlan } from '../../shared/branch-service.ts';
import { instantOf, openingsOn, openState, wallMs } from './hours-rules.ts';

type Hours = Pick<ServicePlan, 'timeZone' | 'week' | 'holidays'>;
const day: [string, string][] = [['09:00', '17:00']];
const london: Hours = {
  timeZone: 'Europe/London',
  week: [
    day,
    day,
    day,
    day,
    day,
    [
      ['10:00', '12:00'],
      ['13:00', '14:00'],
    ],
    [],
  ],
  holidays: [
    { date: '2026-12-25', name: { en: 'Christmas', ru: 'Рождество' }, shifts: [] },
    { date: '2026-12-24', name: { en: 'Christmas Eve', ru: 'Сочельник' }, shifts: [['09:00', '13:00']] },
  ],
};
const at = (text: string) => new Date(text);
const stateAt = (text: string, hours = london) => {
  const { isOpen, closesAt, opensAt } = openState(hours, at(text));
  return [isOpen, closesAt?.toISOString() ?? null, opensAt?.toISOString() ?? null];
};

test('a branch is open from the minute it opens to the minute it closes, by its own clock', () => {
  // Summer time: nine in London is eight in UTC.
  expect(stateAt('2026-07-06T07:59:59Z')).toEqual([false, null, '2026-07-06T08:00:00.000Z']);
  expect(stateAt('2026-07-06T08:00:00Z')).toEqual([true, '2026-07-06T16:00:00.000Z', null]);
  expect(stateAt('2026-07-06T16:00:00Z')).toEqual([false, null, '2026-07-07T08:00:00.000Z']);
});

test('between two stretches it is closed, over a closed day it opens on the next', () => {
  expect(stateAt('2026-11-21T12:30:00Z')).toEqual([false, null, '2026-11-21T13:00:00.000Z']);
  expect(stateAt('2026-11-21T14:00:00Z')).toEqual([false, null, '2026-11-23T09:00:00.000Z']);
});

test('a holiday has its own hours, or none', () => {
  expect(stateAt('2026-12-24T12:00:00Z')).toEqual([true, '2026-12-24T13:00:00.000Z', null]);
  expect(stateAt('2026-12-24T13:00:00Z')).toEqual([false, null, '2026-12-26T10:00:00.000Z']);
});

test('what never closes closes never, and stretches that touch at midnight are one', () => {
  const always: Hours = {
    ...london,
    holidays: [],
    week: Array(7).fill([['00:00', '24:00']]) as unknown as Hours['week'],
  };
  expect(stateAt('2026-11-21T23:59:59Z', always)).toEqual([true, null, null]);
  const late: Hours = { ...london, week: [[['20:00', '24:00']], [['00:00', '02:00']], [], [], [], [], []] };
  expect(stateAt('2026-11-23T23:30:00Z', late)).toEqual([true, '2026-11-24T02:00:00.000Z', null]);
  expect(stateAt('2026-11-21T12:00:00Z', { ...late, week: [[], [], [], [], [], [], []] })).toEqual([false, null, null]);
});

test('on the days that clocks change, the wall clock counts', () => {
  expect(instantOf('2026-03-29', 9 * 60, 'Europe/London').toISOString()).toBe('2026-03-29T08:00:00.000Z');
  // 01:30 is left out that night; 02:30 by the new time is what is meant.
  expect(instantOf('2026-03-29', 90, 'Europe/London').toISOString()).toBe('2026-03-29T01:30:00.000Z');
  // 01:30 comes twice: the first.
  expect(instantOf('2026-10-25', 90, 'Europe/London').toISOString()).toBe('2026-10-25T00:30:00.000Z');
});

test('an instant on the wall and back is the same instant, in any zone and season', () => {
  const zone = fc.constantFrom(
    'Europe/London',
    'Europe/Moscow',
    'America/New_York',
    'Asia/Kolkata',
    'Pacific/Auckland',
  );
  const minute = fc.integer({ min: Date.UTC(2026, 0) / 60_000, max: Date.UTC(2027, 0) / 60_000 });
  fc.assert(
    fc.property(zone, minute, (timeZone, minutes) => {
      const wall = wallMs(new Date(minutes * 60_000), timeZone);
      const date = new Date(wall).toISOString().slice(0, 10);
      const back = instantOf(date, (wall - Date.parse(`${date}T00:00:00Z`)) / 60_000, timeZone);
      expect(wallMs(back, timeZone)).toBe(wall);
      expect(Math.abs(back.getTime() - minutes * 60_000)).toBeLessThanOrEqual(3_600_000);
    }),
  );
});

test('it is open exactly within its openings', () => {
  const minute = fc.integer({ min: Date.UTC(2026, 11, 20) / 60_000, max: Date.UTC(2026, 11, 28) / 60_000 });
  fc.assert(
    fc.property(minute, (minutes) => {
      const now = new Date(minutes * 60_000);
      const openings = [-1, 0, 1].flatMap((days) =>
        openingsOn(london, new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10)),
      );
      expect(openState(london, now).isOpen).toBe(openings.some(({ from, to }) => from <= now && now < to));
    }),
  );
});
