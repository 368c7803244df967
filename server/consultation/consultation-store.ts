import { type Generated, type Kysely, sql } from 'kysely';
import type { Speaker } from '../../shared/consultation.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Database, Migrations } from '../lib/db.ts';
import { MAX_LINES } from './consultation-rules.ts';

export type ConsultationRow = {
  readonly id: string;
  readonly branch_id: string;
  readonly desk_id: string;
  readonly ticket_number: string;
  readonly customer_subject: string;
  readonly customer_name: string;
  readonly consultant_subject: string;
  readonly consultant_name: string;
  readonly state: 'open' | 'ended';
  readonly started_at: Date;
  readonly ended_at: Date | null;
};
export type ChatLineRow = {
  readonly seq: Generated<bigint>;
  readonly id: string;
  readonly consultation_id: string;
  readonly speaker: Speaker;
  readonly text: string;
  readonly at: Date;
};
type ConsultationTables = { consultation: ConsultationRow; chat_line: ChatLineRow };

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
};

export type ConsultationStore = ReturnType<typeof createConsultationStore>;

export function createConsultationStore(database: Database) {
  const db: Kysely<ConsultationTables> = database.withTables<ConsultationTables>();
  return {
    insert: (transaction: Database, row: ConsultationRow) =>
      transaction.withTables<ConsultationTables>().insertInto('consultation').values(row).execute(),
    find: (id: string) => db.selectFrom('consultation').selectAll().where('id', '=', id).executeTakeFirst(),
    listOpen: () =>
      db
        .selectFrom('consultation')
        .select(['customer_subject', 'consultant_subject'])
        .where('state', '=', 'open')
        .execute(),
    /** Ends it once, with `alongside` in the same transaction. Answers null where it was ended before. */
    end: (
      id: string,
      now: Date,
      alongside: (transaction: Database) => Promise<unknown>,
    ): Promise<ConsultationRow | null> =>
      db.transaction().execute(async (trx) => {
        const row = await trx
          .updateTable('consultation')
          .set({ state: 'ended', ended_at: now })
          .where('id', '=', id)
          .where('state', '=', 'open')
          .returningAll()
          .executeTakeFirst();
        if (row) await alongside(trx as unknown as Database);
        return row ?? null;
      }),
    /** Keeps a line while the consultation is open; the row lock puts lines of both in one order. */
    addLine: (line: Omit<ChatLineRow, 'seq'>): Promise<Result<null, 'consultation-ended' | 'transcript-full'>> =>
      db.transaction().execute(async (trx) => {
        const { consultation_id } = line;
        const open = await trx
          .selectFrom('consultation')
          .select('id')
          .where('id', '=', consultation_id)
          .where('state', '=', 'open')
          .forUpdate()
          .executeTakeFirst();
        if (!open) return refuse('consultation-ended');
        const { count } = await trx
          .selectFrom('chat_line')
          .select((eb) => eb.fn.countAll<bigint>().as('count'))
          .where('consultation_id', '=', consultation_id)
          .executeTakeFirstOrThrow();
        if (count >= MAX_LINES) return refuse('transcript-full');
        await trx.insertInto('chat_line').values(line).execute();
        return ok(null);
      }),
    lines: (consultationId: string) =>
      db.selectFrom('chat_line').selectAll().where('consultation_id', '=', consultationId).orderBy('seq').execute(),
  };
}
