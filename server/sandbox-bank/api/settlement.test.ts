import { type Kysely, sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, migrate } from '../../lib/db.ts';
import { testDatabases } from '../../lib/test-databases.ts';
import { type BankTables, bankMigrations } from '../bank-tables.ts';
import { createLedgerService } from '../ledger/ledger-service.ts';
import { seed } from '../seed.ts';
import { paymentOf, paymentOrder, SUBJECTS } from '../testing/test-branch.ts';
import { newConsent } from './consent-store.ts';
import { orderMigrations } from './order-tables.ts';
import { startSettlement } from './settlement.ts';

const START_MS = 60_000;

describe.each(testDatabases())('settlement on $name', ({ open }) => {
  let opened: { readonly db: Database; close(): Promise<void> };
  let db: Kysely<BankTables>;

  beforeAll(async () => {
    opened = await open();
    db = opened.db.withTables<BankTables>();
    const isEarlier = ([name]: [string, unknown]) => !(name in orderMigrations);
    await migrate(opened.db, Object.fromEntries(Object.entries(bankMigrations).filter(isEarlier)));
    await receivedByAnEarlierVersion('dp-earlier');
    await migrate(opened.db, bankMigrations);
    await seed(db, new Date());
  }, START_MS);
  afterAll(() => opened?.close());

  /** Before there were other products, and days to pay on. */
  async function receivedByAnEarlierVersion(id: string): Promise<void> {
    const body = JSON.stringify(paymentOrder({ amount: '2.00' }));
    await sql`insert into consent (id, kind, client_id, status, body, customer, created_at, changed_at)
      values (${`pc-${id}`}, 'payment', 'atrium-branch', 'COND', ${body}, ${SUBJECTS.anna}, now(), now())`.execute(db);
    await sql`insert into payment (id, consent_id, status, body, created_at, changed_at)
      values (${id}, ${`pc-${id}`}, 'RCVD', ${body}, now(), now())`.execute(db);
  }

  /** A payment as a bank that was killed leaves it behind. */
  async function received(id: string, amount: string): Promise<void> {
    const order = paymentOrder({ amount });
    const now = new Date();
    const consent = newConsent('payment', 'atrium-branch', JSON.stringify(order), now);
    await db
      .insertInto('consent')
      .values({ ...consent, status: 'COND', customer: SUBJECTS.anna })
      .execute();
    const body = JSON.stringify(paymentOf(consent.id, order));
    await db
      .insertInto('payment')
      .values({ id, consent_id: consent.id, status: 'RCVD', body, due_at: now, created_at: now, changed_at: now })
      .execute();
  }

  test('what was left received is booked at the start, once each, also by two workers at the same time', async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `dp-${index}`);
    for (const id of ids) await received(id, '1.00');
    await received('dp-too-much', '99999.00');
    const workers = [startSettlement(db, pino({ level: 'silent' })), startSettlement(db, pino({ level: 'silent' }))];
    const waiting = () => db.selectFrom('payment').select('id').where('status', '=', 'RCVD').execute();
    await expect.poll(waiting).toEqual([]);
    await Promise.all(workers.map((worker) => worker.stop()));

    const rejected = await db.selectFrom('payment').select('id').where('status', '=', 'RJCT').execute();
    expect(rejected).toEqual([{ id: 'dp-too-much' }]);
    const ledger = createLedgerService(db);
    const lines = await ledger.statement('acc-anna-current', 500);
    const booked = lines.filter((line) => line.transfer_id.startsWith('dp-'));
    expect(booked.map((line) => line.transfer_id).sort()).toEqual([...ids, 'dp-earlier'].sort());
    for (const line of await ledger.trialBalance())
      expect(line).toMatchObject({ entriesMinor: 0n, balancesMatchEntries: true });
  });
});
