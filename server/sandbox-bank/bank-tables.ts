import { type Generated, type GeneratedAlways, sql } from 'kysely';
import type { Migrations } from '../lib/db.ts';
import { type OrderTables, orderMigrations, type Product } from './api/order-tables.ts';
import { ledgerMigrations } from './ledger/ledger-schema.ts';
import { type DeviceTables, deviceMigrations } from './oidc/device-tables.ts';
import { PASSKEY_STATEMENTS, type PasskeyTables } from './passkeys/passkey-tables.ts';

export type LedgerAccountRow = {
  readonly id: string;
  /** Null for the bank's own accounts. */
  readonly customer: string | null;
  readonly name: string;
  /** Sort code and account number, 14 digits. */
  readonly identification: string;
  readonly currency: string;
  readonly balance_minor: bigint;
  /** Pending debits: not to be spent. */
  readonly reserved_minor: bigint;
  /** How far below zero the balance may go; null: as far as it takes (the bank's own accounts). */
  readonly overdraft_minor: bigint | null;
};

/** Balances are moved by transfers alone; an account opens empty. */
type LedgerAccountTable = Omit<LedgerAccountRow, 'balance_minor' | 'reserved_minor'> & {
  readonly balance_minor: GeneratedAlways<bigint>;
  readonly reserved_minor: GeneratedAlways<bigint>;
};

/** Written by `make_transfer` and `resolve_transfer` alone. */
type TransferRow = {
  readonly id: string;
  readonly sequence: GeneratedAlways<bigint>;
  readonly state: 'pending' | 'posted' | 'voided' | 'expired';
  readonly debit_account_id: string;
  readonly credit_account_id: string;
  readonly amount_minor: bigint;
  readonly currency: string;
  readonly reference: string;
  /** How each side's statement names the other. */
  readonly payer_name: string;
  readonly payee_name: string;
  /** A pending one is not posted from then on; null: it waits. */
  readonly expires_at: Date | null;
  /** When it came to its final state; the booking time of a posted one. */
  readonly resolved_at: Date | null;
  readonly posted_minor: bigint | null;
};

/** A view: the two sides of each posted transfer. */
export type EntryRow = {
  /** The same for both sides; grows with each transfer. */
  readonly id: bigint;
  readonly transfer_id: string;
  readonly account_id: string;
  /** Signed: negative leaves the account. */
  readonly amount_minor: bigint;
  readonly currency: string;
  /** Who is on the other side, as this account's statement names them. */
  readonly counterparty: string;
  readonly reference: string;
  readonly booked_at: Date;
};

export type ConsentRow = {
  readonly id: string;
  readonly kind: 'account' | 'payment';
  /** What is to be paid, of a consent to pay. */
  readonly product: Product;
  readonly client_id: string;
  readonly status: 'AWAU' | 'AUTH' | 'RJCT' | 'COND';
  /** What was asked for: JSON text of `Data` and `Risk`. */
  readonly body: string;
  /** Who granted it; null until then. */
  readonly customer: string | null;
  readonly grant_id: string | null;
  readonly created_at: Date;
  readonly changed_at: Date;
};

type IdempotencyRow = {
  readonly client_id: string;
  readonly endpoint: string;
  readonly key: string;
  readonly body_hash: string;
  readonly resource_id: string;
  readonly created_at: Date;
};

export type ApprovalRow = {
  readonly consent_id: string;
  readonly request_id: string;
  readonly customer: string;
  readonly binding_code: string;
  readonly state: 'pending' | 'approved' | 'denied' | 'withdrawn';
  /** The issuer has been told the decision. */
  readonly delivered: boolean;
  readonly expires_at: Date;
  /** The web session in which the customer decided. */
  readonly decided_in: string | null;
  readonly decided_at: Date | null;
  /** The branch asked for it once more while it waited, and was refused. */
  readonly asked_again: Generated<boolean>;
};

type OidcRow = {
  readonly kind: string;
  readonly id: string;
  readonly payload: string;
  readonly grant_id: string | null;
  readonly user_code: string | null;
  readonly uid: string | null;
  readonly expires_at: Date | null;
};

