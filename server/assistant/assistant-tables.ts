import { type Generated, sql } from 'kysely';
import type { Draft, HandoverReason, TurnKind } from '../../shared/assistant.ts';
import type { Migrations } from '../lib/db.ts';

export interface TurnRow {
  readonly id: string;
  /** Order in the talk. */
  readonly seq: Generated<bigint>;
  readonly session_id: string;
  readonly speaker: 'customer' | 'assistant';
  readonly kind: TurnKind;
  readonly text: string;
  /** JSON text of Source[]. */
  readonly sources: string;
  readonly at: Date;
}
export interface DraftRow {
  readonly id: string;
  readonly seq: Generated<bigint>;
  readonly turn_id: string;
  readonly session_id: string;
  readonly customer_subject: string;
  /** JSON text of DraftFields. */
  readonly fields: string;
  readonly state: Draft['state'];
  readonly at: Date;
}
export interface HandoverRow {
  readonly id: string;
  readonly draft_id: string;
  readonly branch_id: string;
  readonly customer_subject: string;
  readonly reason: HandoverReason | 'wish';
  /** JSON text of DraftFields. */
  readonly wish: string;
  /** JSON text of Turn[]: what the customer let go with it, as it was then. */
  readonly turns: string;
  readonly at: Date;
  /** The one consultation that may read it, once one has. */
  readonly consultation_id: string | null;
}
interface AuditRow {
  readonly seq: Generated<bigint>;
  readonly at: Date;
  /** Null for a guest. */
  readonly customer_subject: string | null;
  readonly session_id: string;
  readonly step: string;
  /** JSON text; names and numbers of people are masked. */
  readonly detail: string;
}

export type AssistantTables = {
  assistant_turn: TurnRow;
  assistant_draft: DraftRow;
  assistant_handover: HandoverRow;
  assistant_audit: AuditRow;
};

export const assistantMigrations: Migrations = {
  'assistant-001-talks': {
    async up(db) {
      await sql`
        create table assistant_turn (
          id uuid primary key, seq bigint generated always as identity, session_id text not null, speaker text not null,
          kind text not null, text text not null, sources text not null, at timestamptz not null)`.execute(db);
      await sql`create index assistant_turn_of_session on assistant_turn (session_id, seq)`.execute(db);
      await sql`create index assistant_turn_age on assistant_turn (at)`.execute(db);
      await sql`
        create table assistant_draft (
          id uuid primary key, seq bigint generated always as identity, turn_id uuid not null, session_id text not null,
          customer_subject text not null, fields text not null, state text not null, at timestamptz not null)`.execute(
        db,
      );
      await sql`create index assistant_draft_of_session on assistant_draft (session_id, seq)`.execute(db);
      await sql`
        create table assistant_handover (
          id uuid primary key, draft_id uuid not null unique, branch_id text not null, customer_subject text not null,
          reason text not null, wish text not null, turns text not null, at timestamptz not null, consultation_id uuid)`.execute(
        db,
      );
      await sql`create index assistant_handover_of_customer on assistant_handover (customer_subject, at)`.execute(db);
      await sql`
        create table assistant_audit (
          seq bigint generated always as identity primary key, at timestamptz not null, customer_subject text,
          session_id text not null, step text not null, detail text not null)`.execute(db);
      await sql`
        create function assistant_audit_is_append_only() returns trigger language plpgsql as $$
        begin raise exception 'assistant_audit is append-only'; end $$`.execute(db);
      await sql`
        create trigger assistant_audit_append_only before update or delete on assistant_audit
        for each row execute function assistant_audit_is_append_only()`.execute(db);
    },
  },
  'assistant-020-trail-without-sub': {
    async up(db) {
      // The one change that a trail allows: of a talk that is no longer kept, a customer's `sub` goes out.
      await sql`
        create or replace function assistant_audit_is_append_only() returns trigger language plpgsql as $$
        begin
          if tg_op = 'UPDATE' and old.customer_subject not like 'erased:%' and new.customer_subject like 'erased:%'
            and to_jsonb(new) - 'customer_subject' = to_jsonb(old) - 'customer_subject'
            and not exists (select from assistant_turn where session_id = old.session_id)
          then return new; end if;
          raise exception 'assistant_audit is append-only';
        end $$`.execute(db);
      await sql`create index assistant_audit_with_customer on assistant_audit (at) where customer_subject not like 'erased:%'`.execute(
        db,
      );
    },
  },
};
