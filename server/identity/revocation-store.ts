import type { Database } from '../lib/db.ts';
import type { IdentityTables } from './identity-tables.ts';

export type RevocationStore = ReturnType<typeof createRevocationStore>;

export function createRevocationStore(database: Database) {
  const db = database.withTables<IdentityTables>();
  return {
    /** Takes up to `count` that are due, and puts them off until `nextAt`: nobody else works on them meanwhile. */
    claim: (now: Date, nextAt: Date, count: number) =>
      db
        .updateTable('token_revocation')
        .set((row) => ({ next_at: nextAt, attempts: row('attempts', '+', 1) }))
        .where('id', 'in', (from) =>
          from
            .selectFrom('token_revocation')
            .select('id')
            .where('next_at', '<=', now)
            .orderBy('next_at')
            .limit(count)
            .forUpdate()
            .skipLocked(),
        )
        .returningAll()
        .execute(),
    putOff: (id: string, nextAt: Date) =>
      db.updateTable('token_revocation').set({ next_at: nextAt }).where('id', '=', id).execute(),
    remove: (id: string) => db.deleteFrom('token_revocation').where('id', '=', id).execute(),
  };
}
