import { expect, test } from 'vitest';
import { Moment, RoomClock } from './room-clock.ts';

test('the room’s time is unknown until it was told, and after a new link', () => {
  const clock = new RoomClock();
  expect(clock.roomTime(0)).toBeNull();
  clock.learn(100, 5000, 120);
  expect(clock.roomTime(120)).toBe(5010);
  const moment = new Moment();
  moment.nowMs = 120;
  clock.tell(moment);
  expect(moment.roomMs).toBe(5010);
  clock.reset();
  expect(clock.roomTime(120)).toBeNull();
  clock.tell(moment);
  expect(moment.roomMs).toBeNaN();
});

test('the quickest exchange is believed, until it is old', () => {
  const clock = new RoomClock();
  clock.learn(0, 1000, 10);
  const quick = clock.roomTime(0);
  clock.learn(100, 1250, 300);
  expect(clock.roomTime(0)).toBe(quick);
  // Two minutes later the first counts as 22 ms; one of 20 ms is better.
  clock.learn(120_000, 121_100, 120_020);
  expect(clock.roomTime(120_010)).toBe(121_100);
});

test('answers that make no sense are not believed', () => {
  const clock = new RoomClock();
  clock.learn(100, Number.NaN, 120);
  clock.learn(200, 5000, 100);
  expect(clock.roomTime(0)).toBeNull();
});
