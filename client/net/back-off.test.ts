import { expect, test } from 'vitest';
import { createBackOff, FIRST_BOUND_MS, LONGEST_BOUND_MS } from './back-off.ts';

test('the bound doubles with each failure, to a limit, and begins anew after success', () => {
  const backOff = createBackOff(() => 1 - 1e-9);
  const waits = Array.from({ length: 7 }, () => Math.round(backOff.nextMs()));
  expect(waits).toEqual([1, 2, 4, 8, 8, 8, 8].map((times) => times * FIRST_BOUND_MS));
  expect(waits.at(-1)).toBe(LONGEST_BOUND_MS);
  backOff.reset();
  expect(Math.round(backOff.nextMs())).toBe(FIRST_BOUND_MS);
});

test('a server that says it is closing spreads even the first attempts wider', () => {
  const backOff = createBackOff(() => 0.5);
  expect(backOff.nextMs(4000)).toBe(2000);
  expect(backOff.nextMs()).toBe(1000);
});

test('of two hundred who are cut off together, no tenth of a second gets more than a fifth in the first second', () => {
  // A plain generator with a seed, so that the test is the same each time.
  let seed = 7;
  const random = () => {
    seed = (seed * 1103515245 + 12345) % 2 ** 31;
    return seed / 2 ** 31;
  };
  const perTenth = new Map<number, number>();
  for (let person = 0; person < 200; person++) {
    const tenth = Math.floor(createBackOff(random).nextMs() / 100);
    perTenth.set(tenth, (perTenth.get(tenth) ?? 0) + 1);
  }
  expect(perTenth.size).toBe(10);
  expect(Math.max(...perTenth.values())).toBeLessThan(40);
});
