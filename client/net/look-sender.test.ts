import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLookSender } from './look-sender.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('of many changes the first and the last are told, no faster than the room allows', () => {
  const send = vi.fn();
  const sender = createLookSender(send);
  for (const look of [1, 2, 3, 4]) sender.show(look);
  expect(send.mock.calls).toEqual([[1]]);
  vi.advanceTimersByTime(1000);
  expect(send.mock.calls).toEqual([[1], [4]]);
  vi.advanceTimersByTime(5000);
  expect(send.mock.calls).toEqual([[1], [4]]);
});

test('the look is told again at each joining, and not before there is one', async () => {
  const send = vi.fn();
  const sender = createLookSender(send);
  sender.joined();
  await Promise.resolve();
  expect(send).not.toHaveBeenCalled();
  sender.show(7);
  vi.advanceTimersByTime(2000);
  sender.joined();
  await Promise.resolve();
  expect(send.mock.calls).toEqual([[7], [7]]);
  sender.close();
});
