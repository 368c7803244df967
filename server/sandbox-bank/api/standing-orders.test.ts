import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, migrate } from '../../lib/db.ts';
import { testDatabases } from '../../lib/test-databases.ts';
import { type BankTables, bankMigrations } from '../bank-tables.ts';
import { createLedgerService } from '../ledger/ledger-service.ts';
import { consentOf, type OrderFields } from '../testing/test-orders.ts';
import type { Caller } from './access-token.ts';
import type { ApiError } from './api-error.ts';
import { cancelOrder } from './cancel-order.ts';
import { newConsent } from './consent-store.ts';
import { makeOrder } from './make-order.ts';
import type { Product } from './order-tables.ts';
import { startSettlement } from './settlement.ts';

const START_MS = 60_000;
const CLIENT = 'atrium-branch';
const BEGIN = new Date('2026-11-21T10:00:00Z');

describe.each(testDatabases())('orders for later days on $name', ({ open, concurrent }) => {
  let opened: { readonly db: Database; close(): Promise<void> };
  let db: Kysely<BankTables>;
  let ledger: ReturnType<typeof createLedgerService>;

  beforeAll(async () => {
    opened = await open();
    await migrate(opened.db, bankMigrations);
    db = opened.db.withTables<BankTables>();
    ledger = createLedgerService(db);
    await account('bank-clearing', null);
  }, START_MS);
  afterAll(() => opened?.close());

  const account = (id: string, overdraft: bigint | null, identification: string = randomUUID()) =>
    ledger.openAccount({ id, customer: 'c-1', name: id, identification, currency: 'GBP', overdraft_minor: overdraft });
  const digits = () => `2045149${String(Math.floor(Math.random() * 1e7)).padStart(7, '0')}`;

  /** Two accounts, the first with so much on it, and the order of one to pay the other, made on {@link BEGIN}. */
  async function arranged(product: Product, balance: bigint, fields: OrderFields, deviation: Partial<Caller> = {}) {
    const [debtor, creditor] = [digits(), digits()];
    const [from, to] = [`acc-${debtor}`, `acc-${creditor}`];
    await account(from, 0n, debtor);
    await account(to, 0n, creditor);
    await fund(from, balance);
    const order = consentOf('v4.0', product, { ...fields, debtor, creditor });
    const consent = newConsent('payment', CLIENT, JSON.stringify(order), BEGIN, product);
    await db
      .insertInto('consent')
      .values({ ...consent, status: 'AUTH', customer: 'c-1' })
      .execute();
    const caller = { clientId: CLIENT, customer: 'c-1', consentId: consent.id, scopes: ['payments'], ...deviation };
    const id = await db
      .transaction()
      .execute((trx) => makeOrder(trx, product, caller, { consentId: consent.id, order }, BEGIN));
    return { id, from, to };
  }
  async function fund(to: string, amountMinor: bigint): Promise<void> {
    if (amountMinor === 0n) return;
    const names = { reference: 'FUNDS', payerName: 'Outside', payeeName: to };
    const transfer = { id: randomUUID(), fromId: 'bank-clearing', toId: to, amountMinor, currency: 'GBP', ...names };
    expect((await ledger.post({ ...transfer, bookedAt: BEGIN })).ok).toBe(true);
  }

  /** The bank's day goes by: everything that is due is carried out, by as many workers. */
  async function settleOn(day: string, workers = 1): Promise<void> {
    const now = new Date(`${day}T00:00:01Z`);
    const running = Array.from({ length: workers }, () => startSettlement(db, pino({ level: 'silent' }), () => now));
    const due = () => db.selectFrom('payment').select('id').where('due_at', '<=', now).execute();
    await expect.poll(due).toEqual([]);
    await Promise.all(running.map((worker) => worker.stop()));
  }
  const balance = async (id: string) => (await ledger.account(id))?.balance_minor;
  const stateOf = (id: string) =>
    db.selectFrom('payment').select(['status', 'runs', 'due_at']).where('id', '=', id).executeTakeFirstOrThrow();
  const runsOf = async (id: string) =>
    (await db.selectFrom('standing_order_run').selectAll().where('order_id', '=', id).orderBy('number').execute()).map(
      ({ due_at, status }) => [due_at.toISOString().slice(0, 10), status],
    );
  const cancel = (id: string) => cancelOrder(db, id, CLIENT, BEGIN);
  const cancelOrBeLate = (id: string) =>
    cancel(id).then(
      () => 'CANC',
      (error: ApiError) => {
        if (error.code !== 'OrderNotCancellable') throw error;
        return 'ACSC';
      },
    );
  const refusal = (done: Promise<void>) => done.catch(({ status, code }: ApiError) => [status, code]);

  test('an order is made by the client and for the customer of its consent alone', async () => {
    const day = { day: '2026-12-01' };
    for (const deviation of [{ clientId: 'another-client' }, { customer: 'c-2' }, { customer: null }]) {
      const stolen = arranged('scheduled-payment', 5_000n, day, deviation);
      await expect(stolen).rejects.toMatchObject({ status: 403, code: 'U010' });
    }
    expect((await arranged('scheduled-payment', 5_000n, day)).id).toMatch(/^dsp-/);
  });

  test('a scheduled payment is paid on its day, not before and not again', async () => {
    const { id, from, to } = await arranged('scheduled-payment', 5_000n, { amount: '30.00', day: '2026-12-01' });
    await settleOn('2026-11-30');
    expect([await balance(from), (await stateOf(id)).status]).toEqual([5_000n, 'RCVD']);
    await settleOn('2026-12-01', 2);
    expect([await balance(from), await balance(to), (await stateOf(id)).status]).toEqual([2_000n, 3_000n, 'ACSC']);
    await settleOn('2027-01-01');
    expect(await balance(to)).toBe(3_000n);
  });

  test('a scheduled payment that the account cannot pay on its day is rejected, and is not tried again', async () => {
    const { id, from, to } = await arranged('scheduled-payment', 100n, { amount: '30.00', day: '2026-12-01' });
    await settleOn('2026-12-01');
    await fund(from, 10_000n);
    await settleOn('2026-12-02');
    expect([await balance(to), (await stateOf(id)).status]).toEqual([0n, 'RJCT']);
  });

  test('a standing order of the 31st pays once in each month, on its last day where it has no 31st', async () => {
    const order = { amount: '10.00', day: '2026-12-31', payments: 4 };
    const { id, to } = await arranged('standing-order', 100_000n, order);
    for (const day of ['2026-12-30', '2026-12-31', '2027-01-30', '2027-01-31', '2027-02-28', '2027-03-30'])
      await settleOn(day);
    expect(await runsOf(id)).toEqual([
      ['2026-12-31', 'ACSC'],
      ['2027-01-31', 'ACSC'],
      ['2027-02-28', 'ACSC'],
    ]);
    await settleOn('2027-12-31');
    expect([await balance(to), await stateOf(id)]).toEqual([4_000n, { status: 'INCO', runs: 4, due_at: null }]);
  });

  test('a bank that was down for weeks carries out each missed week once, also with several workers', async () => {
    const order = { amount: '10.00', day: '2026-12-03', every: 'week' as const };
    const { id, to } = await arranged('standing-order', 100_000n, order);
    await settleOn('2026-12-31', 3);
    expect((await runsOf(id)).map(([day]) => day)).toEqual([
      '2026-12-03',
      '2026-12-10',
      '2026-12-17',
      '2026-12-24',
      '2026-12-31',
    ]);
    expect(await balance(to)).toBe(5_000n);
  });

  test('a payment that is missed for want of funds is written down, and the next one comes', async () => {
    const { id, from, to } = await arranged('standing-order', 1_500n, { amount: '10.00', day: '2026-12-01' });
    await settleOn('2026-12-01');
    await settleOn('2027-01-01');
    await fund(from, 1_000n);
    await settleOn('2027-02-01');
    expect((await runsOf(id)).map(([, status]) => status)).toEqual(['ACSC', 'RJCT', 'ACSC']);
    expect([await balance(from), await balance(to)]).toEqual([500n, 2_000n]);
  });

  test('what is cancelled is not carried out; a standing order keeps what it has paid', async () => {
    const scheduled = await arranged('scheduled-payment', 5_000n, { day: '2026-12-01' });
    const standing = await arranged('standing-order', 5_000n, { amount: '10.00', day: '2026-12-01' });
    await cancel(scheduled.id);
    await settleOn('2026-12-01');
    await cancel(standing.id);
    await cancel(standing.id);
    await settleOn('2027-06-01');
    expect([await balance(scheduled.to), await balance(standing.to)]).toEqual([0n, 1_000n]);
    expect([(await stateOf(scheduled.id)).status, (await stateOf(standing.id)).status]).toEqual(['CANC', 'CANC']);
  });

  test('what is paid, rejected or at its end is cancelled no more, and nobody cancels for another client', async () => {
    const paid = await arranged('scheduled-payment', 5_000n, { day: '2026-12-01' });
    const ended = await arranged('standing-order', 5_000n, { day: '2026-12-01', payments: 2 });
    const foreign = cancelOrder(db, paid.id, 'another-client', BEGIN);
    expect(await refusal(foreign)).toEqual([403, 'U010']);
    expect(await refusal(cancel('dsp-unknown'))).toEqual([400, 'U011']);
    await settleOn('2027-01-01');
    for (const { id } of [paid, ended]) expect(await refusal(cancel(id))).toEqual([409, 'OrderNotCancellable']);
    expect([(await stateOf(paid.id)).status, (await stateOf(ended.id)).status]).toEqual(['ACSC', 'INCO']);
  });

  test.runIf(concurrent)(
    'of a cancellation and an execution at once one wins, and both tell the same story',
    async () => {
      for (let round = 0; round < 12; round++) {
        const day = `2027-03-${String(round + 1).padStart(2, '0')}`;
        const orders = await Promise.all(
          Array.from({ length: 6 }, () => arranged('scheduled-payment', 5_000n, { amount: '30.00', day })),
        );
        const workers = settleOn(day, 3);
        const cancelled = await Promise.all(orders.map(({ id }) => cancelOrBeLate(id)));
        await workers;
        for (const [index, { id, from, to }] of orders.entries()) {
          const { status } = await stateOf(id);
          expect(status).toBe(cancelled[index]);
          expect([await balance(from), await balance(to)]).toEqual(status === 'CANC' ? [5_000n, 0n] : [2_000n, 3_000n]);
        }
      }
      for (const line of await ledger.trialBalance())
        expect(line).toMatchObject({ entriesMinor: 0n, balancesMatchEntries: true });
    },
    60_000,
  );
});
