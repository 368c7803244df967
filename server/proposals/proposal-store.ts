import { type Kysely, sql } from 'kysely';
import type { ProposalState } from '../../shared/proposals.ts';
import type { PersonalData } from '../afterwards/personal-data.ts';
import type { Database, Migrations } from '../lib/db.ts';

export type ProposalRow = {
  readonly id: string;
  readonly consultation_id: string;
  readonly customer_subject: string;
  /** Who proposed it; it may be another than who is the consultant now. */
  readonly consultant_subject: string;
  /** Sealed JSON of a `ProposalContent`. */
  readonly content: string;
  readonly state: Exclude<ProposalState, 'lapsed'>;
  readonly proposed_at: Date;
  readonly decided_at: Date | null;
};
type ProposalTables = { proposal: ProposalRow };

export const proposalMigrations: Migrations = {
  'proposals-001-proposals': {
    async up(db) {
      await sql`
        create table proposal (
          id uuid primary key, consultation_id uuid not null, customer_subject text not null, consultant_subject text not null,
          content text not null, state text not null, proposed_at timestamptz not null, decided_at timestamptz,
          constraint decided_once check ((state = 'proposed') = (decided_at is null)))`.execute(db);
      await sql`create index proposal_of_consultation on proposal (consultation_id, proposed_at desc)`.execute(db);
    },
  },
};

export type ProposalStore = ReturnType<typeof createProposalStore>;

export function createProposalStore(database: Database) {
  const db: Kysely<ProposalTables> = database.withTables<ProposalTables>();
  return {
    /** Answers false where the consultation has `max` proposals already. */
    insert: (row: ProposalRow, max: number): Promise<boolean> =>
      db.transaction().execute(async (trx) => {
        await sql`select pg_advisory_xact_lock(hashtext(${`proposals:${row.consultation_id}`}))`.execute(trx);
        const { count } = await trx
          .selectFrom('proposal')
          .select((eb) => eb.fn.countAll<bigint>().as('count'))
          .where('consultation_id', '=', row.consultation_id)
          .executeTakeFirstOrThrow();
        if (count >= max) return false;
        await trx.insertInto('proposal').values(row).execute();
        return true;
      }),
    find: (id: string) => db.selectFrom('proposal').selectAll().where('id', '=', id).executeTakeFirst(),
    list: (consultationId: string): Promise<ProposalRow[]> =>
      db
        .selectFrom('proposal')
        .selectAll()
        .where('consultation_id', '=', consultationId)
        .orderBy('proposed_at', 'desc')
        .execute(),
    /** Decides it once; null where it has been. */
    decide: async (
      id: string,
      state: Exclude<ProposalRow['state'], 'proposed'>,
      decidedAt: Date,
    ): Promise<ProposalRow | null> =>
      (await db
        .updateTable('proposal')
        .set({ state, decided_at: decidedAt })
        .where('id', '=', id)
        .where('state', '=', 'proposed')
        .returningAll()
        .executeTakeFirst()) ?? null,
    async deleteBefore(before: Date): Promise<number> {
      const { numDeletedRows } = await db.deleteFrom('proposal').where('proposed_at', '<', before).executeTakeFirst();
      return Number(numDeletedRows);
    },
    async deleteOf(customerSubject: string): Promise<number> {
      const gone = await db.deleteFrom('proposal').where('customer_subject', '=', customerSubject).executeTakeFirst();
      return Number(gone.numDeletedRows);
    },
  };
}

/** What a consultant has proposed to a customer; it rests sealed, and the customer has seen all of it. */
export function createProposalData(database: Database): PersonalData {
  const db: Kysely<ProposalTables> = database.withTables<ProposalTables>();
  return {
    async collect(subject) {
      const rows = await db
        .selectFrom('proposal')
        .select(['state', 'proposed_at', 'decided_at'])
        .where('customer_subject', '=', subject)
        .orderBy('proposed_at')
        .execute();
      return {
        proposals: rows.map(({ state, proposed_at, decided_at }) => {
          return { state, proposedAt: proposed_at, decidedAt: decided_at };
        }),
      };
    },
    async erase(transaction, subject) {
      const gone = await transaction
        .withTables<ProposalTables>()
        .deleteFrom('proposal')
        .where('customer_subject', '=', subject)
        .returning('id')
        .execute();
      return [{ kind: 'proposals', count: gone.length }];
    },
  };
}
