import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Topic } from '../../shared/queue.ts';
import { branchDay, mayServe, nextNumber, ticketNumber } from './queue-rules.ts';

test('a number is the letter of its topic and the count of the day', () => {
  expect(Topic.options.map((topic) => ticketNumber(topic, 17))).toEqual([
    'P-017',
    'A-017',
    'C-017',
    'L-017',
    'F-017',
    'G-017',
  ]);
  expect(ticketNumber('payments', 1000)).toBe('P-1000');
});

test('no two numbers are alike, whatever the topic and the count', () => {
  const place = fc.tuple(fc.constantFrom(...Topic.options), fc.integer({ min: 1, max: 5000 }));
  fc.assert(
    fc.property(place, place, (one, other) => {
      const same = one[0] === other[0] && one[1] === other[1];
      expect(ticketNumber(...one) === ticketNumber(...other)).toBe(same);
    }),
  );
});

test('the next number is the first after the last that nobody holds', () => {
  expect(nextNumber('payments', 0, new Set())).toEqual({ sequence: 1, number: 'P-001' });
  expect(nextNumber('payments', 0, new Set(['P-001', 'P-002', 'A-003']))).toEqual({ sequence: 3, number: 'P-003' });
  fc.assert(
    fc.property(fc.nat({ max: 50 }), fc.uniqueArray(fc.integer({ min: 1, max: 60 })), (last, held) => {
      const open = new Set(held.map((sequence) => ticketNumber('cards', sequence)));
      const { sequence, number } = nextNumber('cards', last, open);
      expect(sequence).toBeGreaterThan(last);
      expect(open.has(number)).toBe(false);
      for (let passed = last + 1; passed < sequence; passed++) expect(held).toContain(passed);
    }),
  );
});

test('the day changes at midnight UTC', () => {
  expect(branchDay(new Date('2026-11-21T23:59:59.999Z'))).toBe('2026-11-21');
  expect(branchDay(new Date('2026-11-22T00:00:00Z'))).toBe('2026-11-22');
});

test('a consultant and a supervisor may serve, nobody else', () => {
  expect(mayServe(['consultant'])).toBe(true);
  expect(mayServe(['supervisor'])).toBe(true);
  expect(mayServe([])).toBe(false);
});
