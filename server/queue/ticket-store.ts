import type { Kysely } from 'kysely';
import { MOST_WAITING } from '../../shared/branch-service.ts';
import type { Priority, ServiceLanguage, Topic } from '../../shared/queue.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Numbered } from './queue-rules.ts';
import { type KeptEstimate, type QueueTables, type Ticket, UNIQUE_VIOLATION } from './queue-tables.ts';
import { BRANCH_ITSELF, byCustomer, recordTicket } from './queue-trail.ts';

export interface NewTicket {
  readonly id: string;
  readonly branchId: string;
  readonly day: string;
  readonly topic: Topic;
  readonly language: ServiceLanguage | null;
  readonly priority: Priority;
  readonly rankAt: Date;
  readonly customerSubject: string;
  readonly customerName: string;
  readonly takenAt: Date;
  readonly followToken: string;
  /** So many may wait in the branch; null is answered where they do. */
  readonly capacity: number;
  /** Who was missed after this may take their place again. */
  readonly missedAfter: Date;
  /** Says the number, given the day's last and those of all open tickets. */
  readonly number: (last: number, openNumbers: ReadonlySet<string>) => Numbered;
}

const OPEN = ['waiting', 'called'] as const;

export function createTicketStore(db: Kysely<QueueTables>) {
  return {
    /** The open ticket, or one that was missed since. */
    openTicket: (branchId: string, customerSubject: string, missedAfter: Date): Promise<Ticket | undefined> =>
      db
        .selectFrom('ticket')
        .selectAll()
        .where('branch_id', '=', branchId)
        .where('customer_subject', '=', customerSubject)
        .where((eb) =>
          eb.or([eb('state', 'in', OPEN), eb.and([eb('state', '=', 'no-show'), eb('missed_at', '>', missedAfter)])]),
        )
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst(),
    ticketByToken: (token: string): Promise<Ticket | undefined> =>
      db.selectFrom('ticket').selectAll().where('follow_token', '=', token).executeTakeFirst(),
    countAhead: (ticket: Ticket) => countWaiting(db, ticket.branch_id, ticket),
    countWaiting: (branchId: string) => countWaiting(db, branchId),
    /** In the order they are called. */
    waiting: (branchId: string): Promise<Ticket[]> =>
      db
        .selectFrom('ticket')
        .selectAll()
        .where('branch_id', '=', branchId)
        .where('state', '=', 'waiting')
        .orderBy('rank_at')
        .orderBy('seq')
        .limit(2 * MOST_WAITING)
        .execute(),
    calledTickets: (branchId: string): Promise<Ticket[]> =>
      db.selectFrom('ticket').selectAll().where('branch_id', '=', branchId).where('state', '=', 'called').execute(),
    missedTickets: (branchId: string, missedAfter: Date): Promise<Ticket[]> =>
      db
        .selectFrom('ticket')
        .selectAll()
        .where('branch_id', '=', branchId)
        .where('state', '=', 'no-show')
        .where('missed_at', '>', missedAfter)
        .orderBy('missed_at')
        .limit(MOST_WAITING)
        .execute(),

    /** Gives a ticket, or the one they hold, or the one that was missed; null where the queue is full. */
    take: (ticket: NewTicket): Promise<Ticket | null> =>
      takeOnce(db, ticket).catch((error: { code?: string }) => {
        // Two days have two counters: who asks twice at midnight may be given the one they got from the other.
        if (error.code === UNIQUE_VIOLATION) return takeOnce(db, ticket);
        throw error;
      }),

    /** Ends every ticket of a branch that still waits; answers whose they were. */
    endWaiting: (branchId: string, at: Date): Promise<string[]> =>
      db.transaction().execute(async (trx) => {
        const left = await trx
          .updateTable('ticket')
          .set({ state: 'cancelled', ended_at: at })
          .where('branch_id', '=', branchId)
          .where('state', '=', 'waiting')
          .returning(['id', 'customer_subject'])
          .execute();
        for (const { id } of left)
          await recordTicket(trx, id, { kind: 'cancelled' }, { branchId, at, by: BRANCH_ITSELF });
        return left.map(({ customer_subject }) => customer_subject);
      }),
    cancel: (
      branchId: string,
      customerSubject: string,
      at: Date,
    ): Promise<Result<Ticket, 'ticket-none' | 'ticket-already-called'>> =>
      db.transaction().execute(async (trx) => {
        const ticket = await openTicketOf(trx, branchId, customerSubject).forUpdate().executeTakeFirst();
        if (!ticket) return refuse('ticket-none');
        if (ticket.state === 'called') return refuse('ticket-already-called');
        await trx.updateTable('ticket').set({ state: 'cancelled', ended_at: at }).where('id', '=', ticket.id).execute();
        await recordTicket(trx, ticket.id, { kind: 'cancelled' }, { branchId, at, by: byCustomer(customerSubject) });
        return ok(ticket);
      }),

    /** Keeps what was said of a wait that begins; one that has been said stays. */
    keepEstimate: (ticketId: string, estimate: KeptEstimate) =>
      db
        .updateTable('ticket')
        .set({ estimate: JSON.stringify(estimate) })
        .where('id', '=', ticketId)
        .where('state', '=', 'waiting')
        .where('estimate', 'is', null)
        .execute(),
  };
}

