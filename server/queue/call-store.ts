import { type Kysely, sql } from 'kysely';
import type { Skills } from '../../shared/branch-service.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { TicketSettlement } from '../consultation/consultation-service.ts';
import type { Database } from '../lib/db.ts';
import { isOnDuty, isServing, lockDuty } from './duty-store.ts';
import { canServe, type Wanted } from './queue-rules.ts';
import { type Duty, type QueueTables, type Ticket, UNIQUE_VIOLATION } from './queue-tables.ts';
import { type Actor, byStaff, recordTicket } from './queue-trail.ts';

/** What a call needs to know beside the tickets. */
export interface CallOptions {
  readonly branchId: string;
  readonly consultantSubject: string;
  readonly skills: Skills;
  /** Absent: the first that this consultant serves. */
  readonly ticketId: string | undefined;
  /** Who was missed after this may be called again. */
  readonly missedAfter: Date;
  readonly at: Date;
  /** Whether they are in a talk, also one of a colleague; it stays so until the call's transaction ends. */
  readonly isBusy: (transaction: Database) => Promise<boolean>;
  /** Opens the consultation in the call's own transaction; answers its id. */
  readonly openConsultation: (transaction: Database, ticket: Ticket, deskId: string) => Promise<string>;
}

export interface Call {
  readonly consultationId: string;
  readonly customerSubject: string;
}

type CallError = 'not-on-duty' | 'in-consultation' | 'paused' | 'none-waiting' | 'skill-missing' | 'ticket-reserved';

export interface SettleContext {
  readonly at: Date;
  readonly by: Actor;
  readonly serves: (branchId: string, consultantSubject: string, wanted: Wanted) => boolean;
}

export function createCallStore(db: Kysely<QueueTables>) {
  return {
    /** Another consultant who calls at the same moment passes over the ticket (`skip locked`). */
    call: async (options: CallOptions): Promise<Result<Call, CallError>> => {
      try {
        return await db.transaction().execute((trx) => callOnce(trx, options));
      } catch (error) {
        // Who was missed has taken a ticket anew at this moment.
        if ((error as { code?: string }).code === UNIQUE_VIOLATION) return refuse('none-waiting');
        throw error;
      }
    },

    /** Says the number again that is called to the consultant's desk; answers whose it is. */
    recall: (
      consultantSubject: string,
      branchId: string,
      at: Date,
    ): Promise<Result<{ readonly customerSubject: string }, 'not-on-duty' | 'nobody-called'>> =>
      db.transaction().execute(async (trx) => {
        const own = await lockDuty(trx, consultantSubject);
        if (own?.branch_id !== branchId) return refuse('not-on-duty');
        const called = await trx
          .updateTable('ticket')
          .set((eb) => ({ call_count: eb('call_count', '+', 1) }))
          .where('branch_id', '=', branchId)
          .where('desk_id', '=', own.desk_id)
          .where('state', '=', 'called')
          .returning(['id', 'customer_subject'])
          .executeTakeFirst();
        if (!called) return refuse('nobody-called');
        await recordTicket(trx, called.id, { kind: 'recalled' }, { branchId, at, by: byStaff(consultantSubject) });
        return ok({ customerSubject: called.customer_subject });
      }),

    /** Within the transaction that ends its consultation. Where it is refused, nothing may be committed. */
    settle: (transaction: Database, consultationId: string, settlement: TicketSettlement, context: SettleContext) =>
      settleTicket(transaction.withTables<QueueTables>(), consultationId, settlement, context),

    /** The consultant is free for the next: their talk is wrapped up. Within the transaction that closes it. */
    release: (transaction: Database, consultationId: string, at: Date): Promise<unknown> =>
      transaction
        .withTables<QueueTables>()
        .updateTable('ticket_call')
        .set({ free_at: at })
        .where('consultation_id', '=', consultationId)
        .where('free_at', 'is', null)
        .execute(),
  };
}

async function callOnce(trx: Kysely<QueueTables>, options: CallOptions): Promise<Result<Call, CallError>> {
  const { branchId, consultantSubject, at } = options;
  const own = await lockDuty(trx, consultantSubject);
  if (own?.branch_id !== branchId) return refuse('not-on-duty');
  if ((await isServing(trx, own)) || (await options.isBusy(trx as unknown as Database)))
    return refuse('in-consultation');
  if (own.paused_at) return refuse('paused');
  const next = await lockNext(trx, options);
  if (!next) return refuse(await whyNone(trx, options));
  const consultationId = await options.openConsultation(trx as unknown as Database, next, own.desk_id);
  await trx
    .updateTable('ticket')
    .set((eb) => ({
      state: 'called',
      desk_id: own.desk_id,
      consultation_id: consultationId,
      for_consultant: null,
      call_count: eb('call_count', '+', 1),
    }))
    .where('id', '=', next.id)
    .execute();
  await trx
    .insertInto('ticket_call')
    .values(callRow(next, own, consultationId, at))
    .execute();
  const event = { kind: 'called', deskId: own.desk_id, consultationId } as const;
  await recordTicket(trx, next.id, event, { branchId, at, by: byStaff(consultantSubject) });
  return ok({ consultationId, customerSubject: next.customer_subject });
}

