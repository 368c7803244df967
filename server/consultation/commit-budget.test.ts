import { expect, test } from 'vitest';
import { ANOTHER_JOINING_EVERY_MS, COMMITS_PER_MINUTE, createCommitBudget, JOININGS_AT_ONCE } from './commit-budget.ts';

test('who comes in again and again may some times at once, and then once in a while', () => {
  const budget = createCommitBudget();
  const joiningsUntil = (fromMs: number, untilMs: number) => {
    let joinings = 0;
    for (let nowMs = fromMs; nowMs < untilMs; nowMs += 500)
      if (budget.take('eve', nowMs, true)) {
        budget.countJoining('eve', nowMs);
        joinings += 1;
      }
    return joinings;
  };
  expect(joiningsUntil(0, ANOTHER_JOINING_EVERY_MS)).toBe(JOININGS_AT_ONCE);
  expect(joiningsUntil(ANOTHER_JOINING_EVERY_MS, ANOTHER_JOINING_EVERY_MS * 31)).toBe(30);
});

test('each has their own, which is whole again after a rest; what is no joining is not held up by it', () => {
  const budget = createCommitBudget();
  for (let times = 0; times < JOININGS_AT_ONCE; times++) budget.countJoining('eve', 0);
  expect([budget.take('eve', 0, true), budget.take('anna', 0, true), budget.take('eve', 0)]).toEqual([
    false,
    true,
    true,
  ]);
  const restedMs = JOININGS_AT_ONCE * ANOTHER_JOINING_EVERY_MS * 5;
  for (let times = 0; times < JOININGS_AT_ONCE; times++) {
    expect(budget.take('eve', restedMs, true)).toBe(true);
    budget.countJoining('eve', restedMs);
  }
  expect(budget.take('eve', restedMs, true)).toBe(false);
});

test('of all that one sends so much is looked at in a minute, whether it is taken or not', () => {
  const budget = createCommitBudget();
  for (let times = 0; times < COMMITS_PER_MINUTE; times++) expect(budget.take('eve', times, true)).toBe(true);
  expect([budget.take('eve', 30_000), budget.take('anna', 30_000), budget.take('eve', 60_100)]).toEqual([
    false,
    true,
    true,
  ]);
});
