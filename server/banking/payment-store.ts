import { type Kysely, type SqlBool, sql, type Updateable } from 'kysely';
import { FINAL_PAYMENT_STATES, type PaymentFailure, PaymentState } from '../../shared/payment.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Database } from '../lib/db.ts';
import { isFinal, mayBecome, type Ordered } from './payment-rules.ts';
import type { BankingTables, PaymentRow } from './payment-tables.ts';

/** After so long without a sign of life from its worker a payment is another's, where the configuration does not say. */
export const LEASE_MS = 20_000;

type Change = Pick<
  Updateable<PaymentRow>,
  | 'consent_id'
  | 'approval_request'
  | 'approval_ends_at'
  | 'payment_grant'
  | 'submit_body'
  | 'submitted_at'
  | 'bank_payment_id'
>;

/** What a payment is begun with; the rest is {@link UNTOUCHED}, or follows from when it was created. */
export type NewPayment = Omit<PaymentRow, keyof typeof UNTOUCHED | 'state' | 'changed_at' | 'due_at'>;

export type PaymentStore = ReturnType<typeof createPaymentStore>;

/** The payment journal. Every change of state and its line of history are one transaction. */
export function createPaymentStore(database: Database, leaseMs = LEASE_MS) {
  const db: Kysely<BankingTables> = database.withTables<BankingTables>();
  const isOpen = sql<SqlBool>`state not in (${sql.join(FINAL_PAYMENT_STATES)})`;

  return {
    leaseMs,
    find: (id: string) => db.selectFrom('payment').selectAll().where('id', '=', id).executeTakeFirst(),
    findByKey: (customerSubject: string, intentKey: string) =>
      db
        .selectFrom('payment')
        .selectAll()
        .where('customer_subject', '=', customerSubject)
        .where('intent_key', '=', intentKey)
        .executeTakeFirst(),
    /** The newest, and whatever waits for a later day, however long ago it was ordered. */
    latest: (customerSubject: string, limit: number) =>
      db
        .selectFrom('payment')
        .selectAll()
        .where('customer_subject', '=', customerSubject)
        .where((eb) =>
          eb.or([
            eb('state', 'in', [PaymentState.enum.scheduled, PaymentState.enum.cancelling]),
            eb(
              'id',
              'in',
              eb
                .selectFrom('payment as newest')
                .select('newest.id')
                .where('newest.customer_subject', '=', customerSubject)
                .orderBy('newest.created_at', 'desc')
                .limit(limit),
            ),
          ]),
        )
        .orderBy('created_at', 'desc')
        .execute(),
    /**
     * Writes a new payment if `allow` lets it pass, which sees what the customer has ordered so far: a customer's orders are
     * written one after another, so that two at once cannot both fit under one limit. Answers null where the customer's key
     * has a payment already; then nothing changes.
     */
    insert: <E extends string>(
      payment: NewPayment,
      allow: (ordered: Ordered) => Result<unknown, E>,
    ): Promise<Result<PaymentRow | null, E>> =>
      db.transaction().execute(async (trx) => {
        await sql`select pg_advisory_xact_lock(hashtextextended(${payment.customer_subject}, 0))`.execute(trx);
        const earlier = await trx
          .selectFrom('payment')
          .select('id')
          .where('customer_subject', '=', payment.customer_subject)
          .where('intent_key', '=', payment.intent_key)
          .executeTakeFirst();
        if (earlier) return ok(null);
        const allowed = allow(await orderedBy(trx, payment));
        if (!allowed.ok) return allowed;
        const row = await trx
          .insertInto('payment')
          .values({
            ...payment,
            ...UNTOUCHED,
            state: 'draft',
            changed_at: payment.created_at,
            due_at: payment.created_at,
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        await trx
          .insertInto('payment_history')
          .values({ payment_id: row.id, at: row.created_at, from_state: null, to_state: 'draft', failure: null })
          .execute();
        return ok(row);
      }),

    /** Takes the longest due payment for one worker; another worker passes over it (`skip locked`). */
    claimDue: (lease: string, now: Date): Promise<PaymentRow | undefined> =>
      db
        .updateTable('payment')
        .set({ lease, leased_until: new Date(now.getTime() + leaseMs) })
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

    /** The sign of life of a worker at work. One that no longer has the payment changes nothing. */
    renew: (payment: PaymentRow, now: Date) =>
      db
        .updateTable('payment')
        .set({ leased_until: new Date(now.getTime() + leaseMs) })
        .where('id', '=', payment.id)
        .where('lease', '=', payment.lease)
        .execute(),

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

    /** Takes the mark back: the bank surely never heard the question. */
    async unmarkApprovalAsked(payment: PaymentRow): Promise<void> {
      await db
        .updateTable('payment')
        .set({ approval_asked_at: null })
        .where('id', '=', payment.id)
        .where('lease', '=', payment.lease)
        .where('state', '=', payment.state)
        .execute();
    },

    /**
     * Moves a payment on and lets go of it, due at once, or at `dueAt`; with `hold`, the worker keeps it in hand for the step it announced.
     * Answers null, and changes nothing, where it is no longer in the state (or the hands) that the caller saw.
     */
    move: (
      payment: PaymentRow,
      to: PaymentState,
      now: Date,
      {
        hold = false,
        dueAt = now,
        ...change
      }: Change & { readonly failure?: PaymentFailure; readonly hold?: boolean; readonly dueAt?: Date } = {},
    ): Promise<PaymentRow | null> => {
      if (!mayBecome(payment.state, to)) throw new Error(`a payment never goes from ${payment.state} to ${to}`);
      return db.transaction().execute(async (trx) => {
        const row = await trx
          .updateTable('payment')
          .set({
            ...change,
            state: to,
            changed_at: now,
            due_at: dueAt,
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

    /**
     * The customer's change of mind takes a payment out of the worker's hands. `into` says what becomes of it; null leaves it.
     */
    cancel: (
      id: string,
      into: (state: PaymentState) => 'cancelled' | 'cancelling' | null,
      now: Date,
    ): Promise<PaymentRow | null> =>
      db.transaction().execute(async (trx) => {
        const seen = await trx
          .selectFrom('payment')
          .select('state')
          .where('id', '=', id)
          .forUpdate()
          .executeTakeFirst();
        const state = seen && into(seen.state);
        if (!state) return null;
        const failure = state === 'cancelled' ? ('cancelled-by-customer' as const) : null;
        const row = await trx
          .updateTable('payment')
          .set({ state, failure, changed_at: now, due_at: now, attempts: 0, lease: null, leased_until: null })
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirstOrThrow();
        await trx
          .insertInto('payment_history')
          .values({ payment_id: id, at: now, from_state: seen.state, to_state: state, failure })
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

async function orderedBy(trx: Kysely<BankingTables>, payment: NewPayment): Promise<Ordered> {
  const { open, today } = await trx
    .selectFrom('payment')
    .select(({ fn }) => [
      fn.countAll<bigint>().filterWhere('state', 'in', ON_ITS_WAY).as('open'),
      fn
        .sum<bigint | null>('amount_minor')
        .filterWhere('ordered_on', '=', payment.ordered_on)
        .filterWhere('currency', '=', payment.currency)
        .filterWhere('payee_kind', '<>', 'own')
        .filterWhere('state', 'not in', CAME_TO_NOTHING)
        .as('today'),
    ])
    .where('customer_subject', '=', payment.customer_subject)
    .executeTakeFirstOrThrow();
  return { openPayments: Number(open), todayMinor: BigInt(today ?? 0n) };
}

const CAME_TO_NOTHING: readonly PaymentState[] = ['rejected', 'cancelled', 'expired'];
const ON_ITS_WAY = PaymentState.options.filter((state) => !isFinal(state) && state !== 'scheduled');

const UNTOUCHED = {
  failure: null,
  consent_id: null,
  approval_asked_at: null,
  approval_request: null,
  approval_ends_at: null,
  payment_grant: null,
  submit_body: null,
  submitted_at: null,
  bank_payment_id: null,
  attempts: 0,
  lease: null,
  leased_until: null,
} as const;
