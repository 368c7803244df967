import type { Kysely } from 'kysely';
import type { PauseReason } from '../../shared/queue.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Database } from '../lib/db.ts';
import { type Duty, type QueueTables, UNIQUE_VIOLATION } from './queue-tables.ts';
import { BRANCH_ITSELF, byStaff, recordDuty, recordTicket } from './queue-trail.ts';

/**
 * Who is at which desk. Each change first locks the consultant's own duty, so that going off duty, moving and calling in two windows
 * happen one after the other. A consultant is in a consultation exactly while a ticket is called to their desk.
 */
export function createDutyStore(db: Kysely<QueueTables>) {
  return {
    duties: (branchId: string): Promise<Duty[]> =>
      db.selectFrom('duty').selectAll().where('branch_id', '=', branchId).execute(),

    /** Whether somebody is on duty in a branch, and cannot leave before the transaction ends. */
    isOnDuty: (transaction: Database, branchId: string, consultantSubject: string): Promise<boolean> =>
      isOnDuty(transaction.withTables<QueueTables>(), branchId, consultantSubject),

    /** The consultation that the consultant is in, whichever branch it is in. */
    consultationOf: (consultantSubject: string): Promise<string | null> =>
      consultationWhere(db, 'duty.consultant_subject', consultantSubject),

    /** The consultation at the desk that was taken with a session. */
    consultationOfSession: (sessionId: string): Promise<string | null> =>
      consultationWhere(db, 'duty.session_id', sessionId),

    /** Who has signed in anew has the desk by their new session: signing out of that one ends their duty. */
    keepSession: async (consultantSubject: string, sessionId: string): Promise<void> => {
      await db
        .updateTable('duty')
        .set({ session_id: sessionId })
        .where('consultant_subject', '=', consultantSubject)
        .execute();
    },

    /** Takes a desk, leaving another, which is answered. */
    goOnDuty: async (duty: Duty): Promise<Result<{ readonly left: Duty | null }, 'desk-taken' | 'in-consultation'>> => {
      try {
        return await db.transaction().execute((trx) => moveTo(trx, duty));
      } catch (error) {
        // Two took a free desk at one moment: the constraint decides.
        if ((error as { code?: string }).code === UNIQUE_VIOLATION) return refuse('desk-taken');
        throw error;
      }
    },

    goOffDuty: (
      consultantSubject: string,
      branchId: string,
      at: Date,
    ): Promise<Result<Duty | null, 'in-consultation'>> =>
      db.transaction().execute(async (trx) => {
        const own = await lockDuty(trx, consultantSubject);
        if (own?.branch_id !== branchId) return ok(null);
        return leave(trx, own, at);
      }),

    /** Ends the duty that was taken up with a session. A consultation goes on, and its desk with it. */
    goOffDutyOfSession: (sessionId: string, at: Date): Promise<Result<Duty | null, 'in-consultation'>> =>
      db.transaction().execute(async (trx) => {
        const own = await trx
          .selectFrom('duty')
          .selectAll()
          .where('session_id', '=', sessionId)
          .forUpdate()
          .executeTakeFirst();
        return own ? leave(trx, own, at) : ok(null);
      }),

    /** Pauses for a reason, or takes up work again (null). To do so twice changes nothing but the reason. */
    setPause: (
      consultantSubject: string,
      branchId: string,
      reason: PauseReason | null,
      at: Date,
    ): Promise<Result<null, 'not-on-duty'>> =>
      db.transaction().execute(async (trx) => {
        const own = await lockDuty(trx, consultantSubject);
        if (own?.branch_id !== branchId) return refuse('not-on-duty');
        if (own.pause_reason === reason) return ok(null);
        await endPause(trx, own, at);
        await trx
          .updateTable('duty')
          .set({ paused_at: reason ? at : null, pause_reason: reason })
          .where('consultant_subject', '=', consultantSubject)
          .execute();
        if (reason)
          await trx
            .insertInto('desk_pause')
            .values({ branch_id: branchId, consultant_subject: consultantSubject, reason, since: at, until: null })
            .execute();
        const entry = { branchId, at, by: byStaff(consultantSubject) };
        await recordDuty(trx, consultantSubject, reason ? { kind: 'paused', reason } : { kind: 'resumed' }, entry);
        return ok(null);
      }),
  };
}

async function consultationWhere(
  db: Kysely<QueueTables>,
  column: 'duty.consultant_subject' | 'duty.session_id',
  value: string,
): Promise<string | null> {
  const called = await db
    .selectFrom('duty')
    .innerJoin('ticket', (join) =>
      join.onRef('ticket.branch_id', '=', 'duty.branch_id').onRef('ticket.desk_id', '=', 'duty.desk_id'),
    )
    .select('ticket.consultation_id')
    .where(column, '=', value)
    .where('ticket.state', '=', 'called')
    .executeTakeFirst();
  return called?.consultation_id ?? null;
}

