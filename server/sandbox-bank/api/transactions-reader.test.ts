import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, migrate } from '../../lib/db.ts';
import { testDatabases } from '../../lib/test-databases.ts';
import { type BankTables, bankMigrations, type LedgerAccountRow } from '../bank-tables.ts';
import { createLedgerService } from '../ledger/ledger-service.ts';
import { DIALECTS } from './dialects.ts';
import { createTransactionsReader, TRANSACTIONS_A_PAGE } from './transactions-reader.ts';

const START_MS = 60_000;
const COUNT = 2 * TRANSACTIONS_A_PAGE + 30;
const BASE = 'http://bank.example/aisp';

describe.each(testDatabases())('transactions on $name', ({ open }) => {
  let opened: { readonly db: Database; close(): Promise<void> };
  let db: Kysely<BankTables>;
  let account: LedgerAccountRow;
  let read: ReturnType<typeof createTransactionsReader>;

  /** One a day from 1 January 2026, a credit of 3 and a debit of 1 in turn. */
  const bookedAt = (index: number) => new Date(Date.UTC(2026, 0, 1 + index, 12));

  beforeAll(async () => {
    opened = await open();
    await migrate(opened.db, bankMigrations);
    db = opened.db.withTables<BankTables>();
    const ledger = createLedgerService(db);
    const common = { customer: null, currency: 'GBP', overdraft_minor: null };
    for (const id of ['here', 'there']) await ledger.openAccount({ ...common, id, name: id, identification: id });
    for (let index = 0; index < COUNT; index++) {
      const arrives = index % 2 === 0;
      await ledger.post({
        id: `t-${index}`,
        fromId: arrives ? 'there' : 'here',
        toId: arrives ? 'here' : 'there',
        amountMinor: arrives ? 3n : 1n,
        currency: 'GBP',
        reference: `R${index}`,
        payerName: 'Payer',
        payeeName: 'Payee',
        bookedAt: bookedAt(index),
      });
    }
    account = (await ledger.account('here')) as LedgerAccountRow;
    read = createTransactionsReader(ledger, DIALECTS['v4.0'], BASE);
  }, START_MS);
  afterAll(() => opened?.close());

  const references = (answer: Awaited<ReturnType<typeof read>>) =>
    answer.Data.Transaction.map((one) => Number(one.TransactionReference.slice(1)));

  test('the pages that the links lead through hold each transaction once, newest first', async () => {
    const seen: number[] = [];
    let next: string | undefined = `${BASE}/accounts/here/transactions`;
    while (next) {
      const answer: Awaited<ReturnType<typeof read>> = await read(
        account,
        () => true,
        Object.fromEntries(new URL(next).searchParams),
      );
      expect(answer.Links.Self).toBe(next);
      expect(answer.Meta.TotalPages).toBe(3);
      seen.push(...references(answer));
      next = answer.Links.Next;
    }
    expect(seen).toEqual(Array.from({ length: COUNT }, (_, index) => COUNT - 1 - index));
  });

  test('both ends of a time belong to it, a day alone begins at midnight, and a time zone is ignored', async () => {
    const of = async (fromBookingDateTime: string, toBookingDateTime: string) =>
      references(await read(account, () => true, { fromBookingDateTime, toBookingDateTime }));
    expect(await of('2026-01-02T12:00:00Z', '2026-01-04T12:00:00Z')).toEqual([3, 2, 1]);
    expect(await of('2026-01-02T12:00:00.001Z', '2026-01-04T11:59:59')).toEqual([2]);
    expect(await of('2026-01-02', '2026-01-04')).toEqual([2, 1]);
    expect(await of('2026-01-02T12:00:00+05:00', '2026-01-04T12:00:00-05:00')).toEqual([3, 2, 1]);
    expect(await of('2026-01-04', '2026-01-02')).toEqual([]);
  });

  test('only the permitted side is there, counted in the pages, and in the times that are available', async () => {
    const credits = await read(account, (permission) => permission === 'ReadTransactionsCredits', {});
    expect(credits.Data.Transaction.every((one) => one.CreditDebitIndicator === 'Credit')).toBe(true);
    expect(credits.Meta).toEqual({
      TotalPages: 2,
      FirstAvailableDateTime: bookedAt(0).toISOString(),
      LastAvailableDateTime: bookedAt(COUNT - 2).toISOString(),
    });
    const debits = await read(account, (permission) => permission === 'ReadTransactionsDebits', { page: '2' });
    expect(debits.Data.Transaction.every((one) => one.CreditDebitIndicator === 'Debit')).toBe(true);
    expect(debits.Data.Transaction).toHaveLength(COUNT / 2 - TRANSACTIONS_A_PAGE);
  });

  test.each([
    { fromBookingDateTime: '2026-02-30' },
    { fromBookingDateTime: '' },
    { toBookingDateTime: '01/02/2026' },
    { toBookingDateTime: ['2026-01-01', '2026-01-02'] },
    { page: '4' },
    { page: '-1' },
    { page: '1e1' },
  ])('%o is refused', async (query) => {
    await expect(read(account, () => true, query)).rejects.toMatchObject({ status: 400, code: 'U002' });
  });
});
