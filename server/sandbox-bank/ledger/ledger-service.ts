import { type Kysely, sql } from 'kysely';
import { ok, type Result, refuse } from '../../../shared/result.ts';
import type { BankTables, LedgerAccountRow } from '../bank-tables.ts';

export interface Transfer {
  /** Once for each id, whoever sends it how often. */
  readonly id: string;
  readonly fromId: string;
  readonly toId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly reference: string;
  /** How each side's statement names the other. */
  readonly payerName: string;
  readonly payeeName: string;
  readonly bookedAt: Date;
}

export type TransferError = 'insufficient-funds' | 'transfer-malformed' | 'account-unknown' | 'id-reused';

export interface TrialBalance {
  readonly currency: string;
  /** Zero, or the books are wrong. */
  readonly entriesMinor: bigint;
  /** Every account's balance equals the sum of its entries. */
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
export type StatementLine = Awaited<ReturnType<LedgerService['statement']>>[number];

export type LedgerService = ReturnType<typeof createLedgerService>;

/** Double entry: what leaves one account arrives at another in the same transaction, or nothing happens. */
export function createLedgerService(db: Kysely<BankTables>) {
  return {
    post: (transfer: Transfer) => db.transaction().execute((trx) => postTransfer(trx, transfer)),

    findByIdentification: (identification: string) =>
      db.selectFrom('ledger_account').selectAll().where('identification', '=', identification).executeTakeFirst(),
    accountsOf: (customer: string) =>
      db.selectFrom('ledger_account').selectAll().where('customer', '=', customer).orderBy('id').execute(),
    account: (id: string): Promise<LedgerAccountRow | undefined> =>
      db.selectFrom('ledger_account').selectAll().where('id', '=', id).executeTakeFirst(),
    openAccount: (account: Omit<LedgerAccountRow, 'balance_minor'>) =>
      db
        .insertInto('ledger_account')
        .values({ ...account, balance_minor: 0n })
        .execute(),

    /** Newest first, from `offset` on. */
    statement: (accountId: string, limit: number, filter: StatementFilter & { readonly offset?: number } = {}) =>
      linesOf(db, accountId, filter)
        .select([
          'entry.id',
          'entry.transfer_id',
          'entry.amount_minor',
          'entry.currency',
          'entry.counterparty',
          'transfer.booked_at',
          'transfer.reference',
        ])
        .orderBy('transfer.booked_at', 'desc')
        .orderBy('entry.id', 'desc')
        .limit(limit)
        .offset(filter.offset ?? 0)
        .execute(),

    /** How many lines a statement has, and when the first and the last of them were booked. */
    async extent(accountId: string, filter: StatementFilter) {
      const { count, first, last } = await linesOf(db, accountId, filter)
        .select(({ fn }) => [
          fn.countAll<bigint>().as('count'),
          fn.min<Date | null>('transfer.booked_at').as('first'),
          fn.max<Date | null>('transfer.booked_at').as('last'),
        ])
        .executeTakeFirstOrThrow();
      return { count: Number(count), first, last };
    },

    /** Rebuilt from the entries alone, and held against the balances that are kept. */
    async trialBalance(): Promise<TrialBalance[]> {
      const { rows } = await sql<{ currency: string; entries: string; mismatches: string }>`
        select a.currency, coalesce(sum(e.total), 0)::text as entries, count(*) filter (where coalesce(e.total, 0) <> a.balance_minor)::text as mismatches
        from ledger_account a left join (select account_id, sum(amount_minor) as total from entry group by account_id) e on e.account_id = a.id
        group by a.currency order by a.currency`.execute(db);
      return rows.map((row) => ({
        currency: row.currency,
        entriesMinor: BigInt(row.entries),
        balancesMatchEntries: row.mismatches === '0',
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
    .innerJoin('transfer', 'transfer.id', 'entry.transfer_id')
    .where('entry.account_id', '=', accountId)
    .$if(bookedFrom !== undefined, (lines) => lines.where('transfer.booked_at', '>=', bookedFrom as Date))
    .$if(bookedTo !== undefined, (lines) => lines.where('transfer.booked_at', '<=', bookedTo as Date))
    .$if(!credits, (lines) => lines.where('entry.amount_minor', '<', 0n))
    .$if(!debits, (lines) => lines.where('entry.amount_minor', '>', 0n));
}

/** Posts within the caller's transaction. A transfer that is there already is answered as done, if it is the same one. */
export async function postTransfer(
  trx: Kysely<BankTables>,
  transfer: Transfer,
): Promise<Result<'posted' | 'already-posted', TransferError>> {
  const { id, fromId, toId, amountMinor, currency, bookedAt, reference } = transfer;
  if (amountMinor <= 0n || fromId === toId) return refuse('transfer-malformed');
  // Both accounts are locked, in the order of their ids, before anything is inserted: with the insert first, the foreign
  // key's share lock and the balance's update lock deadlock under PostgreSQL.
  const accounts = await trx
    .selectFrom('ledger_account')
    .selectAll()
    .where('id', 'in', [fromId, toId])
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  const from = accounts.find((account) => account.id === fromId);
  const to = accounts.find((account) => account.id === toId);
  if (!from || !to) return refuse('account-unknown');
  if (from.currency !== currency || to.currency !== currency) return refuse('transfer-malformed');

  const earlier = await trx.selectFrom('entry').selectAll().where('transfer_id', '=', id).execute();
  if (earlier.length > 0) {
    const has = (accountId: string, amount: bigint) =>
      earlier.some((entry) => entry.account_id === accountId && entry.amount_minor === amount);
    return has(fromId, -amountMinor) && has(toId, amountMinor) ? ok('already-posted') : refuse('id-reused');
  }
  if (from.overdraft_minor !== null && from.balance_minor - amountMinor < -from.overdraft_minor)
    return refuse('insufficient-funds');

  const inserted = await trx
    .insertInto('transfer')
    .values({ id, booked_at: bookedAt, reference })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  // The id was taken at this very moment by a transfer between other accounts.
  if (inserted.numInsertedOrUpdatedRows !== 1n) return refuse('id-reused');
  await trx
    .insertInto('entry')
    .values([
      { transfer_id: id, account_id: fromId, amount_minor: -amountMinor, currency, counterparty: transfer.payeeName },
      { transfer_id: id, account_id: toId, amount_minor: amountMinor, currency, counterparty: transfer.payerName },
    ])
    .execute();
  await trx
    .updateTable('ledger_account')
    .set({ balance_minor: from.balance_minor - amountMinor })
    .where('id', '=', fromId)
    .execute();
  await trx
    .updateTable('ledger_account')
    .set({ balance_minor: to.balance_minor + amountMinor })
    .where('id', '=', toId)
    .execute();
  return ok('posted');
}
