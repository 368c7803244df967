import { type Generated, sql } from 'kysely';
import type { Migrations } from '../lib/db.ts';

export type RatingRow = {
  readonly consultation_id: string;
  readonly branch_id: string;
  /** Null once the rating is old or was asked to be forgotten: the figures stay, the person goes. */
  readonly customer_subject: string | null;
  readonly satisfaction: number | null;
  readonly recommend: number | null;
  readonly word: string | null;
  readonly skipped: boolean;
  readonly at: Date;
};
/** What was deleted for its age or at a customer's wish: how much of what, and nobody's name. Rows are only added. */
export type RemovalEventRow = {
  readonly seq: Generated<bigint>;
  readonly at: Date;
  readonly cause: 'age' | 'wish';
  readonly what: string;
  readonly count: number;
  /** Of `age`: what was older went. */
  readonly before: Date | null;
};
export type AfterwardsTables = { rating: RatingRow; removal_event: RemovalEventRow };

export const afterwardsMigrations: Migrations = {
  'afterwards-001-ratings': {
    async up(db) {
      await sql`
        create table rating (
          consultation_id uuid primary key, branch_id text not null, customer_subject text, satisfaction smallint, recommend smallint,
          word text, skipped boolean not null, at timestamptz not null,
          constraint in_range check (satisfaction between 1 and 5 and recommend between 0 and 10),
          constraint skipped_says_nothing check (not skipped or (satisfaction is null and recommend is null and word is null)))`.execute(
        db,
      );
      await sql`create index rating_of_branch on rating (branch_id, at)`.execute(db);
      await sql`create index rating_of_customer on rating (customer_subject) where customer_subject is not null`.execute(
        db,
      );
    },
  },
  'afterwards-002-removals': {
    async up(db) {
      await sql`
        create table removal_event (
          seq bigint generated always as identity primary key, at timestamptz not null, cause text not null, what text not null,
          count integer not null, before timestamptz)`.execute(db);
      await sql`
        create function refuse_change_of_removal_event() returns trigger language plpgsql as
        $$ begin raise exception 'the audit trail is only added to'; end $$`.execute(db);
      await sql`
        create trigger removal_event_is_kept before update or delete on removal_event
        for each row execute function refuse_change_of_removal_event()`.execute(db);
    },
  },
};
