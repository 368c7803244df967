import { expect, test } from 'vitest';
import { createTickClock } from './tick-clock.ts';

test('the next tick is known from the batches before it, however they jitter about', () => {
  const ticks = createTickClock();
  expect(ticks.untilTick(0)).toBeNull();
  for (let tick = 0; tick < 60; tick++) ticks.learn(1048 + 50 * tick + (tick % 3) - 1);
  expect(ticks.untilTick(5000)).toBeCloseTo(48, 0);
  expect(ticks.untilTick(5040)).toBeCloseTo(8, 0);
  ticks.reset();
  expect(ticks.untilTick(5000)).toBeNull();
});

test('ticks that drift are followed, also round the end of the interval', () => {
  const ticks = createTickClock();
  for (let tick = 0; tick < 400; tick++) ticks.learn(50.2 * tick);
  // Half a tick later there is half a tick to go: behind a steady drift by nine times what a tick drifts.
  expect(Math.abs((ticks.untilTick(50.2 * 399 + 25) ?? 0) - 25)).toBeLessThan(2.5);
});
