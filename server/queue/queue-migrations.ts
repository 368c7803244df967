import { sql } from 'kysely';
import type { Migrations } from '../lib/db.ts';

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
  'queue-010-service': {
    async up(db) {
      await sql`
        alter table ticket
          add column language text, add column priority text not null default 'ordinary', add column rank_at timestamptz,
          add column waiting_since timestamptz, add column is_transferred boolean not null default false, add column for_consultant text,
          add column transfer_note text, add column call_count integer not null default 0, add column missed_at timestamptz,
          add column ended_at timestamptz, add column follow_token text not null default replace(gen_random_uuid()::text, '-', ''),
          add column estimate jsonb`.execute(db);
      await sql`update ticket set rank_at = taken_at, waiting_since = taken_at`.execute(db);
      await sql`
        alter table ticket alter column rank_at set not null, alter column waiting_since set not null,
          alter column follow_token drop default`.execute(db);
      await sql`create unique index one_ticket_a_follow_token on ticket (follow_token)`.execute(db);
      await sql`create index ticket_called_next on ticket (branch_id, rank_at, seq) where state = 'waiting'`.execute(
        db,
      );
      await sql`create index ticket_missed on ticket (branch_id, missed_at) where state = 'no-show'`.execute(db);
      await sql`create index ticket_of_day on ticket (branch_id, taken_at)`.execute(db);
      await sql`
        alter table duty add column consultant_name text not null default '', add column paused_at timestamptz, add column pause_reason text`.execute(
        db,
      );
      await sql`
        create table ticket_call (
          consultation_id uuid primary key, ticket_id uuid not null references ticket (id), branch_id text not null, desk_id text not null,
          consultant_subject text not null, topic text not null, waiting_since timestamptz not null, estimate jsonb,
          called_at timestamptz not null, ended_at timestamptz, free_at timestamptz, outcome text)`.execute(db);
      await sql`create index ticket_call_of_branch on ticket_call (branch_id, called_at)`.execute(db);
      await sql`
        create table desk_pause (
          seq bigint generated always as identity primary key, branch_id text not null, consultant_subject text not null,
          reason text not null, since timestamptz not null, until timestamptz)`.execute(db);
      await sql`create index desk_pause_open on desk_pause (consultant_subject) where until is null`.execute(db);
      await sql`create index desk_pause_of_branch on desk_pause (branch_id, since)`.execute(db);
    },
  },
  'queue-011-trail': {
    async up(db) {
      await sql`
        create table queue_event (
          seq bigint generated always as identity primary key, branch_id text not null, at timestamptz not null, about text not null,
          about_id text not null, kind text not null, by_kind text not null, by_subject text, detail jsonb not null)`.execute(
        db,
      );
      await sql`create index queue_event_about on queue_event (about, about_id, seq)`.execute(db);
      await sql`create index queue_event_of_branch on queue_event (branch_id, at)`.execute(db);
      await sql`
        create function refuse_change_of_trail() returns trigger language plpgsql as
        $$ begin raise exception 'the audit trail is only added to'; end $$`.execute(db);
      await sql`
        create trigger queue_event_is_kept before update or delete on queue_event
        for each row execute function refuse_change_of_trail()`.execute(db);
    },
  },
  'queue-012-appointments': {
    async up(db) {
      await sql`
        create table appointment (
          id uuid primary key, branch_id text not null, starts_at timestamptz not null, ends_at timestamptz not null, place integer not null,
          topic text not null, language text, customer_subject text not null, customer_name text not null, state text not null,
          booked_at timestamptz not null)`.execute(db);
      await sql`create unique index one_appointment_a_place on appointment (branch_id, starts_at, place) where state = 'booked'`.execute(
        db,
      );
      await sql`create unique index one_appointment_at_a_time on appointment (customer_subject, starts_at) where state = 'booked'`.execute(
        db,
      );
      await sql`
        create table callback (
          id uuid primary key, branch_id text not null, customer_subject text not null, customer_name text not null, topic text not null,
          language text, phone text not null, state text not null, asked_at timestamptz not null, claimed_by text, settled_at timestamptz,
          notes text)`.execute(db);
      await sql`create unique index one_open_callback_each on callback (branch_id, customer_subject) where state in ('open', 'claimed')`.execute(
        db,
      );
      await sql`create index callback_open on callback (branch_id, asked_at) where state in ('open', 'claimed')`.execute(
        db,
      );
    },
  },
  'queue-020-trail-without-sub': {
    async up(db) {
      // The one change that a trail allows: of a ticket that is nobody's any more, a customer's `sub` goes out.
      await sql`
        create or replace function refuse_change_of_trail() returns trigger language plpgsql as $$
        begin
          if tg_op = 'UPDATE' and old.by_kind = 'customer' and old.by_subject not like 'erased:%' and new.by_subject like 'erased:%'
            and to_jsonb(new) - 'by_subject' = to_jsonb(old) - 'by_subject'
            and exists (
              select from ticket where id = case old.about when 'ticket' then old.about_id::uuid end and customer_subject like 'erased:%')
          then return new; end if;
          raise exception 'the audit trail is only added to';
        end $$`.execute(db);
      await sql`create index queue_event_with_customer on queue_event (at) where by_kind = 'customer' and by_subject not like 'erased:%'`.execute(
        db,
      );
    },
  },
  'queue-030-wished-time': {
    async up(db) {
      await sql`alter table callback add column wished_at timestamptz`.execute(db);
    },
  },
};
