import { type Generated, sql } from 'kysely';
import type { Topic } from '../../shared/queue.ts';
import type { Migrations } from '../lib/db.ts';

export type TicketRow = {
  readonly id: string;
  /** Order of arrival. */
  readonly seq: Generated<bigint>;
  readonly branch_id: string;
  readonly number: string;
  readonly topic: Topic;
  readonly customer_subject: string;
  readonly customer_name: string;
  readonly state: 'waiting' | 'called' | 'served' | 'cancelled';
  readonly taken_at: Date;
  readonly desk_id: string | null;
  readonly consultation_id: string | null;
};
export type Ticket = Omit<TicketRow, 'seq'> & { readonly seq: bigint };

export type Duty = {
  readonly consultant_subject: string;
  readonly branch_id: string;
  readonly desk_id: string;
  readonly since: Date;
  /** The session it was taken up with; signing out of that one ends it. */
  readonly session_id: string | null;
};
type CounterRow = { readonly branch_id: string; readonly day: string; readonly last: number };
export type QueueTables = { ticket: TicketRow; duty: Duty; ticket_counter: CounterRow };

/** What PostgreSQL says where a unique index is the one to decide. */
export const UNIQUE_VIOLATION = '23505';

export const queueMigrations: Migrations = {
  'queue-001-tickets': {
    async up(db) {
      await sql`
        create table ticket (
          id uuid primary key, seq bigint generated always as identity, branch_id text not null, number text not null, topic text not null,
          customer_subject text not null, customer_name text not null, state text not null, taken_at timestamptz not null,
          desk_id text, consultation_id uuid)`.execute(db);
      await sql`create unique index one_open_ticket_each on ticket (branch_id, customer_subject) where state in ('waiting', 'called')`.execute(
        db,
      );
      await sql`create index ticket_waiting on ticket (branch_id, seq) where state = 'waiting'`.execute(db);
      await sql`
        create table duty (
          consultant_subject text primary key, branch_id text not null, desk_id text not null, since timestamptz not null,
          constraint one_consultant_a_desk unique (branch_id, desk_id))`.execute(db);
      await sql`create table ticket_counter (branch_id text not null, day text not null, last integer not null, primary key (branch_id, day))`.execute(
        db,
      );
    },
  },
  'queue-002-one-call-a-desk': {
    async up(db) {
      await sql`create unique index one_call_a_desk on ticket (branch_id, desk_id) where state = 'called'`.execute(db);
      await sql`create unique index one_open_number on ticket (branch_id, number) where state in ('waiting', 'called')`.execute(
        db,
      );
      await sql`alter table duty add column session_id text`.execute(db);
    },
  },
};