function openTicketOf(from: Kysely<QueueTables>, branchId: string, customerSubject: string) {
  return from
    .selectFrom('ticket')
    .selectAll()
    .where('branch_id', '=', branchId)
    .where('customer_subject', '=', customerSubject)
    .where('state', 'in', OPEN);
}

async function countWaiting(
  from: Kysely<QueueTables>,
  branchId: string,
  before?: Pick<Ticket, 'rank_at' | 'seq'>,
): Promise<number> {
  let query = from
    .selectFrom('ticket')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('branch_id', '=', branchId)
    .where('state', '=', 'waiting');
  if (before)
    query = query.where((eb) =>
      eb.or([
        eb('rank_at', '<', before.rank_at),
        eb.and([eb('rank_at', '=', before.rank_at), eb('seq', '<', before.seq)]),
      ]),
    );
  return Number((await query.executeTakeFirstOrThrow()).count);
}

/** The day's counter is the lock that puts arrivals in a row; it moves only where a ticket is given. */
function takeOnce(db: Kysely<QueueTables>, ticket: NewTicket): Promise<Ticket | null> {
  const { branchId, day } = ticket;
  return db.transaction().execute(async (trx) => {
    await trx
      .insertInto('ticket_counter')
      .values({ branch_id: branchId, day, last: 0 })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const { last } = await trx
      .selectFrom('ticket_counter')
      .select('last')
      .where('branch_id', '=', branchId)
      .where('day', '=', day)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const held = await openTicketOf(trx, branchId, ticket.customerSubject).executeTakeFirst();
    if (held) return held;
    const returned = await wakeMissed(trx, ticket);
    if (returned) return returned;
    if ((await countWaiting(trx, branchId)) >= ticket.capacity) return null;
    const open = await trx
      .selectFrom('ticket')
      .select('number')
      .where('branch_id', '=', branchId)
      .where((eb) =>
        eb.or([
          eb('state', 'in', OPEN),
          eb.and([eb('state', '=', 'no-show'), eb('missed_at', '>', ticket.missedAfter)]),
        ]),
      )
      .execute();
    const { sequence, number } = ticket.number(last, new Set(open.map((other) => other.number)));
    await trx
      .updateTable('ticket_counter')
      .set({ last: sequence })
      .where('branch_id', '=', branchId)
      .where('day', '=', day)
      .execute();
    return insertTicket(trx, ticket, number);
  });
}

/** Who did not come when called, and is back in time, has their number and their place again. */
async function wakeMissed(trx: Kysely<QueueTables>, ticket: NewTicket): Promise<Ticket | null> {
  const { branchId, customerSubject, missedAfter, takenAt } = ticket;
  const missed = await trx
    .selectFrom('ticket')
    .select('id')
    .where('branch_id', '=', branchId)
    .where('customer_subject', '=', customerSubject)
    .where('state', '=', 'no-show')
    .where('missed_at', '>', missedAfter)
    .orderBy('seq', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  if (!missed) return null;
  const entry = { branchId, at: takenAt, by: byCustomer(customerSubject) };
  await recordTicket(trx, missed.id, { kind: 'returned' }, entry);
  return trx
    .updateTable('ticket')
    .set({
      state: 'waiting',
      waiting_since: takenAt,
      estimate: null,
      desk_id: null,
      consultation_id: null,
      ended_at: null,
    })
    .where('id', '=', missed.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

async function insertTicket(trx: Kysely<QueueTables>, ticket: NewTicket, number: string): Promise<Ticket> {
  const { id, branchId, topic, customerSubject, takenAt } = ticket;
  const inserted = await trx
    .insertInto('ticket')
    .values({
      id,
      branch_id: branchId,
      number,
      topic,
      language: ticket.language,
      priority: ticket.priority,
      rank_at: ticket.rankAt,
      customer_subject: customerSubject,
      customer_name: ticket.customerName,
      state: 'waiting',
      taken_at: takenAt,
      waiting_since: takenAt,
      is_transferred: false,
      for_consultant: null,
      transfer_note: null,
      call_count: 0,
      missed_at: null,
      ended_at: null,
      follow_token: ticket.followToken,
      estimate: null,
      desk_id: null,
      consultation_id: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const entry = { branchId, at: takenAt, by: byCustomer(customerSubject) };
  await recordTicket(trx, id, { kind: 'taken', topic, number }, entry);
  return inserted;
}