type WebSessionRow = {
  readonly token_hash: string;
  readonly kind: 'customer' | 'staff';
  readonly subject: string;
  readonly csrf: string;
  readonly expires_at: Date;
};
type DpopProofRow = { readonly jti: string; readonly expires_at: Date };

export type BankTables = DeviceTables &
  OrderTables &
  PasskeyTables & {
    ledger_account: LedgerAccountTable;
    transfer: TransferRow;
    entry: EntryRow;
    consent: ConsentRow;
    idempotency: IdempotencyRow;
    approval: ApprovalRow;
    oidc: OidcRow;
    web_session: WebSessionRow;
    dpop_proof: DpopProofRow;
  };

const STATEMENTS = [
  `create table ledger_account (
    id text primary key, customer text, name text not null, identification text not null unique, currency text not null,
    balance_minor bigint not null default 0, overdraft_minor bigint,
    constraint no_overdraft_past_the_limit check (overdraft_minor is null or balance_minor >= -overdraft_minor))`,
  'create table transfer (id text primary key, booked_at timestamptz not null, reference text not null)',
  `create table entry (
    id bigint generated always as identity primary key, transfer_id text not null references transfer (id),
    account_id text not null references ledger_account (id), amount_minor bigint not null check (amount_minor <> 0),
    currency text not null, counterparty text not null)`,
  'create index entry_of_account on entry (account_id, id desc)',
  'create index entry_of_transfer on entry (transfer_id)',
  `create function entries_are_immutable() returns trigger language plpgsql as $$
    begin raise exception 'ledger entries are never changed or removed'; end $$`,
  'create trigger entry_immutable before update or delete on entry for each row execute function entries_are_immutable()',
  'create trigger transfer_immutable before update or delete on transfer for each row execute function entries_are_immutable()',
  `create function transfer_balances() returns trigger language plpgsql as $$
    begin
      if exists (select 1 from entry where transfer_id = new.transfer_id group by currency having sum(amount_minor) <> 0) then
        raise exception 'transfer % does not balance', new.transfer_id;
      end if;
      return null;
    end $$`,
  'create constraint trigger entry_balances after insert on entry deferrable initially deferred for each row execute function transfer_balances()',
  `create table consent (
    id text primary key, kind text not null, client_id text not null, status text not null, body text not null,
    customer text, grant_id text unique, created_at timestamptz not null, changed_at timestamptz not null)`,
  `create table payment (
    id text primary key, consent_id text not null unique references consent (id), status text not null, body text not null,
    created_at timestamptz not null, changed_at timestamptz not null)`,
  `create index payment_to_settle on payment (created_at) where status = 'RCVD'`,
  `create table idempotency (
    client_id text not null, endpoint text not null, key text not null, body_hash text not null, resource_id text not null,
    created_at timestamptz not null, primary key (client_id, endpoint, key))`,
  `create table approval (
    consent_id text primary key references consent (id), request_id text not null unique, customer text not null, binding_code text not null,
    state text not null, delivered boolean not null, expires_at timestamptz not null)`,
  `create table oidc (
    kind text not null, id text not null, payload text not null, grant_id text, user_code text, uid text, expires_at timestamptz,
    primary key (kind, id))`,
  'create index oidc_of_grant on oidc (grant_id)',
  'create index oidc_of_uid on oidc (kind, uid)',
  'create table web_session (token_hash text primary key, kind text not null, subject text not null, csrf text not null, expires_at timestamptz not null)',
  'create table dpop_proof (jti text primary key, expires_at timestamptz not null)',
];

export const bankMigrations: Migrations = {
  'bank-001': {
    async up(db) {
      for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
    },
  },
  ...ledgerMigrations(),
  ...deviceMigrations,
  'bank-020-passkeys': {
    async up(db) {
      for (const statement of PASSKEY_STATEMENTS) await sql.raw(statement).execute(db);
    },
  },
  ...orderMigrations,
};
