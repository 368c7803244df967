import { type Kysely, sql } from 'kysely';
import type { BankTables, LedgerAccountRow } from '../bank-tables.ts';

export interface TrialBalance {
  readonly currency: string;
  /** Zero, or the books are wrong. */
  readonly entriesMinor: bigint;
  /** Every account's balance equals the sum of its entries, and what it holds back the sum of its pending debits. */
  readonly balancesMatchEntries: boolean;
}

export interface StatementFilter {
  /** Both ends belong to it. */
  readonly bookedFrom?: Date | undefined;
  readonly bookedTo?: Date | undefined;
  /** What arrived, what left; both where absent. */
  readonly credits?: boolean;
  readonly debits?: boolean;
}

/** What can be spent: pending debits are held back, pending credits are not there yet. Null: as much as it takes. */
export function availableMinor(account: LedgerAccountRow): bigint | null {
  const { balance_minor, overdraft_minor, reserved_minor } = account;
  return overdraft_minor === null ? null : balance_minor + overdraft_minor - reserved_minor;
}

/** The books as they are read. */
export function createLedgerBooks(db: Kysely<BankTables>) {
  return {
    findByIdentification: (identification: string) =>
      db.selectFrom('ledger_account').selectAll().where('identification', '=', identification).executeTakeFirst(),
    accountsOf: (customer: string) =>
      db.selectFrom('ledger_account').selectAll().where('customer', '=', customer).orderBy('id').execute(),
    account: (id: string): Promise<LedgerAccountRow | undefined> =>
      db.selectFrom('ledger_account').selectAll().where('id', '=', id).executeTakeFirst(),

    /** Newest first, from `offset` on. */
    statement: (accountId: string, limit: number, filter: StatementFilter & { readonly offset?: number } = {}) =>
      linesOf(db, accountId, filter)
        .selectAll()
        .orderBy('booked_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .offset(filter.offset ?? 0)
        .execute(),

    /** How many lines a statement has, and when the first and the last of them were booked. */
    async extent(accountId: string, filter: StatementFilter) {
      const { count, first, last } = await linesOf(db, accountId, filter)
        .select(({ fn }) => [
          fn.countAll<bigint>().as('count'),
          fn.min<Date | null>('booked_at').as('first'),
          fn.max<Date | null>('booked_at').as('last'),
        ])
        .executeTakeFirstOrThrow();
      return { count: Number(count), first, last };
    },

    /** Rebuilt from the entries alone, and held against the balances that are kept. */
    async trialBalance(): Promise<TrialBalance[]> {
      const { rows } = await sql<{ currency: string; entries: string; wrong: string }>`
        with booked as (select account_id as id, sum(amount_minor) as minor from entry group by account_id),
          held as (select debit_account_id as id, sum(amount_minor) as minor from transfer where state = 'pending' group by 1)
        select currency, coalesce(sum(booked.minor), 0)::text as entries,
          count(*) filter (where balance_minor <> coalesce(booked.minor, 0) or reserved_minor <> coalesce(held.minor, 0))::text as wrong
        from ledger_account left join booked using (id) left join held using (id)
        group by currency order by currency`.execute(db);
      return rows.map(({ currency, entries, wrong }) => ({
        currency,
        entriesMinor: BigInt(entries),
        balancesMatchEntries: wrong === '0',
      }));
    },
  };
}

function linesOf(
  db: Kysely<BankTables>,
  accountId: string,
  { bookedFrom, bookedTo, credits = true, debits = true }: StatementFilter,
) {
  return db
    .selectFrom('entry')
    .where('account_id', '=', accountId)
    .$if(bookedFrom !== undefined, (lines) => lines.where('booked_at', '>=', bookedFrom as Date))
    .$if(bookedTo !== undefined, (lines) => lines.where('booked_at', '<=', bookedTo as Date))
    .$if(!credits, (lines) => lines.where('amount_minor', '<', 0n))
    .$if(!debits, (lines) => lines.where('amount_minor', '>', 0n));
}
