import { expect, test } from 'vitest';
import type { Payment } from '../../../shared/payment.ts';
import { progressTexts, wordsOfState } from './progress-texts.ts';

const payment = {
  state: 'cancelled',
  failure: 'cancelled-by-customer',
  schedule: { kind: 'now' },
  bankPaymentId: null,
} as Payment;
const monthly: Payment['schedule'] = { kind: 'repeat', first: '2026-12-01', every: 'month', payments: null };
const say = (change: Partial<Payment>) => wordsOfState(progressTexts.en, { ...payment, ...change });

test('a payment that came to nothing says that nothing left the account', () => {
  expect(say({})).toEqual({ heading: 'Not paid', reason: 'You cancelled it. Nothing left your account.' });
  expect(say({ schedule: monthly }).reason).toContain('Nothing left your account');
});

test('a standing order that the bank had taken never says so: it may have paid before', () => {
  const { heading, reason } = say({ schedule: monthly, bankPaymentId: 'so-1' });
  expect(heading).toBe('Order cancelled');
  expect(reason).toContain('What it paid before stands');
  expect(reason).not.toContain('Nothing left');
});

test('an order on a day has paid nothing when it is cancelled', () => {
  const once: Payment['schedule'] = { kind: 'once', on: '2026-12-01' };
  expect(say({ schedule: once, bankPaymentId: 'sp-1', failure: 'cancelled-by-bank' })).toEqual({
    heading: 'Order cancelled',
    reason: 'The bank cancelled it. Nothing left your account.',
  });
});
