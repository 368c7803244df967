import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, migrate } from '../../lib/db.ts';
import { testDatabases } from '../../lib/test-databases.ts';
import { type BankTables, bankMigrations } from '../bank-tables.ts';
import { createTestLedger, done, order } from './testing/test-ledger.ts';

const BOOKED_AT = new Date('2026-03-01T12:00:00Z');

describe.each(testDatabases())('books of the first version on $name', ({ open }) => {
  let opened: { readonly db: Database; close(): Promise<void> };

  beforeAll(async () => {
    opened = await open();
    await migrate(opened.db, { 'bank-001': bankMigrations['bank-001'] as never });
  });
  afterAll(() => opened?.close());

  test('keep their statements and balances, and are gone on with', async () => {
    await sql`insert into ledger_account (id, name, identification, currency, balance_minor, overdraft_minor)
      values ('bank', 'Bank', '1', 'GBP', -70, null), ('anna', 'Anna', '2', 'GBP', 70, 0)`.execute(opened.db);
    await opened.db.transaction().execute(async (trx) => {
      await sql`insert into transfer values ('t-1', ${BOOKED_AT}, 'IN'), ('t-2', ${BOOKED_AT}, 'OUT')`.execute(trx);
      await sql`insert into entry (transfer_id, account_id, amount_minor, currency, counterparty) values
        ('t-1', 'bank', -100, 'GBP', 'Anna'), ('t-1', 'anna', 100, 'GBP', 'Employer'),
        ('t-2', 'anna', -30, 'GBP', 'Shop'), ('t-2', 'bank', 30, 'GBP', 'Anna')`.execute(trx);
    });
    await migrate(opened.db, bankMigrations);

    const ledger = createTestLedger(opened.db.withTables<BankTables>());
    const line = { account_id: 'anna', currency: 'GBP', booked_at: BOOKED_AT };
    expect(await ledger.statement('anna', 10)).toMatchObject([
      { ...line, transfer_id: 't-2', amount_minor: -30n, counterparty: 'Shop', reference: 'OUT' },
      { ...line, transfer_id: 't-1', amount_minor: 100n, counterparty: 'Employer', reference: 'IN' },
    ]);
    await ledger.booksBalance();
    expect(await ledger.post(order('anna', 'bank', 70n))).toEqual(done('posted'));
    expect(await ledger.standing('anna')).toEqual([0n, 0n]);
    await ledger.booksBalance();
  });
});
