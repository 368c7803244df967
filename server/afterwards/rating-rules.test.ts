import { expect, test } from 'vitest';
import { meanOf, npsOf } from './rating-rules.ts';

const times = (count: number, value: number) => Array.from({ length: count }, () => value);

test('a mean comes with Student’s interval', () => {
  // s = 1.58114, n = 10, t(0.975, 9) = 2.26216: half the width is 1.1311.
  const estimate = meanOf([1, 1, 2, 3, 3, 4, 4, 5, 5, 5].map((value) => value));
  expect(estimate?.value).toBe(3.3);
  expect(estimate?.high).toBeCloseTo(3.3 + (2.26216 * Math.sqrt(2.4556)) / Math.sqrt(10), 2);
  expect(meanOf(times(50, 4))).toEqual({ value: 4, low: 4, high: 4 });
});

test('of fewer than ten answers nothing is said', () => {
  expect(meanOf(times(9, 5))).toBeNull();
  expect(npsOf(times(9, 10))).toBeNull();
});

test('the net promoter score is promoters less detractors; seven and eight are neither', () => {
  expect(npsOf([...times(5, 10), ...times(3, 8), ...times(2, 6)])?.value).toBe(30);
  expect(npsOf(times(10, 0))?.value).toBe(-100);
  expect(npsOf(times(10, 9))?.value).toBe(100);
  expect(npsOf([...times(5, 7), ...times(5, 8)])?.value).toBe(0);
});
