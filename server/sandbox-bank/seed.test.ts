import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, migrate } from '../lib/db.ts';
import { testDatabases } from '../lib/test-databases.ts';
import { type BankTables, bankMigrations } from './bank-tables.ts';
import { DEMO_ACCOUNTS, DEMO_STANDING_ORDERS } from './demo-books.ts';
import { DEMO_SIGN_INS } from './demo-people.ts';
import { createLedgerService } from './ledger/ledger-service.ts';
import { seed } from './seed.ts';

const START_MS = 60_000;
/** Before the salary of the month: the books are at their lowest. */
const NOW = new Date('2026-03-24T08:00:00Z');

describe.each(testDatabases())('the seed on $name', ({ open }) => {
  let opened: { readonly db: Database; close(): Promise<void> };
  let db: Kysely<BankTables>;

  beforeAll(async () => {
    opened = await open();
    await migrate(opened.db, bankMigrations);
    db = opened.db.withTables<BankTables>();
    await seed(db, NOW);
  }, START_MS);
  afterAll(() => opened?.close());

  test('every demo customer has accounts with a year of their own behind them, all of it in the past', async () => {
    const ledger = createLedgerService(db);
    const histories = new Set<string>();
    const customers = DEMO_SIGN_INS.filter((person) => person.kind === 'customer');
    for (const { subject } of customers) {
      const accounts = await ledger.accountsOf(subject);
      expect(accounts.length).toBeGreaterThan(1);
      for (const account of accounts) expect(account.balance_minor).toBeGreaterThan(0n);
      const lines = (await Promise.all(accounts.map(({ id }) => ledger.statement(id, 1000)))).flat();
      expect(lines.length).toBeGreaterThan(200);
      expect(lines[0]?.booked_at.getTime()).toBeLessThan(NOW.getTime());
      histories.add(JSON.stringify(lines.map((line) => line.counterparty)));
    }
    expect(histories.size).toBe(customers.length);
  });

  test('a second seed changes nothing, and the books balance', async () => {
    const ledger = createLedgerService(db);
    const before = await db.selectFrom('ledger_account').selectAll().orderBy('id').execute();
    await seed(db, new Date(NOW.getTime() + 40 * 24 * 60 * 60_000));
    expect(await db.selectFrom('ledger_account').selectAll().orderBy('id').execute()).toEqual(before);
    const trial = await ledger.trialBalance();
    expect(trial.map(({ currency }) => currency)).toEqual(['EUR', 'GBP', 'JPY', 'RUB']);
    for (const line of trial) expect(line).toMatchObject({ entriesMinor: 0n, balancesMatchEntries: true });
  });

  test('a bank that was seeded before there were all of these people gets the others, and keeps what it has', async () => {
    const earlier = await open();
    try {
      await migrate(earlier.db, bankMigrations);
      const old = earlier.db.withTables<BankTables>();
      const ledger = createLedgerService(old);
      const kept = { name: 'Clearing', customer: null, currency: 'GBP', overdraft_minor: null };
      await ledger.openAccount({ ...kept, id: 'bank-clearing', identification: '20451400000000' });
      for (const { id, customer, name, currency, identification } of DEMO_ACCOUNTS.slice(0, 6))
        await ledger.openAccount({ id, customer, name, currency, identification, overdraft_minor: 0n });
      await seed(old, NOW);
      expect((await ledger.account('acc-anna-current'))?.balance_minor).toBe(0n);
      expect((await ledger.account('acc-dmitry-main'))?.balance_minor).toBeGreaterThan(0n);
      expect(await ledger.accountsOf('c-e0936b2a')).toHaveLength(2);
      for (const line of await ledger.trialBalance())
        expect(line).toMatchObject({ entriesMinor: 0n, balancesMatchEntries: true });
    } finally {
      await earlier.close();
    }
  });

  test('the standing orders live: their turns so far are in the books, and the next is due', async () => {
    const orders = await db.selectFrom('payment').selectAll().execute();
    expect(orders).toHaveLength(DEMO_STANDING_ORDERS.length);
    for (const { id, status, runs, due_at } of orders) {
      expect([status, runs]).toEqual(['INCO', expect.any(Number)]);
      expect(due_at?.getTime()).toBeGreaterThan(NOW.getTime());
      const booked = await db.selectFrom('transfer').select('id').where('id', 'like', `${id}-%`).execute();
      expect(booked).toHaveLength(runs);
      expect(runs).toBeGreaterThanOrEqual(12);
    }
  });
});
