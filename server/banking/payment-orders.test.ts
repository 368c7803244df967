import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { PaymentIntent } from '../../shared/payment.ts';
import { ok, refuse } from '../../shared/result.ts';
import { testDatabases } from '../lib/test-databases.ts';
import { account, anna, intent, scriptedBank, usePaymentHouse } from './testing/payment-house.ts';

const ON_A_DAY: PaymentIntent['schedule'] = { kind: 'once', on: '2026-12-01' };

/** A bank with everything the port names beyond the standard. */
function capableBank() {
  const scripted = scriptedBank();
  const withdrawn: string[] = [];
  const stopped: string[] = [];
  scripted.capabilities.withdrawConsent = async (id) => {
    withdrawn.push(id);
    return ok('withdrawn');
  };
  scripted.capabilities.cancelOrder = async (id) => {
    stopped.push(id);
    return ok('cancelled');
  };
  return { ...scripted, withdrawn, stopped };
}

describe.each(testDatabases())('orders on $name', (database) => {
  const { house, until, created, time } = usePaymentHouse(database);

  test('a change of mind before approval is told to the bank, which then takes no approval', async () => {
    const scripted = capableBank();
    scripted.script.approval = refuse('approval-pending');
    const { service, store, calls, startWorker } = house(scripted);
    const payment = await created(service);
    startWorker();
    await until(store, payment.id, 'awaiting-approval');
    expect(await service.cancel(anna, payment.id)).toMatchObject({ ok: true, value: { state: 'cancelling' } });
    expect(await until(store, payment.id, 'cancelled')).toMatchObject({ failure: 'cancelled-by-customer' });
    expect(scripted.withdrawn).toEqual(['pc-1']);
    expect(calls.sent).toEqual([]);
  });

  test('a bank that is away hears of it later; one that made a payment of a withdrawn consent is asked about', async () => {
    const scripted = capableBank();
    scripted.script.approval = refuse('approval-pending');
    const answers = [refuse('bank-unavailable'), refuse('bank-unavailable'), refuse('already-consumed')];
    scripted.capabilities.withdrawConsent = async () => answers.shift() ?? ok('withdrawn');
    const { service, store, startWorker } = house(scripted);
    const payment = await created(service);
    startWorker();
    await until(store, payment.id, 'awaiting-approval');
    await service.cancel(anna, payment.id);
    await until(store, payment.id, 'needs-review');
    expect(answers).toEqual([]);
  });

  test('an order for a later day waits for its day, and is paid', async () => {
    const scripted = capableBank();
    scripted.script.submitted = [ok({ id: 'dsp-1', status: 'scheduled' })];
    scripted.script.outcome = ok({ id: 'dsp-1', status: 'scheduled' });
    const { service, store, script, startWorker } = house(scripted);
    const payment = await created(service, { schedule: ON_A_DAY });
    startWorker();
    await until(store, payment.id, 'scheduled');
    expect(await service.read(anna, payment.id)).toMatchObject({ value: { cancellable: true, receipt: true } });
    script.outcome = ok({ id: 'dsp-1', status: 'booked' });
    time.now += 60 * 60_000;
    await until(store, payment.id, 'booked');
    expect(await service.cancel(anna, payment.id)).toEqual({ ok: false, error: 'payment-not-cancellable' });
  });

  test('an order for a later day is stopped at the bank until the bank pays it', async () => {
    const scripted = capableBank();
    scripted.script.submitted = [ok({ id: 'dsp-1', status: 'scheduled' }), ok({ id: 'dsp-2', status: 'scheduled' })];
    scripted.script.outcome = ok({ id: 'dsp-1', status: 'scheduled' });
    const { service, store, script, capabilities, startWorker } = house(scripted);
    const payment = await created(service, { schedule: ON_A_DAY });
    startWorker();
    await until(store, payment.id, 'scheduled');
    await service.cancel(anna, payment.id);
    await until(store, payment.id, 'cancelled');
    expect(scripted.stopped).toEqual(['dsp-1']);

    const late = await created(service, { schedule: ON_A_DAY });
    await until(store, late.id, 'scheduled');
    capabilities.cancelOrder = async () => refuse('too-late');
    script.outcome = ok({ id: 'dsp-2', status: 'booked' });
    await service.cancel(anna, late.id);
    expect(await until(store, late.id, 'booked')).toMatchObject({ failure: null });
  });

  test('what the customer stopped at the bank itself is learned from the bank', async () => {
    const scripted = capableBank();
    scripted.script.submitted = [ok({ id: 'dso-1', status: 'scheduled' })];
    scripted.script.outcome = ok({ id: 'dso-1', status: 'cancelled' });
    const { service, store, startWorker } = house(scripted);
    const schedule = { kind: 'repeat', first: '2026-12-01', every: 'month', payments: null } as const;
    const payment = await created(service, { schedule });
    startWorker();
    expect(await until(store, payment.id, 'cancelled')).toMatchObject({ failure: 'cancelled-by-bank' });
  });

  test('a bank without these powers is not offered them', async () => {
    const { service, store, script, startWorker } = house();
    script.submitted = [ok({ id: 'dsp-1', status: 'scheduled' })];
    script.outcome = ok({ id: 'dsp-1', status: 'scheduled' });
    const payment = await created(service, { schedule: ON_A_DAY });
    startWorker();
    await until(store, payment.id, 'scheduled');
    expect(await service.read(anna, payment.id)).toMatchObject({ value: { cancellable: false } });
    expect(await service.cancel(anna, payment.id)).toEqual({ ok: false, error: 'payment-not-cancellable' });
    const payee = { kind: 'phone', phone: '+447700900123' } as const;
    expect(await service.create(anna, randomUUID(), { ...intent, payee })).toEqual({
      ok: false,
      error: 'payee-unknown',
    });
  });

  test('a phone number pays whom the bank names and nobody else, and does not tell their account', async () => {
    const scripted = capableBank();
    scripted.capabilities.resolveAlias = async (phone) =>
      phone === '+447700900123' ? ok({ identification: '20451455779911', name: 'Oliver B.' }) : refuse('alias-unknown');
    const { service, store } = house(scripted);
    const payment = await created(service, { payee: { kind: 'phone', phone: '+447700900123' } });
    expect(payment).toMatchObject({
      payeeKind: 'phone',
      payee: { name: 'Oliver B.', identification: '••••9911' },
    });
    expect((await store.find(payment.id))?.payee_identification).toBe('20451455779911');
    const other = { ...intent, payee: { kind: 'phone', phone: '+447700900999' } } as const;
    expect(await service.create(anna, randomUUID(), other)).toEqual({ ok: false, error: 'payee-unknown' });
  });

  test('a currency without limits is not paid in', async () => {
    const scripted = capableBank();
    const { service } = house(scripted);
    expect(await service.create(anna, randomUUID(), intent)).toMatchObject({ ok: true });
    const francs = { minor: 10_000n, currency: 'CHF' };
    scripted.bank.readAccount = async () => ok({ ...account, currency: 'CHF', available: francs, booked: francs });
    const refused = await service.create(anna, randomUUID(), { ...intent, currency: 'CHF' });
    expect(refused).toEqual({ ok: false, error: 'currency-mismatch' });
  });

  test('orders at once never exceed what a day holds', async () => {
    const scripted = capableBank();
    // The suite's house lets 20,000.00 out in a day, and 10,000.00 at a time.
    scripted.bank.readAccount = async () => ok({ ...account, available: { minor: 100_000_000n, currency: 'GBP' } });
    const { service, store } = house(scripted);
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => service.create(anna, randomUUID(), { ...intent, amount: '8000' })),
    );
    const refused = answers.filter((answer) => !answer.ok);
    expect(refused).toEqual(Array.from({ length: 2 }, () => ({ ok: false, error: 'amount-over-day-limit' })));
    expect(await store.latest('c-anna', 20)).toHaveLength(2);
    time.now += 24 * 60 * 60_000;
    expect(await service.create(anna, randomUUID(), { ...intent, amount: '8000' })).toMatchObject({ ok: true });
  });
});
