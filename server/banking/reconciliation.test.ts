import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { ok, refuse } from '../../shared/result.ts';
import type { StaffPrincipal } from '../lib/principal.ts';
import { testDatabases } from '../lib/test-databases.ts';
import { createLogger } from '../logger.ts';
import type { BankTransaction } from './bank-adapter.ts';
import { differenceOf, lookUpOnStatement, STUCK_AFTER_MS } from './reconciliation-rules.ts';
import { COMPARE_EVERY_MS, createReconciliationService } from './reconciliation-service.ts';
import { createReconciliationStore, reconciliationMigrations } from './reconciliation-store.ts';
import { anna, usePaymentHouse } from './testing/payment-house.ts';

const supervisor: StaffPrincipal = {
  kind: 'staff',
  sessionId: 's-1',
  subject: 'e-1',
  legalName: 'Elena',
  pseudonym: 'crane-7',
  roles: ['supervisor'],
};

test.each([
  ['booked', 'consumed', 'booked', null],
  ['booked', 'consumed', 'rejected', 'booked-here-only'],
  ['booked', 'consumed', 'accepted', 'booked-here-only'],
  ['expired', 'consumed', null, 'made-at-bank-only'],
  ['cancelled', 'consumed', 'booked', 'made-at-bank-only'],
  ['cancelled', 'consumed', 'cancelled', null],
  ['rejected', 'consumed', 'rejected', null],
  ['rejected', 'rejected', null, null],
  ['expired', 'authorised', null, null],
  ['needs-review', 'consumed', null, 'outcome-open'],
  ['awaiting-approval', 'awaiting', null, null],
  ['scheduled', 'consumed', 'scheduled', null],
] as const)('%s here, %s and %s at the bank: %s', (state, consent, status, expected) => {
  const payment = status ? { id: 'dp-1', status } : null;
  expect(differenceOf(state, { consent, payment }, 1000)).toBe(expected);
});

test('what is on its way for more than a day is stuck, unless it waits for its day', () => {
  const side = { consent: 'awaiting', payment: null } as const;
  expect(differenceOf('unknown', side, STUCK_AFTER_MS + 1)).toBe('stuck');
  expect(differenceOf('scheduled', side, STUCK_AFTER_MS + 1)).toBeNull();
});

describe('a statement', () => {
  const at = (minutes: number) => new Date(Date.UTC(2026, 10, 21, 10, minutes));
  const payment = (id: string, minutes: number) => ({
    id,
    amountMinor: 500n,
    reference: 'Lunch',
    orderedAt: at(minutes),
    bookedAt: at(minutes + 1),
  });
  const line = (minutes: number, changes: Partial<BankTransaction> = {}): BankTransaction => ({
    id: `t-${minutes}`,
    bookedAt: at(minutes),
    amount: { minor: -500n, currency: 'GBP' },
    counterparty: 'Oliver',
    reference: 'Lunch',
    ...changes,
  });
  const later = at(200);

  test('shows each payment once: two alike need two lines', () => {
    const booked = [payment('a', 5), payment('b', 6)];
    expect(lookUpOnStatement(booked, [line(0), line(6), line(7)], later)).toEqual({ shown: ['a', 'b'], missing: [] });
    expect(lookUpOnStatement(booked, [line(0), line(6)], later)).toEqual({ shown: ['a'], missing: ['b'] });
  });

  test.each([
    ['another amount', { amount: { minor: -501n, currency: 'GBP' } }],
    ['money that arrived', { amount: { minor: 500n, currency: 'GBP' } }],
    ['another reference', { reference: 'Dinner' }],
  ])('a line with %s is another’s', (_what, changes) => {
    expect(lookUpOnStatement([payment('a', 5)], [line(0), line(6, changes)], later).missing).toEqual(['a']);
  });

  test('is not asked for what it does not reach back to, nor for what was just booked', () => {
    expect(lookUpOnStatement([payment('a', 5)], [line(6, { reference: 'x' })], later)).toEqual({
      shown: [],
      missing: [],
    });
    expect(lookUpOnStatement([payment('a', 5)], [], later)).toEqual({ shown: [], missing: [] });
    expect(lookUpOnStatement([payment('a', 5)], [line(0)], at(30))).toEqual({ shown: [], missing: [] });
  });
});

