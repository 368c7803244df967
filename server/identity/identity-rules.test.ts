import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BIRDS } from '../../shared/identity.ts';
import { makePseudonym, readRoles, safeReturnPath } from './identity-rules.ts';

test('a pseudonym is one of our birds and a two-digit number', () => {
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(random, random, (bird, number) => {
      const [name, digits] = makePseudonym(bird, number).split('-');
      expect(BIRDS).toContain(name);
      expect(digits).toMatch(/^\d\d$/);
    }),
  );
});

test('one returns to a path of the branch', () => {
  expect(safeReturnPath('/flat?x=1#y')).toBe('/flat?x=1#y');
});

test.each([
  '//evil.test',
  '/\\evil.test',
  'https://evil.test',
  '/a\\b',
  '/a\nb',
  'flat',
  '',
  undefined,
  `/${'a'.repeat(600)}`,
])('what could lead elsewhere returns to the hall: %j', (returnTo) => {
  expect(safeReturnPath(returnTo)).toBe('/');
});

test('whatever is asked for, the browser stays on our origin', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(new URL(safeReturnPath(text), 'https://branch.test').origin).toBe('https://branch.test');
    }),
  );
});

test('only roles we know count', () => {
  expect(readRoles(['consultant', 'root'])).toEqual(['consultant']);
  expect(readRoles('consultant')).toEqual([]);
  expect(readRoles(undefined)).toEqual([]);
});
