import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { PaymentIntent } from '../../shared/payment.ts';
import { ok, refuse } from '../../shared/result.ts';
import { testDatabases } from '../lib/test-databases.ts';
import { LEASE_MS } from './payment-store.ts';
import { anna, CONSENT, grant, intent, usePaymentHouse } from './testing/payment-house.ts';

describe.each(testDatabases())('a payment on $name', (database) => {
  const { house, until, created, time, db } = usePaymentHouse(database);

  test('goes from intent to booked, sent once, with every step in its history', async () => {
    const { service, store, calls, startWorker } = house();
    const payment = await created(service);
    startWorker();
    const row = await until(store, payment.id, 'booked');
    expect(row).toMatchObject({
      bank_payment_id: 'dp-1',
      payment_grant: null,
      submit_body: null,
      approval_request: null,
    });
    expect((await store.history(payment.id)).map(({ to_state }) => to_state)).toEqual([
      'draft',
      'consent-requested',
      'awaiting-approval',
      'approved',
      'submitting',
      'accepted',
      'booked',
    ]);
    expect([calls.sent.length, calls.approvals]).toEqual([1, 1]);
  });

  test('two workers of two processes do each step once', async () => {
    const { service, store, calls, startWorker } = house();
    const payments = await Promise.all(Array.from({ length: 4 }, () => created(service)));
    startWorker();
    startWorker();
    for (const { id } of payments) await until(store, id, 'booked');
    expect(new Set(calls.sent.map(({ key }) => key)).size).toBe(4);
    expect(calls.sent.length).toBe(4);
  });

  test('a submit whose answer is lost is repeated with the same key and body, never another', async () => {
    const { service, store, calls, script, startWorker } = house();
    script.submitted = [refuse('outcome-unknown'), refuse('outcome-unknown'), ok({ id: 'dp-1', status: 'booked' })];
    const payment = await created(service);
    startWorker();
    await until(store, payment.id, 'booked');
    expect(calls.sent.length).toBe(3);
    expect(new Set(calls.sent.map(({ key, body }) => key + body)).size).toBe(1);
  });

  test('a worker that died while sending: the next one asks what became of it, and learns the payment by the same key', async () => {
    const { service, store, calls, script, startWorker } = house();
    const payment = await created(service);
    let died: () => void = () => {};
    const dead = new Promise<void>((resolve) => {
      died = resolve;
    });
    // The first process never gets its answer.
    const hanging = house();
    hanging.bank.submitPayment = async (submission) => {
      calls.sent.push(submission);
      died();
      return new Promise(() => {});
    };
    hanging.startWorker({ abandoned: true });
    for (let turn = 0; turn < 200 && calls.sent.length === 0; turn++) {
      time.now += 1000;
      await new Promise((resume) => setTimeout(resume, 20));
    }
    await dead;
    script.consent = 'consumed';
    time.now += LEASE_MS + 1;
    startWorker();
    await until(store, payment.id, 'booked');
    expect(calls.sent.length).toBe(2);
    expect(calls.sent[0]?.key).toBe(calls.sent[1]?.key);
    expect((await store.history(payment.id)).map(({ to_state }) => to_state)).toContain('unknown');
  });

  test.each([
    ['another customer', { subject: 'c-oliver' }],
    ['another consent', { consentId: 'pc-2' }],
  ])('an approval of %s sends nothing', async (_whose, changes) => {
    const { service, store, calls, script, startWorker } = house();
    const entitled = await created(service);
    startWorker();
    await until(store, entitled.id, 'booked');
    script.approval = ok({ ...grant, ...changes });
    const payment = await created(service);
    expect(await until(store, payment.id, 'expired')).toMatchObject({ failure: 'approval-lost' });
    expect(calls.sent).toHaveLength(1);
  });

  test.each([
    ['approval-denied', 'cancelled', 'denied-by-customer'],
    ['approval-expired', 'expired', 'approval-expired'],
    ['approval-lost', 'expired', 'approval-lost'],
  ] as const)('%s ends it as %s, and sends nothing', async (error, state, failure) => {
    const { service, store, calls, script, startWorker } = house();
    script.approval = refuse(error);
    const payment = await created(service);
    startWorker();
    expect(await until(store, payment.id, state)).toMatchObject({ failure });
    expect(calls.sent).toEqual([]);
  });

  test('a request that the bank has forgotten after its time was not lost but expired', async () => {
    const { service, store, script, startWorker } = house();
    script.approval = refuse('approval-lost');
    script.approvalExpiresAt = new Date(time.now);
    const payment = await created(service);
    startWorker();
    expect(await until(store, payment.id, 'expired')).toMatchObject({ failure: 'approval-expired' });
  });

  test('approval that was asked for before a crash is not asked for again', async () => {
    const { service, store, calls, startWorker } = house();
    const payment = await created(service);
    const claimed = await store.claimDue(randomUUID(), new Date(time.now));
    if (!claimed) throw new Error('nothing was due');
    const requested = await store.move(claimed, 'consent-requested', new Date(time.now), {
      consent_id: CONSENT,
      hold: true,
    });
    if (!requested) throw new Error('not moved');
    expect(await store.markApprovalAsked(requested, new Date(time.now))).toBe(true);
    expect(await store.markApprovalAsked(requested, new Date(time.now))).toBe(false);
    time.now += LEASE_MS + 1;
    startWorker();
    expect(await until(store, payment.id, 'expired')).toMatchObject({ failure: 'approval-lost' });
    expect(calls.approvals).toBe(0);
  });

  test('a change of mind before approval wins, and after it is refused', async () => {
    const { service, store, calls, script, startWorker } = house();
    script.approval = refuse('approval-pending');
    const payment = await created(service);
    startWorker();
    await until(store, payment.id, 'awaiting-approval');
    expect(await service.cancel(anna, payment.id)).toMatchObject({ ok: true, value: { state: 'cancelling' } });
    script.approval = ok(grant);
    time.now += 60_000;
    const other = await created(service);
    await until(store, other.id, 'booked');
    expect((await store.find(payment.id))?.state).toBe('cancelled');
    expect(await service.cancel(anna, other.id)).toEqual({ ok: false, error: 'payment-not-cancellable' });
    expect(calls.sent.length).toBe(1);
  });

  test('one form sent many times at once is one payment; its key with other words is refused; another customer has keys of their own', async () => {
    const { service, store } = house();
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 8 }, () => service.create(anna, key, intent)));
    expect(new Set(answers.map((answer) => answer.ok && answer.value.id)).size).toBe(1);
    const otherWords: Partial<PaymentIntent>[] = [
      { amount: '6.00' },
      { debtorAccountId: 'acc-2' },
      { payee: { kind: 'account', name: 'Oliver', identification: '20451455779912' } },
      { reference: 'Supper' },
      { schedule: { kind: 'once', on: '2026-12-01' } },
    ];
    for (const words of otherWords)
      expect(await service.create(anna, key, { ...intent, ...words })).toEqual({ ok: false, error: 'key-reused' });
    const oliver = await service.create({ ...anna, subject: 'c-oliver' }, key, intent);
    expect(oliver.ok && answers[0]?.ok && oliver.value.id !== answers[0].value.id).toBe(true);
    expect(await store.latest('c-anna', 20)).toHaveLength(1);
  });

  test('what was refused may be corrected under its key', async () => {
    const { service } = house();
    const key = randomUUID();
    const tooMuch = { ...intent, amount: '101.00' };
    expect(await service.create(anna, key, tooMuch)).toEqual({ ok: false, error: 'insufficient-funds' });
    expect((await service.create(anna, key, intent)).ok).toBe(true);
  });

  test('another customer neither reads, lists nor cancels a payment', async () => {
    const { service } = house();
    const { id } = await created(service);
    const oliver = { ...anna, subject: 'c-oliver' };
    expect(await service.read(anna, id)).toMatchObject({ ok: true, value: { id } });
    expect(await service.read(oliver, id)).toEqual({ ok: false, error: 'payment-unknown' });
    expect(await service.list(oliver)).toEqual([]);
    expect(await service.cancel(oliver, id)).toEqual({ ok: false, error: 'payment-unknown' });
    expect(await service.cancel(anna, id)).toMatchObject({ ok: true, value: { state: 'cancelled' } });
  });

  test('too many open payments are refused', async () => {
    const { service } = house();
    for (let count = 0; count < 5; count++) await created(service);
    expect(await service.create(anna, randomUUID(), intent)).toEqual({ ok: false, error: 'too-many-open-payments' });
  });

  test('history is only ever added to', async () => {
    const { service, store } = house();
    const payment = await created(service);
    expect(await store.history(payment.id)).toHaveLength(1);
    const table = db().withTables<{ payment_history: { payment_id: string; to_state: string } }>();
    await expect(table.updateTable('payment_history').set({ to_state: 'booked' }).execute()).rejects.toThrow(
      /append-only/,
    );
    await expect(table.deleteFrom('payment_history').execute()).rejects.toThrow(/append-only/);
  });
});
