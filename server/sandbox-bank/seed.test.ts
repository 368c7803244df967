import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, migrate } from '../lib/db.ts';
import { testDatabases } from '../lib/test-databases.ts';
import { type BankTables, bankMigrations } from './bank-tables.ts';
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

  test('every demo customer has accounts with months of their own behind them, all of it in the past', async () => {
    const ledger = createLedgerService(db);
    const histories = new Set<string>();
    const customers = DEMO_SIGN_INS.filter((person) => person.kind === 'customer');
    for (const { subject } of customers) {
      const [current, savings] = await ledger.accountsOf(subject);
      expect(savings?.balance_minor).toBeGreaterThan(0n);
      const lines = await ledger.statement(current?.id ?? '', 500);
      expect(lines.length).toBeGreaterThan(30);
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
    expect(await ledger.trialBalance()).toEqual([{ currency: 'GBP', entriesMinor: 0n, balancesMatchEntries: true }]);
  });
});
