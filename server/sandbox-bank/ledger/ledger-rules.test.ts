import { afterAll, beforeAll, describe, test } from 'vitest';
import { type Database, migrate } from '../../lib/db.ts';
import { testDatabases } from '../../lib/test-databases.ts';
import { type BankTables, bankMigrations } from '../bank-tables.ts';
import { LEDGER_CHECKS } from './testing/ledger-checks.ts';
import { createTestLedger, type TestLedger } from './testing/test-ledger.ts';

describe.each(testDatabases())('the ledger on $name', ({ open, concurrent }) => {
  let opened: { readonly db: Database; close(): Promise<void> };
  let ledger: TestLedger;

  beforeAll(async () => {
    opened = await open();
    await migrate(opened.db, bankMigrations);
    ledger = createTestLedger(opened.db.withTables<BankTables>());
  });
  afterAll(() => opened?.close());

  test.each(LEDGER_CHECKS.filter((one) => concurrent || !one.concurrent))('$rule', ({ check }) => check(ledger));
});
