import type { Kysely } from 'kysely';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Database } from '../lib/db.ts';
import { MAX_WAITING, type Numbered } from './queue-rules.ts';
import { type QueueTables, type Ticket, UNIQUE_VIOLATION } from './queue-tables.ts';

export interface NewTicket {
  readonly id: string;
  readonly branchId: string;
  readonly day: string;
  readonly topic: Ticket['topic'];
  readonly customerSubject: string;
  readonly customerName: string;
  readonly takenAt: Date;
  /** Says the number, given the day's last and those of all open tickets. */
  readonly number: (last: number, openNumbers: ReadonlySet<string>) => Numbered;
}

const OPEN = ['waiting', 'called'] as const;

export function createTicketStore(db: Kysely<QueueTables>) {
  return {
    openTicket: (branchId: string, customerSubject: string) =>
      openTicketOf(db, branchId, customerSubject).executeTakeFirst(),
    countAhead: (ticket: Ticket) => countWaiting(db, ticket.branch_id, ticket.seq),
    countWaiting: (branchId: string) => countWaiting(db, branchId),
    waiting: (branchId: string): Promise<Ticket[]> =>
      db
        .selectFrom('ticket')
        .selectAll()
        .where('branch_id', '=', branchId)
        .where('state', '=', 'waiting')
        .orderBy('seq')
        .limit(MAX_WAITING)
        .execute(),
    calledTickets: (branchId: string): Promise<Ticket[]> =>
      db.selectFrom('ticket').selectAll().where('branch_id', '=', branchId).where('state', '=', 'called').execute(),

    /** Gives a ticket, or the one they hold; null where the queue is full. */
    take: (ticket: NewTicket): Promise<Ticket | null> =>
      takeOnce(db, ticket).catch((error: { code?: string }) => {
        // Two days have two counters: who asks twice at midnight may be given the one they got from the other.
        if (error.code === UNIQUE_VIOLATION) return takeOnce(db, ticket);
        throw error;
      }),

    cancel: (
      branchId: string,
      customerSubject: string,
    ): Promise<Result<Ticket, 'ticket-none' | 'ticket-already-called'>> =>
      db.transaction().execute(async (trx) => {
        const ticket = await openTicketOf(trx, branchId, customerSubject).forUpdate().executeTakeFirst();
        if (!ticket) return refuse('ticket-none');
        if (ticket.state === 'called') return refuse('ticket-already-called');
        await trx.updateTable('ticket').set({ state: 'cancelled' }).where('id', '=', ticket.id).execute();
        return ok(ticket);
      }),

    /** Within the transaction that ends its consultation. */
    serve: (transaction: Database, consultationId: string) =>
      transaction
        .withTables<QueueTables>()
        .updateTable('ticket')
        .set({ state: 'served' })
        .where('consultation_id', '=', consultationId)
        .where('state', '=', 'called')
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

async function countWaiting(from: Kysely<QueueTables>, branchId: string, beforeSeq?: bigint): Promise<number> {
  let query = from
    .selectFrom('ticket')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('branch_id', '=', branchId)
    .where('state', '=', 'waiting');
  if (beforeSeq !== undefined) query = query.where('seq', '<', beforeSeq);
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
    if ((await countWaiting(trx, branchId)) >= MAX_WAITING) return null;
    const open = await trx
      .selectFrom('ticket')
      .select('number')
      .where('branch_id', '=', branchId)
      .where('state', 'in', OPEN)
      .execute();
    const { sequence, number } = ticket.number(last, new Set(open.map((other) => other.number)));
    await trx
      .updateTable('ticket_counter')
      .set({ last: sequence })
      .where('branch_id', '=', branchId)
      .where('day', '=', day)
      .execute();
    return trx
      .insertInto('ticket')
      .values({
        id: ticket.id,
        branch_id: branchId,
        number,
        topic: ticket.topic,
        customer_subject: ticket.customerSubject,
        customer_name: ticket.customerName,
        state: 'waiting',
        taken_at: ticket.takenAt,
        desk_id: null,
        consultation_id: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
  });
}
