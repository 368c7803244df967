import { type Kysely, sql } from 'kysely';
import { FINAL_PAYMENT_STATES } from '../../shared/payment.ts';
import type { DifferenceKind } from '../../shared/reconciliation.ts';
import type { Database, Migrations } from '../lib/db.ts';
import type { BankingTables } from './payment-tables.ts';

type DifferenceRow = {
  readonly payment_id: string;
  readonly kind: DifferenceKind;
  readonly found_at: Date;
  /** When the books agreed again; null while they do not. */
  readonly gone_at: Date | null;
};
type RunRow = { readonly id: number; readonly started_at: Date; readonly ended_at: Date | null };
type ReconciliationTables = BankingTables & { payment_difference: DifferenceRow; reconciliation_run: RunRow };

export const reconciliationMigrations: Migrations = {
  'banking-003-reconciliation': {
    async up(db) {
      await sql`
        create table payment_difference (
          payment_id uuid primary key references payment (id),
          kind text not null,
          found_at timestamptz not null,
          gone_at timestamptz
        )`.execute(db);
      await sql`
        create table reconciliation_run (
          id integer primary key check (id = 1),
          started_at timestamptz not null,
          ended_at timestamptz
        )`.execute(db);
      await sql`insert into reconciliation_run (id, started_at) values (1, '2000-01-01')`.execute(db);
    },
  },
};

const LISTED = 100;

export type ReconciliationStore = ReturnType<typeof createReconciliationStore>;

/** What was found when the journal was held against the bank. */
export function createReconciliationStore(database: Database) {
  const db: Kysely<ReconciliationTables> = database.withTables<ReconciliationTables>();
  return {
    /** True for one process at a time: it may compare now, as nobody began since `before`. */
    async beginRun(now: Date, before: Date): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('reconciliation_run')
        .set({ started_at: now })
        .where('started_at', '<', before)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    endRun: (now: Date) => db.updateTable('reconciliation_run').set({ ended_at: now }).execute(),
    async lastRun(): Promise<Date | null> {
      return (await db.selectFrom('reconciliation_run').select('ended_at').executeTakeFirst())?.ended_at ?? null;
    },

    /** Payments that the bank was asked for and that changed since `since`, are still open, or differed; `page` by id. */
    toCompare: (since: Date, afterId: string, limit: number) =>
      db
        .selectFrom('payment')
        .selectAll('payment')
        .leftJoin('payment_difference as found', 'found.payment_id', 'payment.id')
        .where('payment.consent_id', 'is not', null)
        .where('payment.id', '>', afterId)
        .where(({ eb, or, and }) =>
          or([
            eb('payment.changed_at', '>=', since),
            eb('payment.state', 'not in', FINAL_PAYMENT_STATES),
            and([eb('found.payment_id', 'is not', null), eb('found.gone_at', 'is', null)]),
          ]),
        )
        .orderBy('payment.id')
        .limit(limit)
        .execute(),

    /** Booked payments of one account, newest first. */
    bookedFrom: (customerSubject: string, accountId: string, limit: number) =>
      db
        .selectFrom('payment')
        .selectAll()
        .where('customer_subject', '=', customerSubject)
        .where('debtor_account_id', '=', accountId)
        .where('state', '=', 'booked')
        .orderBy('created_at', 'desc')
        .limit(limit)
        .execute(),

    /** Answers whether it is news. */
    async record(paymentId: string, kind: DifferenceKind, now: Date): Promise<boolean> {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('payment_difference')
        .values({ payment_id: paymentId, kind, found_at: now, gone_at: null })
        .onConflict((conflict) =>
          conflict
            .column('payment_id')
            .doUpdateSet({ kind, found_at: now, gone_at: null })
            .where(({ eb, or }) =>
              or([eb('payment_difference.gone_at', 'is not', null), eb('payment_difference.kind', '<>', kind)]),
            ),
        )
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
    /** The books agree; `kinds` are those that the comparison could have found. */
    clear: (paymentId: string, kinds: readonly DifferenceKind[], now: Date) =>
      db
        .updateTable('payment_difference')
        .set({ gone_at: now })
        .where('payment_id', '=', paymentId)
        .where('kind', 'in', kinds)
        .where('gone_at', 'is', null)
        .execute(),

    open: () =>
      db
        .selectFrom('payment_difference as found')
        .innerJoin('payment', 'payment.id', 'found.payment_id')
        .selectAll('payment')
        .select(['found.kind', 'found.found_at'])
        .where('found.gone_at', 'is', null)
        .orderBy('found.found_at')
        .limit(LISTED)
        .execute(),
  };
}
