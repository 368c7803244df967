import { expect, test } from 'vitest';
import { clockText, typedAddress } from './device-texts.ts';

test.each([
  [180, '3:00'],
  [65, '1:05'],
  [9, '0:09'],
  [0, '0:00'],
])('%i seconds are shown as %s', (seconds, text) => {
  expect(clockText(seconds)).toBe(text);
});

test('an address is shown as it is typed, without the scheme', () => {
  expect(typedAddress('https://bank.example/device')).toBe('bank.example/device');
  expect(typedAddress('http://bank.localhost:4000/device')).toBe('bank.localhost:4000/device');
});
