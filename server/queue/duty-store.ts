import type { Kysely } from 'kysely';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Database } from '../lib/db.ts';
import { type Duty, type QueueTables, type Ticket, UNIQUE_VIOLATION } from './queue-tables.ts';

/** What a call needs to know beside the tickets. */
export interface CallOptions {
  readonly branchId: string;
  readonly consultantSubject: string;
  /** Absent: the one that waits longest. */
  readonly ticketId: string | undefined;
  /** Opens the consultation in the call's own transaction; answers its id. */
  readonly openConsultation: (transaction: Database, ticket: Ticket, deskId: string) => Promise<string>;
}

export interface Call {
  readonly consultationId: string;
  readonly customerSubject: string;
}

/**
 * Who is at which desk, and calling to it. Each change first locks the consultant's own duty, so that going off duty,
 * moving and calling in two windows happen one after the other. A consultant is in a consultation exactly while a
 * ticket is called to their desk.
 */
export function createDutyStore(db: Kysely<QueueTables>) {
  return {
    duties: (branchId: string): Promise<Duty[]> =>
      db.selectFrom('duty').selectAll().where('branch_id', '=', branchId).execute(),

    /** The consultation that the consultant is in, whichever branch it is in. */
    consultationOf: async (consultantSubject: string): Promise<string | null> => {
      const called = await db
        .selectFrom('duty')
        .innerJoin('ticket', (join) =>
          join.onRef('ticket.branch_id', '=', 'duty.branch_id').onRef('ticket.desk_id', '=', 'duty.desk_id'),
        )
        .select('ticket.consultation_id')
        .where('duty.consultant_subject', '=', consultantSubject)
        .where('ticket.state', '=', 'called')
        .executeTakeFirst();
      return called?.consultation_id ?? null;
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

    goOffDuty: (consultantSubject: string, branchId: string): Promise<Result<Duty | null, 'in-consultation'>> =>
      db.transaction().execute(async (trx) => {
        const own = await lockDuty(trx, consultantSubject);
        if (own?.branch_id !== branchId) return ok(null);
        return leave(trx, own);
      }),

    /** Ends the duty that was taken up with a session. A consultation goes on, and its desk with it. */
    goOffDutyOfSession: (sessionId: string): Promise<Result<Duty | null, 'in-consultation'>> =>
      db.transaction().execute(async (trx) => {
        const own = await trx
          .selectFrom('duty')
          .selectAll()
          .where('session_id', '=', sessionId)
          .forUpdate()
          .executeTakeFirst();
        return own ? leave(trx, own) : ok(null);
      }),

    /** Another consultant who calls at the same moment passes over the ticket (`skip locked`). */
    call: ({
      branchId,
      consultantSubject,
      ticketId,
      openConsultation,
    }: CallOptions): Promise<Result<Call, 'not-on-duty' | 'in-consultation' | 'none-waiting'>> =>
      db.transaction().execute(async (trx) => {
        const own = await lockDuty(trx, consultantSubject);
        if (own?.branch_id !== branchId) return refuse('not-on-duty');
        if (await isServing(trx, own)) return refuse('in-consultation');
        let query = trx
          .selectFrom('ticket')
          .selectAll()
          .where('branch_id', '=', branchId)
          .where('state', '=', 'waiting');
        if (ticketId) query = query.where('id', '=', ticketId);
        const next = await query.orderBy('seq').limit(1).forUpdate().skipLocked().executeTakeFirst();
        if (!next) return refuse('none-waiting');
        const consultationId = await openConsultation(trx as unknown as Database, next, own.desk_id);
        await trx
          .updateTable('ticket')
          .set({ state: 'called', desk_id: own.desk_id, consultation_id: consultationId })
          .where('id', '=', next.id)
          .execute();
        return ok({ consultationId, customerSubject: next.customer_subject });
      }),
  };
}

function lockDuty(trx: Kysely<QueueTables>, consultantSubject: string): Promise<Duty | undefined> {
  return trx
    .selectFrom('duty')
    .selectAll()
    .where('consultant_subject', '=', consultantSubject)
    .forUpdate()
    .executeTakeFirst();
}

async function isServing(trx: Kysely<QueueTables>, { branch_id, desk_id }: Duty): Promise<boolean> {
  const called = await trx
    .selectFrom('ticket')
    .select('id')
    .where('branch_id', '=', branch_id)
    .where('desk_id', '=', desk_id)
    .where('state', '=', 'called')
    .executeTakeFirst();
  return called !== undefined;
}

async function leave(trx: Kysely<QueueTables>, own: Duty): Promise<Result<Duty, 'in-consultation'>> {
  if (await isServing(trx, own)) return refuse('in-consultation');
  await trx.deleteFrom('duty').where('consultant_subject', '=', own.consultant_subject).execute();
  return ok(own);
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
  const stays = own?.branch_id === duty.branch_id && own.desk_id === duty.desk_id;
  const next = stays ? { ...duty, since: own.since } : duty;
  await trx
    .insertInto('duty')
    .values(next)
    .onConflict((conflict) => conflict.column('consultant_subject').doUpdateSet(next))
    .execute();
  return ok({ left: own ?? null });
}
