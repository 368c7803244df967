import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { MemberParty, Standing, SupervisorMode } from '../../shared/consultation-members.ts';
import type { Database } from '../lib/db.ts';
import type { ConsultationRow, ConsultationTables } from './consultation-store.ts';
import type { Company } from './member-rules.ts';

/** One stay of somebody in a consultation, or an invitation to it. */
export type MemberRow = {
  readonly id: string;
  readonly consultation_id: string;
  readonly party: MemberParty;
  readonly subject: string;
  readonly name: string;
  readonly standing: Exclude<Standing, 'left'>;
  /** The session that they came in by, whose end ends their part. */
  readonly session_id: string | null;
  readonly invited_at: Date;
  readonly joined_at: Date | null;
  readonly left_at: Date | null;
  /** When the room last had a link of theirs; null before the first. */
  readonly seen_at: Date | null;
  /** What was said up to this line is not for them. */
  readonly after_seq: bigint;
};

export type MemberStore = ReturnType<typeof createMemberStore>;

export function createMemberStore(database: Database) {
  const db: Kysely<ConsultationTables> = database.withTables<ConsultationTables>();
  const within = (transaction: Database) => transaction.withTables<ConsultationTables>();
  const present = (from: Kysely<ConsultationTables>) =>
    from.selectFrom('consultation_member').selectAll().where('left_at', 'is', null);
  return {
    /** Everybody who is or was in, and who is asked; oldest first. */
    of: (consultationId: string): Promise<MemberRow[]> =>
      db
        .selectFrom('consultation_member')
        .selectAll()
        .where('consultation_id', '=', consultationId)
        .orderBy('invited_at')
        .execute(),
    /** Who is in now, and who is asked, as its own transaction sees it. */
    presentIn: (transaction: Database, consultationId: string): Promise<MemberRow[]> =>
      present(within(transaction)).where('consultation_id', '=', consultationId).execute(),
    /** Who is in and has had no link since. */
    unlinkedSince: (since: Date): Promise<MemberRow[]> =>
      present(db)
        .where('standing', '!=', 'invited')
        .where((eb) => eb.fn.coalesce('seen_at', 'joined_at'), '<', since)
        .execute(),
    async see(consultationId: string, subjects: readonly string[], at: Date): Promise<void> {
      await db
        .updateTable('consultation_member')
        .set({ seen_at: at })
        .where('consultation_id', '=', consultationId)
        .where('subject', 'in', subjects)
        .where('left_at', 'is', null)
        .execute();
    },
    bySession: (sessionId: string): Promise<MemberRow[]> => present(db).where('session_id', '=', sessionId).execute(),
    /** The open talks that a colleague is asked into or is in. */
    conferencesOf: (subject: string): Promise<(ConsultationRow & { readonly standing: MemberRow['standing'] })[]> =>
      db
        .selectFrom('consultation_member')
        .innerJoin('consultation', 'consultation.id', 'consultation_id')
        .selectAll('consultation')
        .select('standing')
        .where('subject', '=', subject)
        .where('party', '=', 'colleague')
        .where('left_at', 'is', null)
        .orderBy('invited_at')
        .execute(),
    /** Every colleague who is in an open talk, or asked into one, with its branch. */
    colleagues: () =>
      db
        .selectFrom('consultation_member')
        .innerJoin('consultation', 'consultation.id', 'consultation_id')
        .select(['consultation_id', 'party', 'subject', 'branch_id'])
        .where('party', '=', 'colleague')
        .where('left_at', 'is', null)
        .execute(),
    /** Which supervisor is in which open talk of a branch. */
    supervisionsIn: (branchId: string) =>
      db
        .selectFrom('consultation_member')
        .innerJoin('consultation', 'consultation.id', 'consultation_id')
        .select(['consultation_id', 'subject', 'name', 'standing'])
        .where('branch_id', '=', branchId)
        .where('party', '=', 'supervisor')
        .where('left_at', 'is', null)
        .execute(),
    /**
     * Whether somebody has a talk of their own, or is in another's. Who asks for the same person meanwhile waits until this transaction
     * has ended: two cannot both find them free.
     */
    async isBusy(transaction: Database, subject: string): Promise<boolean> {
      const trx = within(transaction);
      await sql`select pg_advisory_xact_lock(hashtextextended(${`busy:${subject}`}, 0))`.execute(trx);
      const own = trx
        .selectFrom('consultation')
        .select('id')
        .where('consultant_subject', '=', subject)
        .where('state', '=', 'open');
      const others = trx
        .selectFrom('consultation_member')
        .select('consultation_id as id')
        .where('subject', '=', subject)
        .where('left_at', 'is', null)
        .where('standing', '!=', 'invited');
      return (await own.union(others).execute()).length > 0;
    },
    async invite(
      transaction: Database,
      member: Pick<MemberRow, 'consultation_id' | 'party' | 'subject' | 'name' | 'invited_at'>,
    ): Promise<void> {
      const row = { ...member, id: randomUUID(), standing: 'invited' as const, after_seq: 0n, seen_at: null };
      await within(transaction).insertInto('consultation_member').values(row).execute();
    },
    /** From now on they hear what is said: nothing of what was. */
    async join(
      transaction: Database,
      { consultation_id, party }: Pick<MemberRow, 'consultation_id' | 'party'>,
      stay: { readonly standing: SupervisorMode; readonly session_id: string; readonly joined_at: Date },
    ): Promise<void> {
      await within(transaction)
        .updateTable('consultation_member')
        .set({
          ...stay,
          after_seq: sql<bigint>`(select coalesce(max(seq), 0) from chat_line where chat_line.consultation_id = ${consultation_id})`,
        })
        .where('consultation_id', '=', consultation_id)
        .where('party', '=', party)
        .where('left_at', 'is', null)
        .execute();
    },
    async change(transaction: Database, id: string, change: Partial<Pick<MemberRow, 'standing' | 'left_at'>>) {
      await within(transaction).updateTable('consultation_member').set(change).where('id', '=', id).execute();
    },
  };
}

export function companyOf(present: readonly Pick<MemberRow, 'party' | 'subject' | 'standing'>[]): Company {
  const supervisor = present.find(({ party }) => party === 'supervisor');
  const colleague = present.find(({ party }) => party === 'colleague');
  return {
    supervisor:
      supervisor && supervisor.standing !== 'invited'
        ? { subject: supervisor.subject, mode: supervisor.standing }
        : null,
    colleague: colleague ? { subject: colleague.subject, isJoined: colleague.standing !== 'invited' } : null,
  };
}
