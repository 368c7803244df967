import { type Kysely, type SqlBool, sql, type Updateable } from 'kysely';
import { FINAL_PAYMENT_STATES, type PaymentFailure, type PaymentState } from '../../shared/payment.ts';
import type { Database } from '../lib/db.ts';
import { mayBecome } from './payment-rules.ts';
import type { BankingTables, PaymentRow } from './payment-tables.ts';

/** How long a worker has a payment to itself; longer than any one call to the bank may take. */
export const LEASE_MS = 20_000;

type Change = Pick<
  Updateable<PaymentRow>,
  'consent_id' | 'approval_request' | 'payment_grant' | 'submit_body' | 'submitted_at' | 'bank_payment_id'
>;

export type NewPayment = Omit<
  PaymentRow,
  | 'state'
  | 'failure'
  | 'consent_id'
  | 'approval_asked_at'
  | 'approval_request'
  | 'payment_grant'
  | 'submit_body'
  | 'submitted_at'
  | 'bank_payment_id'
  | 'changed_at'
  | 'attempts'
  | 'due_at'
  | 'lease'
  | 'leased_until'
>;

export type PaymentStore = ReturnType<typeof createPaymentStore>;

/** The payment journal. Every change of state and its line of history are one transaction. */
export function createPaymentStore(database: Database) {
  const db: Kysely<BankingTables> = database.withTables<BankingTables>();
  const isOpen = sql<SqlBool>`state not in (${sql.join(FINAL_PAYMENT_STATES)})`;

  return {
    find: (id: string) => db.selectFrom('payment').selectAll().where('id', '=', id).executeTakeFirst(),
    findByKey: (customerSubject: string, intentKey: string) =>
      db
        .selectFrom('payment')
        .selectAll()
        .where('customer_subject', '=', customerSubject)
        .where('intent_key', '=', intentKey)
        .executeTakeFirst(),
    latest: (customerSubject: string, limit: number) =>
      db
        .selectFrom('payment')
        .selectAll()
        .where('customer_subject', '=', customerSubject)
        .orderBy('created_at', 'desc')
        .limit(limit)
        .execute(),
    async countOpen(customerSubject: string): Promise<number> {
      const { count } = await db
        .selectFrom('payment')
        .select((eb) => eb.fn.countAll<bigint>().as('count'))
        .where('customer_subject', '=', customerSubject)
        .where(isOpen)
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    /** Writes a new payment; answers null where the customer's key has one already, and changes nothing. */
    insert: (payment: NewPayment): Promise<PaymentRow | null> =>
      db.transaction().execute(async (trx) => {
        const row = await trx
          .insertInto('payment')
          .values({
            ...payment,
            ...UNTOUCHED,
            state: 'created',
            changed_at: payment.created_at,
            due_at: payment.created_at,
          })
          .onConflict((conflict) => conflict.columns(['customer_subject', 'intent_key']).doNothing())
          .returningAll()
          .executeTakeFirst();
        if (!row) return null;
        await trx
          .insertInto('payment_history')
          .values({ payment_id: row.id, at: row.created_at, from_state: null, to_state: 'created', failure: null })
          .execute();
        return row;
      }),

    /** Takes the longest due payment for one worker; another worker passes over it (`skip locked`). */
    claimDue: (lease: string, now: Date): Promise<PaymentRow | undefined> =>
      db
        .updateTable('payment')
        .set({ lease, leased_until: new Date(now.getTime() + LEASE_MS) })
        .where('id', '=', (eb) =>
          eb
            .selectFrom('payment')
            .select('id')
            .where(isOpen)
            .where('due_at', '<=', now)
            .where((or) => or.or([or('leased_until', 'is', null), or('leased_until', '<=', now)]))
            .orderBy('due_at')
            .limit(1)
            .forUpdate()
            .skipLocked(),
        )
        .returningAll()
        .executeTakeFirst(),

    /** Marks that approval is about to be asked for. Answers false where it has been before: never twice. */
    async markApprovalAsked(payment: PaymentRow, now: Date): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('payment')
        .set({ approval_asked_at: now })
        .where('id', '=', payment.id)
        .where('lease', '=', payment.lease)
        .where('state', '=', payment.state)
        .where('approval_asked_at', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    /**
     * Moves a payment on and lets go of it, due at once; with `hold`, the worker keeps it in hand for the step it announced.
     * Answers null, and changes nothing, where it is no longer in the state (or the hands) that the caller saw.
     */
    move: (
      payment: PaymentRow,
      to: PaymentState,
      now: Date,
      { hold = false, ...change }: Change & { readonly failure?: PaymentFailure; readonly hold?: boolean } = {},
    ): Promise<PaymentRow | null> => {
      if (!mayBecome(payment.state, to)) throw new Error(`a payment never goes from ${payment.state} to ${to}`);
      return db.transaction().execute(async (trx) => {
        const row = await trx
          .updateTable('payment')
          .set({
            ...change,
            state: to,
            changed_at: now,
            due_at: now,
            attempts: 0,
            ...(hold ? {} : { lease: null, leased_until: null }),
          })
          .where('id', '=', payment.id)
          .where('state', '=', payment.state)
          .where('lease', 'is not distinct from', payment.lease)
          .returningAll()
          .executeTakeFirst();
        if (!row) return null;
        await trx
          .insertInto('payment_history')
          .values({
            payment_id: row.id,
            at: now,
            from_state: payment.state,
            to_state: to,
            failure: change.failure ?? null,
          })
          .execute();
        return row;
      });
    },

    /** The customer's change of mind wins over a worker that waits for approval. */
    cancel: (id: string, cancellable: readonly PaymentState[], now: Date): Promise<PaymentRow | null> =>
      db.transaction().execute(async (trx) => {
        const seen = await trx
          .selectFrom('payment')
          .select('state')
          .where('id', '=', id)
          .where('state', 'in', cancellable)
          .forUpdate()
          .executeTakeFirst();
        if (!seen) return null;
        const failure = 'cancelled-by-customer' as const;
        const row = await trx
          .updateTable('payment')
          .set({ state: 'cancelled', failure, changed_at: now, lease: null, leased_until: null })
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirstOrThrow();
        await trx
          .insertInto('payment_history')
          .values({ payment_id: id, at: now, from_state: seen.state, to_state: 'cancelled', failure })
          .execute();
        return row;
      }),

    /** Lets go of a payment that could not move on yet. */
    postpone: (payment: PaymentRow, dueAt: Date, countsAsAttempt: boolean) =>
      db
        .updateTable('payment')
        .set({ due_at: dueAt, attempts: payment.attempts + (countsAsAttempt ? 1 : 0), lease: null, leased_until: null })
        .where('id', '=', payment.id)
        .where('lease', '=', payment.lease)
        .execute(),

    history: (id: string) =>
      db.selectFrom('payment_history').selectAll().where('payment_id', '=', id).orderBy('id').execute(),
  };
}

const UNTOUCHED = {
  failure: null,
  consent_id: null,
  approval_asked_at: null,
  approval_request: null,
  payment_grant: null,
  submit_body: null,
  submitted_at: null,
  bank_payment_id: null,
  attempts: 0,
  lease: null,
  leased_until: null,
} as const;