function callRow(ticket: Ticket, duty: Duty, consultationId: string, at: Date) {
  const { id, branch_id, topic, waiting_since, estimate } = ticket;
  return {
    consultation_id: consultationId,
    ticket_id: id,
    branch_id,
    desk_id: duty.desk_id,
    consultant_subject: duty.consultant_subject,
    topic,
    waiting_since,
    // Who was missed does not wait: nothing was said to them.
    estimate: ticket.state === 'waiting' && estimate ? JSON.stringify(estimate) : null,
    called_at: at,
    ended_at: null,
    free_at: null,
    outcome: null,
  };
}

function lockNext(
  trx: Kysely<QueueTables>,
  { branchId, consultantSubject, skills, ticketId, missedAfter }: CallOptions,
): Promise<Ticket | undefined> {
  const query = trx
    .selectFrom('ticket')
    .selectAll()
    .where('branch_id', '=', branchId)
    .where('topic', 'in', skills.topics)
    .where((eb) => eb.or([eb('language', 'is', null), eb('language', 'in', skills.languages)]))
    .where((eb) => eb.or([eb('for_consultant', 'is', null), eb('for_consultant', '=', consultantSubject)]));
  const asked = ticketId
    ? query
        .where('id', '=', ticketId)
        .where((eb) =>
          eb.or([
            eb('state', '=', 'waiting'),
            eb.and([eb('state', '=', 'no-show'), eb('missed_at', '>', missedAfter)]),
          ]),
        )
    : query.where('state', '=', 'waiting');
  return asked
    .orderBy(sql`for_consultant is null`)
    .orderBy('rank_at')
    .orderBy('seq')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}

async function whyNone(trx: Kysely<QueueTables>, { branchId, skills, ticketId }: CallOptions): Promise<CallError> {
  if (!ticketId) return 'none-waiting';
  const asked = await trx
    .selectFrom('ticket')
    .select(['topic', 'language', 'state'])
    .where('branch_id', '=', branchId)
    .where('id', '=', ticketId)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  if (!asked) return 'none-waiting';
  if (!canServe(skills, asked)) return 'skill-missing';
  // Else a colleague has it locked, and is about to have called it.
  const kept = await trx
    .selectFrom('ticket')
    .select('id')
    .where('id', '=', ticketId)
    .where('for_consultant', 'is not', null)
    .executeTakeFirst();
  return kept ? 'ticket-reserved' : 'none-waiting';
}

async function settleTicket(
  trx: Kysely<QueueTables>,
  consultationId: string,
  settlement: TicketSettlement,
  { at, by, serves }: SettleContext,
): Promise<Result<null, 'colleague-not-there' | 'skill-missing'>> {
  const { outcome } = settlement;
  const ticket = await trx
    .selectFrom('ticket')
    .select(['id', 'branch_id', 'language'])
    .where('consultation_id', '=', consultationId)
    .where('state', '=', 'called')
    .forUpdate()
    .executeTakeFirst();
  if (!ticket) throw new Error(`consultation ${consultationId} has no called ticket`);
  const { id, branch_id: branchId, language } = ticket;
  if (outcome === 'transferred') {
    const { topic, forConsultant, note } = settlement;
    if (forConsultant && !(await isOnDuty(trx, branchId, forConsultant))) return refuse('colleague-not-there');
    if (forConsultant && !serves(branchId, forConsultant, { topic, language })) return refuse('skill-missing');
    const passedOn = { is_transferred: true, topic, for_consultant: forConsultant, transfer_note: note };
    const waitsAnew = {
      state: 'waiting',
      waiting_since: at,
      estimate: null,
      desk_id: null,
      consultation_id: null,
    } as const;
    await trx
      .updateTable('ticket')
      .set({ ...passedOn, ...waitsAnew })
      .where('id', '=', id)
      .execute();
    await recordTicket(trx, id, { kind: 'transferred', topic, forConsultant }, { branchId, at, by });
  } else if (outcome === 'no-show') {
    await trx.updateTable('ticket').set({ state: 'no-show', missed_at: at }).where('id', '=', id).execute();
    await recordTicket(trx, id, { kind: 'missed' }, { branchId, at, by });
  } else {
    await trx.updateTable('ticket').set({ state: 'served', ended_at: at }).where('id', '=', id).execute();
    await recordTicket(trx, id, { kind: 'served' }, { branchId, at, by });
  }
  await trx
    .updateTable('ticket_call')
    .set({ outcome, ended_at: at, ...(outcome === 'no-show' && { free_at: at }) })
    .where('consultation_id', '=', consultationId)
    .execute();
  return ok(null);
}
