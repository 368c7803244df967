import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createThrottle } from './throttle.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the first goes at once, then one in each span: the latest, and none is sent twice', () => {
  const sent: number[] = [];
  const throttle = createThrottle((value: number) => sent.push(value), 100);
  throttle.send(1);
  throttle.send(2);
  throttle.send(3);
  expect(sent).toEqual([1]);
  vi.advanceTimersByTime(100);
  expect(sent).toEqual([1, 3]);
  vi.advanceTimersByTime(500);
  expect(sent).toEqual([1, 3]);
  throttle.send(4);
  expect(sent).toEqual([1, 3, 4]);
});

test('what is stopped sends nothing more', () => {
  const sent: number[] = [];
  const throttle = createThrottle((value: number) => sent.push(value), 100);
  throttle.send(1);
  throttle.send(2);
  throttle.stop();
  vi.advanceTimersByTime(500);
  expect(sent).toEqual([1]);
});
