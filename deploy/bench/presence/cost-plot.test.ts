import { expect, test } from 'vitest';
import { METERS, type Meter } from './bench-case.ts';
import { drawCosts } from './cost-plot.ts';
import { Histogram } from './histogram.ts';
import { growthOf, sentBytes, serverCpu } from './presence-figures.ts';
import type { CaseResult } from './run-case.ts';

const meters = Object.fromEntries(METERS.map((meter) => [meter, new Histogram()])) as Record<Meter, Histogram>;
/** Everyone costs the server the same, and gets as many bytes of each. */
const results = [20, 50, 200].flatMap((count) =>
  (['atrium', 'naive'] as const).map((protocol) => ({
    protocol,
    scenario: 'near' as const,
    count,
    cpuMsPerAvatarSecond: 1,
    bytesPerAvatarSecond: 200,
    meters,
  })),
) as unknown as CaseResult[];

test('a cost that each causes alone grows linearly, and one for each pair quadratically', () => {
  expect(growthOf(results, serverCpu)).toBeCloseTo(1, 6);
  expect(growthOf(results, sentBytes)).toBeCloseTo(2, 1);
});

test('the plot has a point for each measurement, within its picture', () => {
  const svg = drawCosts(results, [{ title: 'CPU', unit: 'ms', cost: serverCpu }]);
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)?.map(Number) ?? [];
  const points = [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [Number(x), Number(y)]);
  expect(points).toHaveLength(results.length);
  for (const [x, y] of points) {
    expect(x).toBeLessThan(width as number);
    expect(y).toBeLessThan(height as number);
  }
  expect(svg).not.toContain('NaN');
});
