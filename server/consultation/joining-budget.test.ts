import { expect, test } from 'vitest';
import { ANOTHER_JOINING_EVERY_MS, createJoiningBudget, JOININGS_AT_ONCE } from './joining-budget.ts';

test('who comes in again and again may some times at once, and then once in a while', () => {
  const budget = createJoiningBudget();
  const countUntil = (fromMs: number, untilMs: number) => {
    let joinings = 0;
    for (let nowMs = fromMs; nowMs < untilMs; nowMs += 100)
      if (budget.may('eve', nowMs)) {
        budget.counted('eve', nowMs);
        joinings += 1;
      }
    return joinings;
  };
  expect(countUntil(0, ANOTHER_JOINING_EVERY_MS)).toBe(JOININGS_AT_ONCE);
  expect(countUntil(ANOTHER_JOINING_EVERY_MS, ANOTHER_JOINING_EVERY_MS * 31)).toBe(30);
});

test('each has their own, which is whole again after a rest', () => {
  const budget = createJoiningBudget();
  for (let times = 0; times < JOININGS_AT_ONCE; times++) budget.counted('eve', 0);
  expect([budget.may('eve', 0), budget.may('anna', 0)]).toEqual([false, true]);
  const restedMs = JOININGS_AT_ONCE * ANOTHER_JOINING_EVERY_MS * 5;
  for (let times = 0; times < JOININGS_AT_ONCE; times++) {
    expect(budget.may('eve', restedMs)).toBe(true);
    budget.counted('eve', restedMs);
  }
  expect(budget.may('eve', restedMs)).toBe(false);
});
