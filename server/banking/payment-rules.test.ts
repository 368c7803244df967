import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatAmount } from '../../shared/money.ts';
import { type PaymentIntent, PaymentState } from '../../shared/payment.ts';
import {
  backoffMs,
  cancelledInto,
  checkIntent,
  checkOrdered,
  dayOf,
  isFinal,
  isKeyAlive,
  KEY_LIFETIME_MS,
  makeBindingCode,
  outcomePollMs,
  TRANSITIONS,
} from './payment-rules.ts';

const debtor = { identification: '20451431926819', currency: 'GBP', available: { minor: 50_000n, currency: 'GBP' } };
const payee = { identification: '20451455779911' };
const context = { debtor, payee, limits: { paymentMinor: 1_000_000n, dayMinor: 2_000_000n }, today: '2026-11-21' };

function intent(changes: Partial<PaymentIntent> = {}): PaymentIntent {
  return {
    debtorAccountId: 'acc',
    payee: { kind: 'account', name: 'Oliver', identification: payee.identification },
    amount: '25.40',
    currency: 'GBP',
    reference: 'Lunch',
    schedule: { kind: 'now' },
    ...changes,
  };
}

test('an ordinary payment is let through, in minor units', () => {
  expect(checkIntent(intent(), context)).toEqual({ ok: true, value: 2540n });
  expect(checkIntent(intent({ amount: '500' }), context)).toEqual({ ok: true, value: 50_000n });
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
  expect(checkIntent(intent({ amount }), context)).toEqual({ ok: false, error });
});

test('to one’s own account of another currency nothing is sent', () => {
  const own = (currency: string) => checkIntent(intent(), { ...context, payee: { ...payee, currency } });
  expect(own('GBP')).toEqual({ ok: true, value: 2540n });
  expect(own('EUR')).toEqual({ ok: false, error: 'currency-mismatch' });
});

test('more than the limit, another currency and paying oneself are refused', () => {
  expect(
    checkIntent(intent({ amount: '400' }), { ...context, limits: { paymentMinor: 30_000n, dayMinor: 1n } }),
  ).toEqual({ ok: false, error: 'amount-over-limit' });
  expect(checkIntent(intent({ currency: 'EUR' }), context)).toEqual({ ok: false, error: 'currency-mismatch' });
  expect(checkIntent(intent(), { ...context, payee: debtor })).toEqual({
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
        const checked = checkIntent(intent({ amount }), context);
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

test('money is only ever booked by way of a submission, and what was approved is not cancelled before it is known', () => {
  const into = (state: PaymentState) => PaymentState.options.filter((from) => TRANSITIONS[from].includes(state));
  expect(into('booked')).toEqual(['submitting', 'accepted', 'scheduled', 'unknown']);
  expect(TRANSITIONS.unknown).not.toContain('submitting');
  const cancellable = PaymentState.options.filter((state) => cancelledInto(state) !== null);
  expect(cancellable).toEqual(['draft', 'consent-requested', 'awaiting-approval', 'scheduled']);
  for (const state of cancellable) expect(TRANSITIONS[state]).toContain(cancelledInto(state));
});

test.each([
  [{ kind: 'once', on: '2026-11-21' }, 'today is not a later day'],
  [{ kind: 'once', on: '2026-11-20' }, 'yesterday'],
  [{ kind: 'once', on: '2027-11-22' }, 'more than a year ahead'],
  [{ kind: 'repeat', first: '2026-11-21', every: 'month', payments: null }, 'a standing order from today'],
] as const)('%o is refused: %s', (schedule, _why) => {
  expect(checkIntent(intent({ schedule }), context)).toEqual({ ok: false, error: 'date-not-possible' });
});

test('what is paid on a later day is not held against what is there today', () => {
  const amount = '600';
  expect(checkIntent(intent({ amount }), context)).toEqual({ ok: false, error: 'insufficient-funds' });
  for (const schedule of [
    { kind: 'once', on: '2026-11-22' },
    { kind: 'repeat', first: '2027-11-21', every: 'week', payments: 3 },
  ] as const)
    expect(checkIntent(intent({ amount, schedule }), context)).toEqual({ ok: true, value: 60_000n });
});

test('a day holds what its limit says and no more; own transfers do not count; at most five are on their way', () => {
  const limits = { paymentMinor: 100n, dayMinor: 250n };
  const asked = { amountMinor: 100n, isOwnTransfer: false };
  expect(checkOrdered({ openPayments: 4, todayMinor: 150n }, asked, limits)).toMatchObject({ ok: true });
  expect(checkOrdered({ openPayments: 0, todayMinor: 151n }, asked, limits)).toEqual({
    ok: false,
    error: 'amount-over-day-limit',
  });
  expect(checkOrdered({ openPayments: 0, todayMinor: 250n }, { ...asked, isOwnTransfer: true }, limits)).toMatchObject({
    ok: true,
  });
  expect(checkOrdered({ openPayments: 5, todayMinor: 0n }, asked, limits)).toEqual({
    ok: false,
    error: 'too-many-open-payments',
  });
});

test('a day begins and ends where the bank is, in summer and in winter', () => {
  expect(dayOf(new Date('2026-07-01T22:59:59Z'), 'Europe/London')).toBe('2026-07-01');
  expect(dayOf(new Date('2026-07-01T23:00:00Z'), 'Europe/London')).toBe('2026-07-02');
  expect(dayOf(new Date('2026-12-01T23:59:59Z'), 'Europe/London')).toBe('2026-12-01');
  expect(dayOf(new Date('2026-12-01T21:00:00Z'), 'Europe/Moscow')).toBe('2026-12-02');
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

test('a bank that has taken a payment is asked soon what became of it, and then ever less often', () => {
  expect(outcomePollMs(-50)).toBe(100);
  expect(outcomePollMs(0)).toBe(100);
  expect(outcomePollMs(800)).toBe(800);
  expect(outcomePollMs(3_600_000)).toBe(30_000);
});
