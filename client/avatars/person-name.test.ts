import { expect, test } from 'vitest';
import { BIRDS, type Bird } from '../../shared/identity.ts';
import { personName } from './person-name.ts';

const birds = Object.fromEntries(BIRDS.map((bird) => [bird, bird.toUpperCase()])) as Record<Bird, string>;

test('a pseudonym is shown as the bird in the reader’s language, and the number', () => {
  expect(personName('heron-42', birds)).toBe('HERON 42');
});

test('what is no pseudonym is not shown', () => {
  for (const text of ['', 'Ann Smith', 'dodo-7', 'heron-42<b>', 'constructor-1'])
    expect(personName(text, birds)).toBe('');
});
