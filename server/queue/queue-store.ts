import { type Generated, type Kysely, sql } from 'kysely';
import type { Topic } from '../../shared/queue.ts';
import type { Database, Migrations } from '../lib/db.ts';
import { MAX_WAITING } from './queue-rules.ts';

export type TicketRow = {
  readonly id: string;
  /** Order of arrival. */
  readonly seq: Generated<bigint>;
  readonly branch_id: string;
  readonly number: string;
  readonly topic: Topic;
  readonly customer_subject: string;
  readonly customer_name: string;
  readonly state: 'waiting' | 'called' | 'served' | 'cancelled';
  readonly taken_at: Date;
  readonly desk_id: string | null;
  readonly consultation_id: string | null;
};
export type Ticket = Omit<TicketRow, 'seq'> & { readonly seq: bigint };

type DutyRow = {
  readonly consultant_subject: string;
  readonly branch_id: string;
  readonly desk_id: string;
  readonly since: Date;
};
type CounterRow = { readonly branch_id: string; readonly day: string; readonly last: number };
type QueueTables = { ticket: TicketRow; duty: DutyRow; ticket_counter: CounterRow };

export const queueMigrations: Migrations = {
  'queue-001-tickets': {
    async up(db) {
      await sql`
        create table ticket (
          id uuid primary key, seq bigint generated always as identity, branch_id text not null, number text not null, topic text not null,
          customer_subject text not null, customer_name text not null, state text not null, taken_at timestamptz not null,
          desk_id text, consultation_id uuid)`.execute(db);
      await sql`create unique index one_open_ticket_each on ticket (branch_id, customer_subject) where state in ('waiting', 'called')`.execute(
        db,
      );
      await sql`create index ticket_waiting on ticket (branch_id, seq) where state = 'waiting'`.execute(db);
      await sql`
        create table duty (
          consultant_subject text primary key, branch_id text not null, desk_id text not null, since timestamptz not null,
          constraint one_consultant_a_desk unique (branch_id, desk_id))`.execute(db);
      await sql`create table ticket_counter (branch_id text not null, day text not null, last integer not null, primary key (branch_id, day))`.execute(
        db,
      );
    },
  },
};

export interface NewTicket {
  readonly id: string;
  readonly branchId: string;
  readonly day: string;
  readonly topic: Topic;
  readonly customerSubject: string;
  readonly customerName: string;
  readonly takenAt: Date;
  readonly number: (sequence: number) => string;
}

export type QueueStore = ReturnType<typeof createQueueStore>;

