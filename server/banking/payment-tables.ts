import { type Generated, sql } from 'kysely';
import type { Payment, PaymentFailure, PaymentState, Schedule } from '../../shared/payment.ts';
import type { Migrations } from '../lib/db.ts';

/** A payment as it is kept: the intent, how far it has come, and (sealed) what is needed to finish it. */
export interface PaymentRow {
  readonly id: string;
  readonly customer_subject: string;
  /** The form's key; one payment for each of a customer's keys. */
  readonly intent_key: string;
  readonly intent_hash: string;
  readonly debtor_account_id: string;
  readonly debtor_scheme: string;
  readonly debtor_identification: string;
  readonly payee_kind: Payment['payeeKind'];
  readonly payee_name: string;
  readonly payee_identification: string;
  readonly amount_minor: bigint;
  readonly currency: string;
  readonly reference: string;
  /** JSON text of a {@link Schedule}. */
  readonly schedule: string;
  /** The day of the bank's calendar on which it was ordered, `YYYY-MM-DD`. */
  readonly ordered_on: string;
  readonly state: PaymentState;
  readonly failure: PaymentFailure | null;
  readonly binding_code: string;
  readonly consent_id: string | null;
  /** Set before the bank is asked for approval, because it may be asked only once. */
  readonly approval_asked_at: Date | null;
  readonly approval_ends_at: Date | null;
  /** Sealed ApprovalRequest. */
  readonly approval_request: string | null;
  /** Sealed PaymentGrant. */
  readonly payment_grant: string | null;
  /** Sealed exact body of the submission. */
  readonly submit_body: string | null;
  readonly submitted_at: Date | null;
  readonly bank_payment_id: string | null;
  readonly created_at: Date;
  readonly changed_at: Date;
  /** Fruitless attempts in this state. */
  readonly attempts: number;
  readonly due_at: Date;
  /** Who works on it until when; a worker that died loses it by time. */
  readonly lease: string | null;
  readonly leased_until: Date | null;
}

interface PaymentHistoryRow {
  readonly id: Generated<bigint>;
  readonly payment_id: string;
  readonly at: Date;
  readonly from_state: PaymentState | null;
  readonly to_state: PaymentState;
  readonly failure: PaymentFailure | null;
}

export type BankingTables = { payment: PaymentRow; payment_history: PaymentHistoryRow };

export const bankingMigrations: Migrations = {
  'banking-001-payments': {
    async up(db) {
      await sql`
        create table payment (
          id uuid primary key,
          customer_subject text not null,
          intent_key uuid not null,
          intent_hash text not null,
          debtor_account_id text not null,
          debtor_scheme text not null,
          debtor_identification text not null,
          payee_name text not null,
          payee_identification text not null,
          amount_minor bigint not null check (amount_minor > 0),
          currency text not null,
          reference text not null,
          state text not null,
          failure text,
          binding_code text not null,
          consent_id text,
          approval_asked_at timestamptz,
          approval_request text,
          payment_grant text,
          submit_body text,
          submitted_at timestamptz,
          bank_payment_id text,
          created_at timestamptz not null,
          changed_at timestamptz not null,
          attempts integer not null default 0,
          due_at timestamptz not null,
          lease uuid,
          leased_until timestamptz,
          unique (customer_subject, intent_key)
        )`.execute(db);
      await sql`create index payment_due on payment (due_at) where state not in ('booked', 'rejected', 'cancelled', 'expired', 'needs-review')`.execute(
        db,
      );
      await sql`
        create table payment_history (
          id bigint generated always as identity primary key,
          payment_id uuid not null references payment (id),
          at timestamptz not null,
          from_state text,
          to_state text not null,
          failure text
        )`.execute(db);
      await sql`
        create function payment_history_is_append_only() returns trigger language plpgsql as $$
        begin raise exception 'payment_history is append-only'; end $$`.execute(db);
      await sql`
        create trigger payment_history_append_only before update or delete on payment_history
        for each row execute function payment_history_is_append_only()`.execute(db);
    },
  },
  'banking-002-products': {
    async up(db) {
      await sql`
        alter table payment
          add column payee_kind text not null default 'account',
          add column schedule text not null default '{"kind":"now"}',
          add column ordered_on text not null default '2000-01-01',
          add column approval_ends_at timestamptz`.execute(db);
      await sql`
        alter table payment
          alter column payee_kind drop default, alter column schedule drop default, alter column ordered_on drop default`.execute(
        db,
      );
      await sql`update payment set state = 'draft' where state = 'created'`.execute(db);
      await sql`create index payment_of_customer on payment (customer_subject, created_at desc)`.execute(db);
    },
  },
};
