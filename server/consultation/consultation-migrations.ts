import { sql } from 'kysely';
import type { Migrations } from '../lib/db.ts';

export const consultationMigrations: Migrations = {
  'consultation-001': {
    async up(db) {
      await sql`
        create table consultation (
          id uuid primary key, branch_id text not null, desk_id text not null, ticket_number text not null,
          customer_subject text not null, customer_name text not null, consultant_subject text not null, consultant_name text not null,
          state text not null, started_at timestamptz not null, ended_at timestamptz)`.execute(db);
      await sql`create unique index one_open_consultation_each on consultation (consultant_subject) where state = 'open'`.execute(
        db,
      );
      await sql`
        create table chat_line (
          seq bigint generated always as identity primary key, id uuid not null unique, consultation_id uuid not null references consultation (id),
          speaker text not null, text text not null, at timestamptz not null)`.execute(db);
      await sql`create index chat_line_of_consultation on chat_line (consultation_id, seq)`.execute(db);
    },
  },
  'consultation-010-phases': {
    async up(db) {
      await sql`
        alter table consultation
          add column topic text not null default 'other', add column phase text, add column transfer_note text,
          add column called_at timestamptz, add column closed_at timestamptz, add column wrap_up_code text,
          add column wrap_up_notes text`.execute(db);
      await sql`
        update consultation set phase = case state when 'open' then 'talk' else 'closed' end, called_at = started_at, closed_at = ended_at`.execute(
        db,
      );
      await sql`
        alter table consultation alter column phase set not null, alter column called_at set not null,
          add constraint open_in_its_phases check ((state = 'open') = (phase in ('called', 'greeted', 'talk', 'held')))`.execute(
        db,
      );
      await sql`create index consultation_to_wrap_up on consultation (consultant_subject) where phase = 'wrap-up'`.execute(
        db,
      );
      await sql`
        create table consultation_event (
          seq bigint generated always as identity primary key, consultation_id uuid not null references consultation (id),
          at timestamptz not null, kind text not null, by_kind text not null, by_subject text not null, detail jsonb not null)`.execute(
        db,
      );
      await sql`create index consultation_event_of on consultation_event (consultation_id, seq)`.execute(db);
      await sql`
        create function refuse_change_of_consultation_event() returns trigger language plpgsql as
        $$ begin raise exception 'the audit trail is only added to'; end $$`.execute(db);
      await sql`
        create trigger consultation_event_is_kept before update or delete on consultation_event
        for each row execute function refuse_change_of_consultation_event()`.execute(db);
      // Those that were open before there was a trail begin it here.
      await sql`
        insert into consultation_event (consultation_id, at, kind, by_kind, by_subject, detail)
        select id, started_at, kind, 'staff', consultant_subject, '{}' from consultation, unnest(array['called', 'begun']) as kind
        where state = 'open'`.execute(db);
    },
  },
  'consultation-020-members': {
    async up(db) {
      await sql`
        create table consultation_member (
          id uuid primary key, consultation_id uuid not null references consultation (id), party text not null, subject text not null,
          name text not null, standing text not null, session_id text, invited_at timestamptz not null, joined_at timestamptz,
          left_at timestamptz, after_seq bigint not null default 0)`.execute(db);
      await sql`create unique index one_member_of_each_party on consultation_member (consultation_id, party) where left_at is null`.execute(
        db,
      );
      await sql`create index consultation_member_by_subject on consultation_member (subject) where left_at is null`.execute(
        db,
      );
    },
  },
  'consultation-030-one-talk-a-member': {
    async up(db) {
      await sql`alter table consultation_member add column seen_at timestamptz`.execute(db);
      // Who was in two at once stays in the one they came into last.
      await sql`
        with gone as (
          update consultation_member one set left_at = now()
          where left_at is null and standing <> 'invited' and exists (
            select from consultation_member other
            where other.subject = one.subject and other.left_at is null and other.standing <> 'invited'
              and (other.joined_at, other.id) > (one.joined_at, one.id))
          returning consultation_id, party, subject)
        insert into consultation_event (consultation_id, at, kind, by_kind, by_subject, detail)
        select consultation_id, now(), case party when 'supervisor' then 'supervision-ended' else 'colleague-left' end, 'staff', subject,
          jsonb_build_object(party, subject, 'why', 'left')
        from gone`.execute(db);
      await sql`create unique index one_talk_a_member on consultation_member (subject) where left_at is null and standing <> 'invited'`.execute(
        db,
      );
    },
  },
  'consultation-031-trail-without-sub': {
    async up(db) {
      // The one change that a trail allows: of a talk that is nobody's any more, a customer's `sub` goes out.
      await sql`
        create or replace function refuse_change_of_consultation_event() returns trigger language plpgsql as $$
        begin
          if tg_op = 'UPDATE' and old.by_kind = 'customer' and old.by_subject not like 'erased:%' and new.by_subject like 'erased:%'
            and to_jsonb(new) - 'by_subject' = to_jsonb(old) - 'by_subject'
            and exists (select from consultation where id = old.consultation_id and customer_subject like 'erased:%')
          then return new; end if;
          raise exception 'the audit trail is only added to';
        end $$`.execute(db);
      await sql`create index consultation_event_with_customer on consultation_event (consultation_id) where by_kind = 'customer' and by_subject not like 'erased:%'`.execute(
        db,
      );
    },
  },
};
