import { expect, test } from 'vitest';
import { Moment } from './room-clock.ts';
import { TickClock } from './tick-clock.ts';

function untilTick(ticks: TickClock, roomMs: number): number {
  const moment = new Moment();
  moment.roomMs = roomMs;
  ticks.tell(moment);
  return moment.untilTickMs;
}

test('the next tick is known from the batches before it, however they jitter about', () => {
  const ticks = new TickClock();
  expect(untilTick(ticks, 0)).toBeNaN();
  for (let tick = 0; tick < 60; tick++) ticks.learn(1048 + 50 * tick + (tick % 3) - 1);
  expect(untilTick(ticks, 5000)).toBeCloseTo(48, 0);
  expect(untilTick(ticks, 5040)).toBeCloseTo(8, 0);
  ticks.reset();
  expect(untilTick(ticks, 5000)).toBeNaN();
});

test('ticks that drift are followed, also round the end of the interval', () => {
  const ticks = new TickClock();
  for (let tick = 0; tick < 400; tick++) ticks.learn(50.2 * tick);
  // Half a tick later there is half a tick to go: behind a steady drift by nine times what a tick drifts.
  expect(Math.abs(untilTick(ticks, 50.2 * 399 + 25) - 25)).toBeLessThan(2.5);
});
