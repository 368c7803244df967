import { expect, test } from 'vitest';
import { beginsWord, withInserted } from './composer-port.ts';

test.each([
  ['', 0, 0, 'Good day.', 9],
  ['Anna,', 5, 5, 'Anna, Good day.', 15],
  ['Anna, ', 6, 6, 'Anna, Good day.', 15],
  ['Anna, xx!', 6, 8, 'Anna, Good day.!', 15],
])('words come to the caret of %j, apart from what stands before', (text, from, to, expected, caret) => {
  expect(withInserted(text, from, to, 'Good day.')).toEqual({ text: expected, caret });
});

test('a slash asks for help at the beginning of a word, and is a slash within one', () => {
  expect(['', 'hello ', 'line\n'].map((text) => beginsWord(text, text.length))).toEqual([true, true, true]);
  expect(beginsWord('and', 3)).toBe(false);
});
