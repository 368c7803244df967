import { type Kysely, sql } from 'kysely';
import type { Database } from '../lib/db.ts';
import type { CallbackTableRow, QueueTables } from './queue-tables.ts';

export type CallbackStore = ReturnType<typeof createCallbackStore>;

/** So many are shown at a desk. */
const SHOWN = 100;
const OPEN = ['open', 'claimed'] as const;

export function createCallbackStore(database: Database) {
  const db: Kysely<QueueTables> = database.withTables<QueueTables>();
  const openOf = (branchId: string, customerSubject: string) =>
    db
      .selectFrom('callback')
      .selectAll()
      .where('branch_id', '=', branchId)
      .where('customer_subject', '=', customerSubject)
      .where('state', 'in', OPEN)
      .executeTakeFirst();
  return {
    openOf,
    /** The wish they have open, or this one; the index decides where they ask twice at once. */
    ask: async (wish: CallbackTableRow): Promise<CallbackTableRow> => {
      const made = await db
        .insertInto('callback')
        .values(wish)
        .onConflict((conflict) => conflict.doNothing())
        .returningAll()
        .executeTakeFirst();
      return made ?? (await openOf(wish.branch_id, wish.customer_subject)) ?? wish;
    },
    cancel: async (branchId: string, customerSubject: string, at: Date): Promise<boolean> => {
      const { numUpdatedRows } = await db
        .updateTable('callback')
        .set({ state: 'cancelled', settled_at: at, claimed_by: null })
        .where('branch_id', '=', branchId)
        .where('customer_subject', '=', customerSubject)
        .where('state', 'in', OPEN)
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },
    /** What nobody has taken up, and what this consultant has, in the order in which they are due. */
    openFor: (branchId: string, consultantSubject: string): Promise<CallbackTableRow[]> =>
      db
        .selectFrom('callback')
        .selectAll()
        .where('branch_id', '=', branchId)
        .where((eb) =>
          eb.or([
            eb('state', '=', 'open'),
            eb.and([eb('state', '=', 'claimed'), eb('claimed_by', '=', consultantSubject)]),
          ]),
        )
        .orderBy(sql`coalesce(wished_at, asked_at)`)
        .orderBy('asked_at')
        .limit(SHOWN)
        .execute(),
    /** Of two who take it up at once, one has it. */
    claim: (
      branchId: string,
      id: string,
      consultantSubject: string,
      isTheirs: (row: CallbackTableRow) => boolean,
    ): Promise<CallbackTableRow | null> =>
      db.transaction().execute(async (trx) => {
        const open = await trx
          .selectFrom('callback')
          .selectAll()
          .where('branch_id', '=', branchId)
          .where('id', '=', id)
          .where('state', '=', 'open')
          .forUpdate()
          .skipLocked()
          .executeTakeFirst();
        if (!open || !isTheirs(open)) return null;
        return trx
          .updateTable('callback')
          .set({ state: 'claimed', claimed_by: consultantSubject })
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirstOrThrow();
      }),
    /** Of one that this consultant has taken up. Answers whose it is. */
    settle: (
      branchId: string,
      id: string,
      consultantSubject: string,
      set: Pick<CallbackTableRow, 'state' | 'notes' | 'settled_at' | 'claimed_by'>,
    ): Promise<CallbackTableRow | undefined> =>
      db
        .updateTable('callback')
        .set(set)
        .where('branch_id', '=', branchId)
        .where('id', '=', id)
        .where('state', '=', 'claimed')
        .where('claimed_by', '=', consultantSubject)
        .returningAll()
        .executeTakeFirst(),
  };
}
