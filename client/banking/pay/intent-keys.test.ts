import { expect, test } from 'vitest';
import type { PaymentIntent } from '../../../shared/payment.ts';
import { createIntentKeys, type SentIntent, type SentIntentShelf } from './intent-keys.ts';

const intent: PaymentIntent = {
  debtorAccountId: 'acc',
  payee: { kind: 'account', name: 'Oliver', identification: '20451455779911' },
  amount: '25',
  currency: 'GBP',
  reference: 'Lunch',
  schedule: { kind: 'now' },
};

function makeShelf(): SentIntentShelf {
  let kept: SentIntent | undefined;
  return {
    read: () => kept,
    write: (sent) => {
      kept = sent;
    },
    forget: () => {
      kept = undefined;
    },
  };
}

test('one intent keeps one key, however often it is sent', () => {
  let made = 0;
  const keys = createIntentKeys(() => `key-${++made}`, makeShelf());
  expect(keys.keyOf(intent)).toBe('key-1');
  expect(keys.keyOf({ ...intent })).toBe('key-1');
});

test('another intent has another key', () => {
  let made = 0;
  const keys = createIntentKeys(() => `key-${++made}`, makeShelf());
  expect(keys.keyOf(intent)).toBe('key-1');
  expect(keys.keyOf({ ...intent, amount: '26' })).toBe('key-2');
});

test('the same intent after it became a payment is another payment, with another key', () => {
  let made = 0;
  const keys = createIntentKeys(() => `key-${++made}`, makeShelf());
  expect(keys.keyOf(intent)).toBe('key-1');
  keys.forget();
  expect(keys.keyOf(intent)).toBe('key-2');
});

test('what was sent before a reload and is sent again unchanged has the key it had; changed, it has another', () => {
  let made = 0;
  const shelf = makeShelf();
  const load = () => createIntentKeys(() => `key-${++made}`, shelf);
  expect(load().keyOf(intent)).toBe('key-1');
  expect(load().keyOf(intent)).toBe('key-1');
  expect(load().keyOf({ ...intent, amount: '26' })).toBe('key-2');
});

test('what became a payment before a reload is another payment after it', () => {
  let made = 0;
  const shelf = makeShelf();
  const load = () => createIntentKeys(() => `key-${++made}`, shelf);
  const before = load();
  expect(before.keyOf(intent)).toBe('key-1');
  before.forget();
  expect(load().keyOf(intent)).toBe('key-2');
});
