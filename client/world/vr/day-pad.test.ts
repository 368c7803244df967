import { expect, test } from 'vitest';
import { dayInWords, formatTypedDay, readTypedDay, typedDayOf } from './day-pad.ts';

test('a day is parted as its language parts it, as far as it is typed', () => {
  expect(['0', '04', '040', '04071986', '040719861'].map((text) => formatTypedDay(text, 'en'))).toEqual([
    '0',
    '04',
    '04/0',
    '04/07/1986',
    '04/07/1986',
  ]);
  expect(formatTypedDay('04071986', 'ru')).toBe('04.07.1986');
  // What the erase key leaves of `04/0`.
  expect(formatTypedDay('04/', 'en')).toBe('04');
});

test('only a day of the calendar is one', () => {
  expect(readTypedDay('04/07/1986')).toBe('1986-07-04');
  expect(readTypedDay('29.02.2024')).toBe('2024-02-29');
  for (const wrong of ['', '04/07/198', '29/02/2023', '31/04/2026', '00/01/2026', '01/13/2026'])
    expect(readTypedDay(wrong), wrong).toBeNull();
});

test('it is read back as it was typed, and in words', () => {
  expect(typedDayOf('1986-07-04', 'ru')).toBe('04.07.1986');
  expect(typedDayOf('', 'en')).toBe('');
  expect(dayInWords('1986-07-04', 'en')).toBe('4 July 1986');
});
