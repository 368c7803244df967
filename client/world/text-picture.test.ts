import { expect, test } from 'vitest';
import { breakLines } from './text-picture.ts';

const byLetter = (line: string) => line.length;

test('lines break at spaces before they are too long, and where the text says so', () => {
  expect(breakLines('take a ticket\nplease', 8, byLetter)).toEqual(['take a', 'ticket', 'please']);
  expect(breakLines('take a ticket', 13, byLetter)).toEqual(['take a ticket']);
});

test('a word that is too long by itself stays whole, and without a limit nothing is broken', () => {
  expect(breakLines('a потребительский b', 6, byLetter)).toEqual(['a', 'потребительский', 'b']);
  expect(breakLines('take a ticket', undefined, byLetter)).toEqual(['take a ticket']);
});
