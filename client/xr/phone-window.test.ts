import { expect, test } from 'vitest';
import { isWindowOpen, WINDOW, windowPlace } from './phone-window.ts';

test('the window opens while the phone is needed, and closes by itself with the need', () => {
  expect(isWindowOpen('payment 1', null, true)).toBe(true);
  expect(isWindowOpen(null, null, true)).toBe(false);
});

test('whoever closes it is not shown it again, until the phone is needed for something else', () => {
  expect(isWindowOpen('payment 1', 'payment 1', true)).toBe(false);
  expect(isWindowOpen('sign-in AB', 'payment 1', true)).toBe(true);
});

test('without a camera picture there is none', () => {
  expect(isWindowOpen('payment 1', null, false)).toBe(false);
});

test('it is where a phone is held: within reach, below what is read, before the body, and holds a phone', () => {
  const { below, ahead } = windowPlace();
  expect(Math.hypot(below, ahead)).toBeCloseTo(WINDOW.awayMetres);
  expect(below).toBeGreaterThan(0.3);
  expect(ahead).toBeGreaterThan(0.25);
  expect(Math.min(WINDOW.widthMetres, WINDOW.heightMetres)).toBeGreaterThan(0.17);
});
