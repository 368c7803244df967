import { expect, test } from 'vitest';
import { createNormal, createRandom } from '../bots/seeded-random.ts';
import { trendOf } from './trend.ts';

test('a line is found as it is, with no doubt', () => {
  const { slope, confidence } = trendOf([0, 1, 2, 3, 4].map((at) => [at, 7 - 2 * at]));
  expect(slope).toBeCloseTo(-2, 9);
  expect(confidence).toBeCloseTo(0, 9);
});

test('under noise the true slope is within the confidence 95 times of a hundred', () => {
  const normal = createNormal(createRandom(1));
  let within = 0;
  for (let round = 0; round < 400; round++) {
    const { slope, confidence } = trendOf(Array.from({ length: 12 }, (_, at) => [at, 3 * at + 10 * normal()]));
    if (Math.abs(slope - 3) <= confidence) within++;
  }
  expect(within / 400).toBeGreaterThan(0.92);
  expect(within / 400).toBeLessThan(0.98);
});

test('two samples say nothing', () => {
  expect(trendOf([[0, 1] as const, [1, 2] as const]).slope).toBeNaN();
});
