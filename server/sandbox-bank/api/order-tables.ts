import { type Generated, sql } from 'kysely';
import type { Migrations } from '../../lib/db.ts';

export type Product = 'payment' | 'scheduled-payment' | 'standing-order';

/**
 * Where an order stands, in the words of v4.0. A payment: RCVD, ACSC, RJCT. A scheduled payment: RCVD until its day, ACSC,
 * RJCT, CANC. A standing order: INCO from the day it is set up, CANC.
 */
export type OrderStatus = 'RCVD' | 'ACSC' | 'RJCT' | 'INCO' | 'CANC';

/** Orders of all three products. */
export type PaymentRow = {
  readonly id: string;
  readonly consent_id: string;
  readonly product: Generated<Product>;
  readonly status: OrderStatus;
  /** The order as v4.0 has it, equal to the consent's: see `payment-order.ts`. */
  readonly body: string;
  /** When the bank acts on it next; null: never again. */
  readonly due_at: Date | null;
  /** Payments of a standing order that have had their turn, made or missed. */
  readonly runs: Generated<number>;
  readonly created_at: Date;
  readonly changed_at: Date;
};

/** One turn of a standing order. */
export type StandingOrderRunRow = {
  readonly order_id: string;
  /** From 1. */
  readonly number: number;
  readonly due_at: Date;
  /** RJCT: missed, for the account could not pay. */
  readonly status: 'ACSC' | 'RJCT';
  readonly run_at: Date;
};

/** Someone a customer has saved, for one of their accounts. */
export type BeneficiaryRow = {
  readonly id: string;
  readonly account_id: string;
  readonly name: string;
  readonly identification: string;
};

/** The account that a phone number pays. */
export type AliasRow = { readonly phone: string; readonly account_id: string };

export type OrderTables = {
  payment: PaymentRow;
  standing_order_run: StandingOrderRunRow;
  beneficiary: BeneficiaryRow;
  alias: AliasRow;
};

const ORDERS = [
  `alter table consent add column product text not null default 'payment'`,
  `alter table payment
    add column product text not null default 'payment', add column due_at timestamptz, add column runs integer not null default 0`,
  `update payment set due_at = created_at where status = 'RCVD'`,
  'drop index payment_to_settle',
  'create index payment_due on payment (due_at) where due_at is not null',
  `create table standing_order_run (
    order_id text not null references payment (id), number integer not null, due_at timestamptz not null, status text not null,
    run_at timestamptz not null, primary key (order_id, number))`,
];

const PAYEES = [
  `create table beneficiary (
    id text primary key, account_id text not null references ledger_account (id), name text not null, identification text not null,
    unique (account_id, identification))`,
  'create table alias (phone text primary key, account_id text not null references ledger_account (id))',
];

const apply = (statements: readonly string[]): Migrations[string] => ({
  async up(db) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
});

export const orderMigrations: Migrations = {
  'bank-040-orders': apply(ORDERS),
  'bank-041-payees': apply(PAYEES),
};
