import { expect, test } from 'vitest';
import { createRandom } from '../bots/seeded-random.ts';
import { createDirection, type Network } from './network-profiles.ts';

const QUIET: Network = { delayMs: 50, jitterMs: 0, loss: 0, reordered: 0, bytesPerSecond: 1e9 };
const EVERY_MS = 50;

/** When each of so many segments is handed on, sent 50 ms apart. */
function handedOn(network: Network, count = 2000): number[] {
  const direction = createDirection(createRandom(1));
  return Array.from({ length: count }, (_, index) => direction.handedOnAt(network, 100, index * EVERY_MS));
}
const delays = (network: Network) => handedOn(network).map((atMs, index) => atMs - index * EVERY_MS);

test('a line delays, and no more', () => {
  for (const delay of delays(QUIET)) expect(delay).toBeCloseTo(50, 3);
});

test('jitter keeps within its bounds', () => {
  const jittery = delays({ ...QUIET, jitterMs: 20 });
  expect(Math.min(...jittery)).toBeGreaterThan(29.9);
  expect(Math.max(...jittery)).toBeLessThan(70.1);
  expect(Math.max(...jittery) - Math.min(...jittery)).toBeGreaterThan(35);
});

test('nothing is handed on before what was sent earlier', () => {
  const times = handedOn({ ...QUIET, jitterMs: 45, loss: 0.05, reordered: 0.05 });
  expect(times).toEqual([...times].sort((a, b) => a - b));
});

test('a loss is a stall of everything behind it, and then a burst', () => {
  const times = handedOn({ ...QUIET, loss: 0.02 });
  const gaps = times.slice(1).map((atMs, index) => atMs - (times[index] as number));
  const stalls = gaps.filter((gap) => gap > 200);
  expect(stalls.length / 2000).toBeGreaterThan(0.01);
  expect(stalls.length / 2000).toBeLessThan(0.03);
  expect(gaps.filter((gap) => gap === 0).length).toBeGreaterThan(2 * stalls.length);
});

test('a slow line makes what is too much wait', () => {
  expect(delays({ ...QUIET, bytesPerSecond: 1000 }).at(-1)).toBeGreaterThan(2000 * 50 - 100);
});
