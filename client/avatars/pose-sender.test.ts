import { expect, test } from 'vitest';
import { Moment } from '../net/room-clock.ts';
import { createPoseSender } from './pose-sender.ts';

const TICK_MS = 50;

/** Plays frames at a rate for some seconds; answers how many poses fell on each tick, and how old each was at its tick. */
function play(framesPerSecond: number, { inStep = true, phaseMs = 13 } = {}) {
  const perTick = new Map<number, number>();
  const ages: number[] = [];
  let nowMs = 0;
  const moment = new Moment();
  const sender = createPoseSender(
    () => true,
    () => {
      const tick = Math.ceil((nowMs - phaseMs) / TICK_MS);
      perTick.set(tick, (perTick.get(tick) ?? 0) + 1);
      if (nowMs > 500) ages.push(tick * TICK_MS + phaseMs - nowMs);
    },
  );
  for (let frame = 0; nowMs < 4000; frame++) {
    nowMs = (frame * 1000) / framesPerSecond;
    const untilTickMs = (((phaseMs - nowMs) % TICK_MS) + TICK_MS) % TICK_MS;
    sender.frame(Object.assign(moment, { nowMs, roomMs: nowMs, untilTickMs: inStep ? untilTickMs : Number.NaN }));
  }
  const ticks = [...perTick.entries()].filter(([tick]) => tick > 10 && tick < 75);
  return { counts: ticks.map(([, count]) => count), ticks: ticks.length, oldest: Math.max(...ages) };
}

test.each([60, 72, 90, 120])('at %i frames a second every tick has one pose, and none waits long', (frames) => {
  const { counts, ticks, oldest } = play(frames);
  expect(ticks).toBe(64);
  expect(Math.max(...counts)).toBe(1);
  expect(oldest).toBeLessThanOrEqual(24);
});

test('without knowing the ticks twenty are sent a second', () => {
  const { counts } = play(72, { inStep: false });
  const sent = counts.reduce((sum, count) => sum + count, 0);
  expect(sent).toBeGreaterThan(60);
  expect(sent).toBeLessThanOrEqual(65);
});