export function lockDuty(trx: Kysely<QueueTables>, consultantSubject: string): Promise<Duty | undefined> {
  return trx
    .selectFrom('duty')
    .selectAll()
    .where('consultant_subject', '=', consultantSubject)
    .forUpdate()
    .executeTakeFirst();
}

/** Until the transaction ends, who is on duty cannot leave. */
export async function isOnDuty(
  trx: Kysely<QueueTables>,
  branchId: string,
  consultantSubject: string,
): Promise<boolean> {
  const duty = await trx
    .selectFrom('duty')
    .select('desk_id')
    .where('consultant_subject', '=', consultantSubject)
    .where('branch_id', '=', branchId)
    .forShare()
    .executeTakeFirst();
  return duty !== undefined;
}

export async function isServing(trx: Kysely<QueueTables>, { branch_id, desk_id }: Duty): Promise<boolean> {
  const called = await trx
    .selectFrom('ticket')
    .select('id')
    .where('branch_id', '=', branch_id)
    .where('desk_id', '=', desk_id)
    .where('state', '=', 'called')
    .executeTakeFirst();
  return called !== undefined;
}

function endPause(trx: Kysely<QueueTables>, { consultant_subject }: Duty, at: Date): Promise<unknown> {
  return trx
    .updateTable('desk_pause')
    .set({ until: at })
    .where('consultant_subject', '=', consultant_subject)
    .where('until', 'is', null)
    .execute();
}

async function leave(trx: Kysely<QueueTables>, own: Duty, at: Date): Promise<Result<Duty, 'in-consultation'>> {
  if (await isServing(trx, own)) return refuse('in-consultation');
  const { consultant_subject, branch_id, desk_id } = own;
  await trx.deleteFrom('duty').where('consultant_subject', '=', consultant_subject).execute();
  await endPause(trx, own, at);
  const entry = { branchId: branch_id, at, by: byStaff(consultant_subject) };
  await recordDuty(trx, consultant_subject, { kind: 'off', deskId: desk_id }, entry);
  await releaseKept(trx, own, at);
  return ok(own);
}

/** Whom a colleague passed on to this consultant anyone may call now. */
async function releaseKept(trx: Kysely<QueueTables>, { consultant_subject, branch_id }: Duty, at: Date): Promise<void> {
  const released = await trx
    .updateTable('ticket')
    .set({ for_consultant: null })
    .where('branch_id', '=', branch_id)
    .where('state', '=', 'waiting')
    .where('for_consultant', '=', consultant_subject)
    .returning('id')
    .execute();
  for (const { id } of released)
    await recordTicket(trx, id, { kind: 'released' }, { branchId: branch_id, at, by: BRANCH_ITSELF });
}

async function moveTo(
  trx: Kysely<QueueTables>,
  duty: Duty,
): Promise<Result<{ readonly left: Duty | null }, 'desk-taken' | 'in-consultation'>> {
  const own = await lockDuty(trx, duty.consultant_subject);
  if (own && (await isServing(trx, own))) return refuse('in-consultation');
  // Looked at before it is taken: two who swap desks would otherwise wait for each other.
  const colleague = await trx
    .selectFrom('duty')
    .select('consultant_subject')
    .where('branch_id', '=', duty.branch_id)
    .where('desk_id', '=', duty.desk_id)
    .where('consultant_subject', '!=', duty.consultant_subject)
    .executeTakeFirst();
  if (colleague) return refuse('desk-taken');
  const isSameBranch = own?.branch_id === duty.branch_id;
  const stays = isSameBranch && own.desk_id === duty.desk_id;
  const next = stays ? { ...duty, since: own.since } : duty;
  await trx
    .insertInto('duty')
    .values(next)
    .onConflict((conflict) => conflict.column('consultant_subject').doUpdateSet(next))
    .execute();
  const { since: at, branch_id: branchId, desk_id: deskId } = duty;
  const by = byStaff(duty.consultant_subject);
  if (own) await endPause(trx, own, at);
  if (own && !isSameBranch) {
    await releaseKept(trx, own, at);
    const off = { kind: 'off', deskId: own.desk_id } as const;
    await recordDuty(trx, own.consultant_subject, off, { branchId: own.branch_id, at, by });
  }
  const kind = isSameBranch ? 'moved' : 'on';
  await recordDuty(trx, duty.consultant_subject, { kind, deskId }, { branchId, at, by });
  return ok({ left: own ?? null });
}
