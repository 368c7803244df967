import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BIRDS } from '../../shared/identity.ts';
import {
  firstPollMs,
  isPageOf,
  makePseudonym,
  readRoles,
  revocationWaitMs,
  safeReturnPath,
  slowerPollMs,
} from './identity-rules.ts';

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

test('people are sent to the origins that are configured, whole, and nowhere that only looks like them', () => {
  const origins = ['https://bank.example'];
  expect(isPageOf(origins, 'https://bank.example/device?user_code=X')).toBe(true);
  for (const address of [
    'http://bank.example/device',
    'https://bank.example.evil.test/',
    'https://bank.example@evil.test/',
    'https://bank.example:8443/',
    'javascript:alert(1)',
    'device',
  ])
    expect(isPageOf(origins, address), address).toBe(false);
});

test('a revocation is tried after 5 s, then twice as long each time up to half an hour, and for a week', () => {
  const waits = [1, 2, 3, 20].map((attempts) => revocationWaitMs(attempts, 0));
  expect(waits).toEqual([5000, 10_000, 20_000, 30 * 60_000]);
  expect(revocationWaitMs(1, 7 * 24 * 60 * 60_000)).toBeNull();
});

test('the bank is asked as often as it says, every five seconds where it says nothing, and never too seldom to notice', () => {
  expect([firstPollMs(2), firstPollMs(undefined), firstPollMs(0), firstPollMs(600)]).toEqual([
    2000, 5000, 1000, 30_000,
  ]);
  expect([slowerPollMs(2000), slowerPollMs(29_000)]).toEqual([7000, 30_000]);
});
