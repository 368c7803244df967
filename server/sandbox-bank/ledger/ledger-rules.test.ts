import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, migrate } from '../../lib/db.ts';
import { testDatabases } from '../../lib/test-databases.ts';
import { type BankTables, bankMigrations } from '../bank-tables.ts';
import { createLedgerService } from './ledger-service.ts';
import { LEDGER_CHECKS } from './testing/ledger-checks.ts';
import { createTestLedger, done, NOW, order, type TestLedger } from './testing/test-ledger.ts';

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

  test('what a caller rolls back has not happened', async () => {
    const [payer, payee] = [await ledger.funded(100n), await ledger.open()];
    const held = order(payer, payee, 100n);
    await ledger.reserve(held);
    const rolledBack = ledger.db.transaction().execute(async (trx) => {
      expect(await createLedgerService(trx).postReserved({ id: held.id, now: NOW })).toEqual(done('posted'));
      throw new Error('rolled back');
    });
    await expect(rolledBack).rejects.toThrow('rolled back');
    expect(await ledger.standing(payer)).toEqual([100n, 100n]);
    expect(await ledger.postReserved({ id: held.id, now: NOW })).toEqual(done('posted'));
  });

  test.runIf(concurrent)('a transfer is one statement that the server has prepared', async () => {
    const [payer, payee] = [await ledger.funded(1n), await ledger.open()];
    await ledger.db.transaction().execute(async (trx) => {
      expect(await createLedgerService(trx).post(order(payer, payee, 1n))).toEqual(done('posted'));
      const { rows } = await sql`select statement from pg_prepared_statements`.execute(trx);
      expect(rows).toContainEqual({ statement: expect.stringMatching(/^select make_transfer\(/) });
    });
  });

  test.each(['balance_minor', 'reserved_minor'])(
    'a %s that was tampered with shows in the trial balance',
    async (column) => {
      const payer = await ledger.funded(100n);
      await ledger.booksBalance();
      const rolledBack = ledger.db.transaction().execute(async (trx) => {
        await sql`alter table ledger_account disable trigger balance_follows_transfers`.execute(trx);
        await sql`update ledger_account set ${sql.ref(column)} = 99 where id = ${payer}`.execute(trx);
        const lines = await createLedgerService(trx).trialBalance();
        expect(lines.find((line) => line.currency === 'GBP')?.balancesMatchEntries).toBe(false);
        throw new Error('rolled back');
      });
      await expect(rolledBack).rejects.toThrow('rolled back');
    },
  );
});
