import { expect, test } from 'vitest';
import type { PaymentIntent } from '../../shared/payment.ts';
import { createIntentKeys } from './intent-keys.ts';

const intent: PaymentIntent = {
  debtorAccountId: 'acc',
  payee: { kind: 'account', name: 'Oliver', identification: '20451455779911' },
  amount: '25',
  currency: 'GBP',
  reference: 'Lunch',
  schedule: { kind: 'now' },
};

test('one intent keeps one key, however often it is sent', () => {
  let made = 0;
  const keys = createIntentKeys(() => `key-${++made}`);
  expect(keys.keyOf(intent)).toBe('key-1');
  expect(keys.keyOf({ ...intent })).toBe('key-1');
});

test('another intent has another key', () => {
  let made = 0;
  const keys = createIntentKeys(() => `key-${++made}`);
  expect(keys.keyOf(intent)).toBe('key-1');
  expect(keys.keyOf({ ...intent, amount: '26' })).toBe('key-2');
});

test('the same intent after it became a payment is another payment, with another key', () => {
  let made = 0;
  const keys = createIntentKeys(() => `key-${++made}`);
  expect(keys.keyOf(intent)).toBe('key-1');
  keys.forget();
  expect(keys.keyOf(intent)).toBe('key-2');
});
