import { type Kysely, sql } from 'kysely';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Database } from '../lib/db.ts';
import type { AppointmentRow, QueueTables } from './queue-tables.ts';

export type AppointmentStore = ReturnType<typeof createAppointmentStore>;

type Booking = Omit<AppointmentRow, 'place' | 'state'>;

export function createAppointmentStore(database: Database) {
  const db: Kysely<QueueTables> = database.withTables<QueueTables>();
  const booked = () => db.selectFrom('appointment').selectAll().where('state', '=', 'booked');
  return {
    /** How many are booked of each slot between two instants, by its start in milliseconds. */
    bookedBetween: async (branchId: string, from: Date, to: Date): Promise<Map<number, number>> => {
      const rows = await booked()
        .where('branch_id', '=', branchId)
        .where('starts_at', '>=', from)
        .where('starts_at', '<', to)
        .execute();
      const counts = new Map<number, number>();
      for (const { starts_at } of rows) counts.set(starts_at.getTime(), (counts.get(starts_at.getTime()) ?? 0) + 1);
      return counts;
    },
    /** Takes the first free place of a slot. Of two who want the last, the index gives it to one. */
    book: (
      booking: Booking,
      { perSlot, most }: { readonly perSlot: number; readonly most: number },
    ): Promise<Result<AppointmentRow, 'slot-taken' | 'too-many-appointments'>> =>
      db.transaction().execute(async (trx) => {
        // One booking of a person at a time, so that their limit holds.
        await sql`select pg_advisory_xact_lock(hashtextextended(${booking.customer_subject}, 20261121))`.execute(trx);
        const { count } = await trx
          .selectFrom('appointment')
          .select((eb) => eb.fn.countAll<bigint>().as('count'))
          .where('customer_subject', '=', booking.customer_subject)
          .where('state', '=', 'booked')
          .where('ends_at', '>', booking.booked_at)
          .executeTakeFirstOrThrow();
        if (count >= most) return refuse('too-many-appointments');
        for (let place = 1; place <= perSlot; place++) {
          const made = await trx
            .insertInto('appointment')
            .values({ ...booking, place, state: 'booked' })
            .onConflict((conflict) => conflict.doNothing())
            .returningAll()
            .executeTakeFirst();
          if (made) return ok(made);
        }
        return refuse('slot-taken');
      }),
    /** Those that have not ended. */
    aheadOf: (customerSubject: string, now: Date): Promise<AppointmentRow[]> =>
      booked()
        .where('customer_subject', '=', customerSubject)
        .where('ends_at', '>', now)
        .orderBy('starts_at')
        .execute(),
    /** One that is ahead, or was cancelled. */
    find: (customerSubject: string, id: string): Promise<AppointmentRow | undefined> =>
      db
        .selectFrom('appointment')
        .selectAll()
        .where('state', 'in', ['booked', 'cancelled'])
        .where('customer_subject', '=', customerSubject)
        .where('id', '=', id)
        .executeTakeFirst(),
    dueOf: (
      branchId: string,
      customerSubject: string,
      { from, to }: { readonly from: Date; readonly to: Date },
    ): Promise<AppointmentRow | undefined> =>
      booked()
        .where('branch_id', '=', branchId)
        .where('customer_subject', '=', customerSubject)
        .where('starts_at', '>=', from)
        .where('starts_at', '<=', to)
        .orderBy('starts_at')
        .limit(1)
        .executeTakeFirst(),
    /** Answers whether it was booked. */
    settle: async (customerSubject: string, id: string, state: 'kept' | 'cancelled'): Promise<boolean> => {
      const { numUpdatedRows } = await db
        .updateTable('appointment')
        .set({ state })
        .where('id', '=', id)
        .where('customer_subject', '=', customerSubject)
        .where('state', '=', 'booked')
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },
  };
}
