import { type Kysely, sql } from 'kysely';
import type { AgingData, PersonalData } from '../afterwards/personal-data.ts';
import type { Database } from '../lib/db.ts';
import { erasedSubject, hasCustomer } from '../lib/erased-subject.ts';
import { type CustomerTrail, forgetCustomers } from '../lib/trail-age.ts';
import type { QueueTables } from './queue-tables.ts';

type Trx = Kysely<QueueTables>;
const OVER = ['served', 'cancelled', 'no-show'] as const;

const TRAIL: CustomerTrail = {
  table: 'queue_event',
  subject: 'by_subject',
  mayForget: sql<boolean>`by_kind = 'customer' and exists (
    select from ticket where id = case entry.about when 'ticket' then entry.about_id::uuid end and customer_subject like 'erased:%')`,
};

/** What is kept of who came to the branch: tickets, appointments, wishes to be called; and the trail, which has no words. */
export function createQueueData(database: Database, { exportsNotes = false } = {}) {
  const db: Trx = database.withTables<QueueTables>();
  const within = (transaction: Database): Trx => transaction.withTables<QueueTables>();

  const personal: PersonalData = {
    async collect(subject) {
      const [tickets, appointments, callbacks] = await Promise.all([
        db.selectFrom('ticket').selectAll().where('customer_subject', '=', subject).orderBy('seq').execute(),
        db.selectFrom('appointment').selectAll().where('customer_subject', '=', subject).orderBy('starts_at').execute(),
        db.selectFrom('callback').selectAll().where('customer_subject', '=', subject).orderBy('asked_at').execute(),
      ]);
      return {
        tickets: tickets.map(({ number, branch_id, topic, language, priority, state, taken_at, ended_at }) => {
          return { number, branch: branch_id, topic, language, priority, state, takenAt: taken_at, endedAt: ended_at };
        }),
        appointments: appointments.map(({ branch_id, starts_at, topic, language, state, booked_at }) => {
          return { branch: branch_id, startsAt: starts_at, topic, language, state, bookedAt: booked_at };
        }),
        callbacks: callbacks.map(({ branch_id, topic, language, phone, state, asked_at, wished_at, notes }) => {
          const wish = { branch: branch_id, topic, language, phone, state, askedAt: asked_at, wishedAt: wished_at };
          return exportsNotes ? { ...wish, notes } : wish;
        }),
      };
    },
    async erase(transaction, subject) {
      const trx = within(transaction);
      const tickets = await trx
        .selectFrom('ticket')
        .select('id')
        .where('customer_subject', '=', subject)
        .where('state', 'in', OVER)
        .forUpdate()
        .execute();
      const ids = tickets.map(({ id }) => id);
      const trails = await countEvents(trx, ids);
      await forget(trx, ids);
      const appointments = await trx
        .deleteFrom('appointment')
        .where('customer_subject', '=', subject)
        .returning('id')
        .execute();
      const callbacks = await trx
        .deleteFrom('callback')
        .where('customer_subject', '=', subject)
        .returning('id')
        .execute();
      return [
        { kind: 'visits', count: ids.length },
        { kind: 'appointments', count: appointments.length + callbacks.length },
        { kind: 'trails', count: trails, kept: 'audit' },
      ];
    },
  };

  return {
    personal,
    /** Someone waits, or is called. */
    async isOpen(transaction: Database, subject: string): Promise<boolean> {
      const open = await within(transaction)
        .selectFrom('ticket')
        .select('id')
        .where('customer_subject', '=', subject)
        .where('state', 'in', ['waiting', 'called'])
        .executeTakeFirst();
      return open !== undefined;
    },
    agingVisits: (keptMs: number): AgingData => ({
      kind: 'visits',
      keptMs,
      async sweep(transaction, before, limit) {
        const trx = within(transaction);
        const rows = await trx
          .selectFrom('ticket')
          .select('id')
          .where('state', 'in', OVER)
          .where(sql<Date>`coalesce(ended_at, missed_at, taken_at)`, '<', before)
          .where(hasCustomer())
          .orderBy('seq')
          .limit(limit)
          .forUpdate()
          .skipLocked()
          .execute();
        await forget(
          trx,
          rows.map(({ id }) => id),
        );
        return rows.length;
      },
    }),
    /** Who took tickets and gave them back, in trails of tickets that are nobody's any more. */
    agingTrails: (keptMs: number): AgingData => ({
      kind: 'trails',
      keptMs,
      sweep: (transaction, before, limit) => forgetCustomers(transaction, TRAIL, before, limit),
    }),
    /** Appointments that are past, and wishes to be called. */
    agingAppointments: (keptMs: number): AgingData => ({
      kind: 'appointments',
      keptMs,
      async sweep(transaction, before, limit) {
        const trx = within(transaction);
        const appointments = await trx
          .deleteFrom('appointment')
          .where('id', 'in', (eb) =>
            eb
              .selectFrom('appointment')
              .select('id')
              .where('ends_at', '<', before)
              .limit(limit)
              .forUpdate()
              .skipLocked(),
          )
          .returning('id')
          .execute();
        const callbacks = await trx
          .deleteFrom('callback')
          .where('id', 'in', (eb) =>
            eb
              .selectFrom('callback')
              .select('id')
              .where(sql<Date>`coalesce(settled_at, asked_at)`, '<', before)
              .limit(Math.max(0, limit - appointments.length))
              .forUpdate()
              .skipLocked(),
          )
          .returning('id')
          .execute();
        return appointments.length + callbacks.length;
      },
    }),
  };
}

/** The person goes out of tickets that are over; that somebody waited stays, for estimates and figures. */
async function forget(trx: Trx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .updateTable('ticket')
    .set({
      customer_subject: erasedSubject(),
      customer_name: '',
      transfer_note: null,
      follow_token: sql<string>`'erased:' || gen_random_uuid()`,
    })
    .where('id', 'in', ids)
    .execute();
}

async function countEvents(trx: Trx, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const { count } = await trx
    .selectFrom('queue_event')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('about', '=', 'ticket')
    .where('about_id', 'in', ids)
    .executeTakeFirstOrThrow();
  return Number(count);
}
