import { expect, test } from 'vitest';
import { Histogram } from './histogram.ts';

test('quantiles are right to a hundredth, also of several put together', () => {
  const [low, high] = [new Histogram(), new Histogram()];
  for (let value = 1; value <= 1000; value++) (value <= 300 ? low : high).add(value);
  low.addAll(high.counts);
  expect(low.total).toBe(1000);
  for (const part of [0.05, 0.5, 0.95]) {
    const quantile = low.quantile(part);
    expect(quantile).toBeGreaterThanOrEqual(1000 * part);
    expect(quantile).toBeLessThan(1000 * part * 1.011);
  }
  expect(new Histogram().quantile(0.5)).toBeNaN();
});

test('nothing less than the least is told apart, and nothing is lost beyond the most', () => {
  const histogram = new Histogram();
  histogram.add(0);
  histogram.add(1e12);
  expect(histogram.quantile(0.4)).toBeLessThan(0.001);
  expect(histogram.quantile(1)).toBeGreaterThan(1000);
});
