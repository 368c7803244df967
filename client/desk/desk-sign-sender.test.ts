import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DESK_SIGNS_EVERY_MS, NO_SIGNS } from '../../shared/desk-signs.ts';
import { createDeskSignSender } from './desk-sign-sender.ts';

const speaks = { speaking: true, typing: false };
const types = { speaking: false, typing: true };
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('of quick changes the last is told, and no more often than the room takes them', () => {
  const send = vi.fn();
  const sender = createDeskSignSender(send);
  sender.setOn(true);
  sender.show(speaks);
  sender.show(NO_SIGNS);
  sender.show(types);
  expect(send.mock.calls).toEqual([[speaks]]);
  vi.advanceTimersByTime(DESK_SIGNS_EVERY_MS);
  expect(send.mock.calls).toEqual([[speaks], [types]]);
  vi.advanceTimersByTime(DESK_SIGNS_EVERY_MS);
  sender.show(types);
  expect(send).toHaveBeenCalledTimes(2);
});

test('nothing is told off duty; who comes on duty in the midst of a word is seen to speak', () => {
  const send = vi.fn();
  const sender = createDeskSignSender(send);
  sender.show(speaks);
  expect(send).not.toHaveBeenCalled();
  sender.setOn(true);
  expect(send.mock.calls).toEqual([[speaks]]);
  sender.setOn(false);
  sender.show(types);
  vi.advanceTimersByTime(10 * DESK_SIGNS_EVERY_MS);
  expect(send).toHaveBeenCalledTimes(1);
});

test('after a lost link what is still so is told again', () => {
  const send = vi.fn();
  const sender = createDeskSignSender(send);
  sender.setOn(true);
  sender.show(speaks);
  vi.advanceTimersByTime(DESK_SIGNS_EVERY_MS);
  sender.again();
  expect(send.mock.calls).toEqual([[speaks], [speaks]]);
});
