import type { Database } from '../lib/db.ts';
import type { DeviceSignInRow, IdentityTables } from './identity-tables.ts';
import { hashCookie } from './session-store.ts';

export type DeviceSignInStore = ReturnType<typeof createDeviceSignInStore>;

export function createDeviceSignInStore(database: Database) {
  const db = database.withTables<IdentityTables>();
  return {
    async insert(row: DeviceSignInRow, now: Date) {
      await db.deleteFrom('device_sign_in').where('expires_at', '<=', now).execute();
      await db.insertInto('device_sign_in').values(row).execute();
    },
    /** The attempt, where the bank may be asked about it now: for one caller, until `leaseUntil` or {@link setInterval}. */
    claim: (cookie: string, now: Date, leaseUntil: Date) =>
      db
        .updateTable('device_sign_in')
        .set({ next_poll_at: leaseUntil })
        .where('cookie_hash', '=', hashCookie(cookie))
        .where('next_poll_at', '<=', now)
        .where('expires_at', '>', now)
        .returningAll()
        .executeTakeFirst(),
    find: (cookie: string, now: Date) =>
      db
        .selectFrom('device_sign_in')
        .selectAll()
        .where('cookie_hash', '=', hashCookie(cookie))
        .where('expires_at', '>', now)
        .executeTakeFirst(),
    /** From when on the bank may be asked again, and how often. */
    setInterval: (cookie: string, intervalMs: number, nextPollAt: Date) =>
      db
        .updateTable('device_sign_in')
        .set({ interval_ms: intervalMs, next_poll_at: nextPollAt })
        .where('cookie_hash', '=', hashCookie(cookie))
        .execute(),
    /** Takes the attempt out: true for one caller, however many ask. */
    async take(cookie: string): Promise<boolean> {
      const { numDeletedRows } = await db
        .deleteFrom('device_sign_in')
        .where('cookie_hash', '=', hashCookie(cookie))
        .executeTakeFirst();
      return numDeletedRows === 1n;
    },
  };
}
