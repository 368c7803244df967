import { type Kysely, sql } from 'kysely';
import type { ProposalState, ProposalView } from '../../shared/proposals.ts';
import type { PersonalData } from '../afterwards/personal-data.ts';
import type { Database, Migrations } from '../lib/db.ts';

export type ProposalRow = {
  readonly id: string;
  readonly consultation_id: string;
  readonly customer_subject: string;
  /** Who proposed it; it may be another than who is the consultant now. */
  readonly consultant_subject: string;
  readonly kind: ProposalView['kind'];
  /** Of what it says, which is the two's; see `shared/proposal-sheet.ts`. */
  readonly hash: string;
  readonly state: Exclude<ProposalState, 'lapsed'>;
  readonly proposed_at: Date;
  readonly decided_at: Date | null;
  /** Of a product: when a tab of the consultant has undertaken to lay its document on the desk. */
  readonly laid_at: Date | null;
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
  // The server no longer has what is proposed. Of the talks before, that something was is kept, for its time.
  'proposals-002-hash-alone': {
    async up(db) {
      await sql`
        alter table proposal drop column content, add column kind text not null default 'payment',
          add column hash text not null default '', add column laid_at timestamptz`.execute(db);
      await sql`alter table proposal alter column kind drop default, alter column hash drop default`.execute(db);
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
        // Without one it is of before there were any, and of a talk that is over.
        .where('hash', '<>', '')
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
    /** The laying of an accepted product's document, once; null where it is none, or has been taken. */
    takeLaying: async (id: string, laidAt: Date): Promise<ProposalRow | null> =>
      (await db
        .updateTable('proposal')
        .set({ laid_at: laidAt })
        .where('id', '=', id)
        .where('kind', '=', 'product')
        .where('state', '=', 'accepted')
        .where('laid_at', 'is', null)
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

/** That a consultant has proposed something to a customer, and what became of it; what it was is not here. */
export function createProposalData(database: Database): PersonalData {
  const db: Kysely<ProposalTables> = database.withTables<ProposalTables>();
  return {
    async collect(subject) {
      const rows = await db
        .selectFrom('proposal')
        .select(['id', 'kind', 'hash', 'state', 'proposed_at', 'decided_at'])
        .where('customer_subject', '=', subject)
        .orderBy('proposed_at')
        .execute();
      return {
        proposals: rows.map(({ id, kind, hash, state, proposed_at, decided_at }) => {
          return { id, kind, hash, state, proposedAt: proposed_at, decidedAt: decided_at };
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
