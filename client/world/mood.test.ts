import { expect, test } from 'vitest';
import { moodOf } from './mood.ts';

test.each([
  [3, 'evening'],
  [7, 'day'],
  [12, 'day'],
  [18, 'evening'],
  [23, 'evening'],
])('at %i o’clock the light is that of the %s', (hour, mood) => {
  expect(moodOf('', new Date(2026, 5, 1, hour))).toBe(mood);
});

test('the address of the page may ask for a light, and what it asks in vain changes nothing', () => {
  const noon = new Date(2026, 5, 1, 12);
  expect(moodOf('?light=evening', noon)).toBe('evening');
  expect(moodOf('?light=disco', noon)).toBe('day');
});
