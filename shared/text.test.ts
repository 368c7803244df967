import { expect, test } from 'vitest';
import { cleanLine, personLine, personText } from './text.ts';

test('a line is trimmed and composed', () => {
  expect(personLine(20).parse('  Мария Соколова ')).toBe('Мария Соколова');
  expect(personLine(20).parse('e\u0301')).toBe('é');
});

test.each([
  ['empty', '   '],
  ['10,000 characters', 'a'.repeat(10_000)],
  ['a bidirectional override', 'Anna\u202egnp.exe'],
  ['an isolate', 'a\u2066b'],
  ['a zero-width space', 'An\u200bna'],
  ['a line break', 'a\nb'],
  ['a control', 'a\u0007b'],
  ['a lone surrogate', 'a\ud800b'],
])('a line with %s is refused', (_what, text) => {
  expect(personLine(70).safeParse(text).success).toBe(false);
});

test('a text may have line breaks, and no invisible characters', () => {
  expect(personText(20).parse('a\r\nb')).toBe('a\nb');
  expect(personText(20).parse('👩\u200d💻')).toBe('👩\u200d💻');
  expect(personLine(20).safeParse('👩\u200d💻').success).toBe(false);
  expect(personText(20).safeParse('a\u202eb').success).toBe(false);
});

test('foreign text becomes a line that is safe to show, cut between characters', () => {
  expect(cleanLine('  e\u0301\u202e\u0000x ', 10)).toBe('éx');
  expect(cleanLine('ab\u{1F600}', 3)).toBe('ab');
  expect(cleanLine('ab\u{1F600}', 4)).toBe('ab\u{1F600}');
});