export function createQueueStore(database: Database) {
  const db: Kysely<QueueTables> = database.withTables<QueueTables>();
  const openTicket = (
    from: Kysely<QueueTables>,
    branchId: string,
    customerSubject: string,
  ): Promise<Ticket | undefined> =>
    from
      .selectFrom('ticket')
      .selectAll()
      .where('branch_id', '=', branchId)
      .where('customer_subject', '=', customerSubject)
      .where('state', 'in', ['waiting', 'called'])
      .executeTakeFirst();
  const countWaiting = async (from: Kysely<QueueTables>, branchId: string, beforeSeq?: bigint): Promise<number> => {
    let query = from
      .selectFrom('ticket')
      .select((eb) => eb.fn.countAll<bigint>().as('count'))
      .where('branch_id', '=', branchId)
      .where('state', '=', 'waiting');
    if (beforeSeq !== undefined) query = query.where('seq', '<', beforeSeq);
    return Number((await query.executeTakeFirstOrThrow()).count);
  };

  return {
    openTicket: (branchId: string, customerSubject: string) => openTicket(db, branchId, customerSubject),
    countAhead: (ticket: Ticket) => countWaiting(db, ticket.branch_id, ticket.seq),

    /** Gives a ticket, or the one they hold; null where the queue is full. The day's counter is the lock that puts arrivals in a row. */
    take: (ticket: NewTicket): Promise<Ticket | null> =>
      db.transaction().execute(async (trx) => {
        const { last } = await trx
          .insertInto('ticket_counter')
          .values({ branch_id: ticket.branchId, day: ticket.day, last: 1 })
          .onConflict((conflict) =>
            conflict.columns(['branch_id', 'day']).doUpdateSet({ last: sql<number>`ticket_counter.last + 1` }),
          )
          .returning('last')
          .executeTakeFirstOrThrow();
        const held = await openTicket(trx, ticket.branchId, ticket.customerSubject);
        if (held) {
          await trx
            .updateTable('ticket_counter')
            .set({ last: last - 1 })
            .where('branch_id', '=', ticket.branchId)
            .where('day', '=', ticket.day)
            .execute();
          return held;
        }
        if ((await countWaiting(trx, ticket.branchId)) >= MAX_WAITING) return null;
        return trx
          .insertInto('ticket')
          .values({
            id: ticket.id,
            branch_id: ticket.branchId,
            number: ticket.number(last),
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
      }),

    cancel: (ticketId: string) =>
      db
        .updateTable('ticket')
        .set({ state: 'cancelled' })
        .where('id', '=', ticketId)
        .where('state', '=', 'waiting')
        .returningAll()
        .executeTakeFirst(),

    waiting: (branchId: string): Promise<Ticket[]> =>
      db
        .selectFrom('ticket')
        .selectAll()
        .where('branch_id', '=', branchId)
        .where('state', '=', 'waiting')
        .orderBy('seq')
        .limit(MAX_WAITING)
        .execute(),
    countWaiting: (branchId: string) => countWaiting(db, branchId),
    calledTickets: (branchId: string) =>
      db.selectFrom('ticket').selectAll().where('branch_id', '=', branchId).where('state', '=', 'called').execute(),

    duties: (branchId: string) => db.selectFrom('duty').selectAll().where('branch_id', '=', branchId).execute(),
    dutyOf: (consultantSubject: string) =>
      db.selectFrom('duty').selectAll().where('consultant_subject', '=', consultantSubject).executeTakeFirst(),
    /** Takes a desk, leaving another; false where a colleague has it. */
    goOnDuty: async (duty: DutyRow): Promise<boolean> => {
      try {
        await db
          .insertInto('duty')
          .values(duty)
          .onConflict((conflict) => conflict.column('consultant_subject').doUpdateSet(duty))
          .execute();
        return true;
      } catch (error) {
        // The desk is a colleague's: the constraint decides, also between two who take it at one moment.
        if ((error as { code?: string }).code === UNIQUE_VIOLATION) return false;
        throw error;
      }
    },
    goOffDuty: (consultantSubject: string) =>
      db.deleteFrom('duty').where('consultant_subject', '=', consultantSubject).execute(),

    /**
     * Calls the given ticket, or the longest waiting, and opens its consultation in the same transaction. Another consultant who
     * calls at the same moment passes over it (`skip locked`). Answers null where there was none to call.
     */
    call: (
      branchId: string,
      deskId: string,
      ticketId: string | undefined,
      openConsultation: (transaction: Database, ticket: Ticket) => Promise<string>,
    ): Promise<Ticket | null> =>
      db.transaction().execute(async (trx) => {
        let query = trx
          .selectFrom('ticket')
          .selectAll()
          .where('branch_id', '=', branchId)
          .where('state', '=', 'waiting');
        if (ticketId) query = query.where('id', '=', ticketId);
        const ticket = await query.orderBy('seq').limit(1).forUpdate().skipLocked().executeTakeFirst();
        if (!ticket) return null;
        const consultation_id = await openConsultation(trx as unknown as Database, ticket);
        return trx
          .updateTable('ticket')
          .set({ state: 'called', desk_id: deskId, consultation_id })
          .where('id', '=', ticket.id)
          .returningAll()
          .executeTakeFirstOrThrow();
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

export const UNIQUE_VIOLATION = '23505';
