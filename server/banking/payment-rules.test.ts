import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatAmount } from '../../shared/money.ts';
import { type PaymentIntent, PaymentState } from '../../shared/payment.ts';
import {
  backoffMs,
  checkIntent,
  isCancellable,
  isFinal,
  isKeyAlive,
  KEY_LIFETIME_MS,
  makeBindingCode,
  TRANSITIONS,
} from './payment-rules.ts';

const debtor = { identification: '20451431926819', currency: 'GBP', available: { minor: 50_000n, currency: 'GBP' } };
const LIMIT = 1_000_000n;

function intent(changes: Partial<PaymentIntent> = {}): PaymentIntent {
  return {
    debtorAccountId: 'acc',
    payee: { name: 'Oliver', identification: '20451455779911' },
    amount: '25.40',
    currency: 'GBP',
    reference: 'Lunch',
    ...changes,
  };
}

test('an ordinary payment is let through, in minor units', () => {
  expect(checkIntent(intent(), debtor, LIMIT)).toEqual({ ok: true, value: 2540n });
  expect(checkIntent(intent({ amount: '500' }), debtor, LIMIT)).toEqual({ ok: true, value: 50_000n });
});

test.each([
  ['-5', 'amount-not-positive'],
  ['-5.00', 'amount-not-positive'],
  ['0', 'amount-not-positive'],
  ['0.00', 'amount-not-positive'],
  ['1.001', 'amount-too-precise'],
  ['1e3', 'amount-malformed'],
  ['1,000', 'amount-malformed'],
  ['', 'amount-malformed'],
  ['NaN', 'amount-malformed'],
  ['١٢', 'amount-malformed'],
  ['12345678901234', 'amount-malformed'],
  ['500.01', 'insufficient-funds'],
] as const)('the amount %s is refused as %s', (amount, error) => {
  expect(checkIntent(intent({ amount }), debtor, LIMIT)).toEqual({ ok: false, error });
});

test('more than the limit, another currency and paying oneself are refused', () => {
  expect(checkIntent(intent({ amount: '400' }), debtor, 30_000n)).toEqual({ ok: false, error: 'amount-over-limit' });
  expect(checkIntent(intent({ currency: 'EUR' }), debtor, LIMIT)).toEqual({ ok: false, error: 'currency-mismatch' });
  expect(checkIntent(intent({ payee: { name: 'Me', identification: debtor.identification } }), debtor, LIMIT)).toEqual({
    ok: false,
    error: 'payee-is-debtor',
  });
});

test('whatever is written as an amount, what is let through is positive, affordable and exact', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.double().map(String),
        fc.bigInt({ min: -100n, max: 100_000n }).map((minor) => formatAmount({ minor, currency: 'GBP' })),
      ),
      (amount) => {
        const checked = checkIntent(intent({ amount }), debtor, LIMIT);
        if (!checked.ok) return;
        expect(checked.value).toBeGreaterThan(0n);
        expect(checked.value).toBeLessThanOrEqual(debtor.available.minor);
        expect(Number(amount)).toBeCloseTo(Number(checked.value) / 100, 9);
      },
    ),
    { numRuns: 1000 },
  );
});

test('a final state leads nowhere, and every other leads to a final one', () => {
  const reaches = (state: PaymentState, seen = new Set<PaymentState>()): boolean =>
    isFinal(state) || TRANSITIONS[state].some((next) => !seen.has(next) && reaches(next, seen.add(state)));
  for (const state of PaymentState.options) {
    expect(TRANSITIONS[state].length === 0, state).toBe(isFinal(state));
    expect(reaches(state), state).toBe(true);
  }
});

test('money is only ever booked by way of a submission, and once approved nothing is cancelled', () => {
  const intoBooked = PaymentState.options.filter((state) => TRANSITIONS[state].includes('booked'));
  expect(intoBooked).toEqual(['submitting', 'accepted', 'unknown']);
  expect(PaymentState.options.filter(isCancellable)).toEqual(['created', 'consent-requested', 'awaiting-approval']);
  expect(TRANSITIONS.unknown).not.toContain('submitting');
});

test('a key is not used near the end of its life at the bank', () => {
  const made = new Date(0);
  expect(isKeyAlive(made, new Date(KEY_LIFETIME_MS / 2))).toBe(true);
  expect(isKeyAlive(made, new Date(KEY_LIFETIME_MS - 1))).toBe(false);
});

test('a binding code is six letters and digits that are not mistaken for each other', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 6, maxLength: 6 }),
      (random) => {
        expect(makeBindingCode(random)).toMatch(/^[ACDEFHJKLMNPRTUVWXY34679]{3}-[ACDEFHJKLMNPRTUVWXY34679]{3}$/);
      },
    ),
  );
});

test('waiting grows from a second to about half a minute and no further', () => {
  expect(backoffMs(0, 0)).toBe(1000);
  expect(backoffMs(1, 0)).toBe(2000);
  expect(backoffMs(50, 1)).toBe(36_000);
});