describe.each(testDatabases())('reconciliation on $name', (database) => {
  const { house, until, created, time, db } = usePaymentHouse(database, reconciliationMigrations);
  // The row is the migration's own.
  beforeEach(() => sql`update reconciliation_run set started_at = '2000-01-01', ended_at = null`.execute(db()));

  function reconciling(scripted = house()) {
    const service = createReconciliationService({
      store: createReconciliationStore(db()),
      bank: scripted.bank,
      clock: () => new Date(time.now),
      logger: createLogger('test', 'silent'),
    });
    const found = async () => {
      const listed = await service.list(supervisor);
      return listed.ok ? listed.value.differences.map(({ paymentId, kind }) => [paymentId, kind]) : listed.error;
    };
    const compare = () => {
      time.now += COMPARE_EVERY_MS;
      return service.compare();
    };
    return { ...scripted, reconciliation: service, found, compare };
  }

  test('a booked payment that the bank took back is found, named once, and gone when the books agree', async () => {
    const { service, store, script, startWorker, compare, found } = reconciling();
    const payment = await created(service);
    startWorker();
    await until(store, payment.id, 'booked');
    script.consent = 'consumed';
    await compare();
    expect(await found()).toEqual([]);
    script.outcome = ok({ id: 'dp-1', status: 'rejected' });
    await compare();
    await compare();
    expect(await found()).toEqual([[payment.id, 'booked-here-only']]);
    script.outcome = refuse('bank-unavailable');
    await compare();
    expect(await found()).toHaveLength(1);
    script.outcome = ok({ id: 'dp-1', status: 'booked' });
    await compare();
    expect(await found()).toEqual([]);
  });

  test('one process compares at a time', async () => {
    const { service, store, bank, script, startWorker, reconciliation } = reconciling();
    const payment = await created(service);
    startWorker();
    await until(store, payment.id, 'booked');
    script.consent = 'consumed';
    let reads = 0;
    const read = bank.readPaymentConsent;
    bank.readPaymentConsent = (...call) => {
      reads += 1;
      return read(...call);
    };
    time.now += COMPARE_EVERY_MS;
    await Promise.all(Array.from({ length: 4 }, () => reconciliation.compare()));
    expect(reads).toBe(1);
  });

  test('a payment that its statement does not show is found in the customer’s session', async () => {
    const { service, store, startWorker, reconciliation, found } = reconciling();
    const payment = await created(service);
    startWorker();
    await until(store, payment.id, 'booked');
    time.now += 2 * 60 * 60_000;
    const line = (reference: string, bookedAt: number): BankTransaction => ({
      id: reference,
      bookedAt: new Date(bookedAt),
      amount: { minor: -500n, currency: 'GBP' },
      counterparty: 'Oliver',
      reference,
    });
    const old = line('Rent', Date.parse('2026-11-01T00:00:00Z'));
    await reconciliation.compareStatement(anna, 'acc', [old]);
    expect(await found()).toEqual([[payment.id, 'no-transaction']]);
    await reconciliation.compareStatement(anna, 'acc', [line('Lunch', time.now), old]);
    expect(await found()).toEqual([]);
  });

  test('differences are for supervisors alone', async () => {
    const { reconciliation } = reconciling();
    expect(await reconciliation.list(supervisor)).toMatchObject({ ok: true });
    expect(await reconciliation.list({ ...supervisor, roles: ['consultant'] })).toEqual({
      ok: false,
      error: 'role-missing',
    });
  });
});
