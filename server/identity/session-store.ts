import { createHash, randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Audience } from '../../shared/endpoint.ts';
import type { StaffRole } from '../../shared/identity.ts';
import type { Database } from '../lib/db.ts';
import type { IdentityTables, RevocationRow, SessionRow, SignInAttemptRow } from './identity-tables.ts';

export function hashCookie(value: string): string {
  return createHash('sha256').update(value).digest('base64url');
}

export type SessionStore = ReturnType<typeof createSessionStore>;

export function createSessionStore(database: Database) {
  const db = database.withTables<IdentityTables>();
  return {
    insert: (row: SessionRow) => db.insertInto('session').values(row).execute(),
    /** Answers the session of a cookie that has not expired at `now`. */
    findByCookie: (cookie: string, audience: Audience, now: Date) =>
      db
        .selectFrom('session')
        .selectAll()
        .where('cookie_hash', '=', hashCookie(cookie))
        .where('audience', '=', audience)
        .where('expires_at', '>', now)
        .executeTakeFirst(),
    /** Answers which of these have not ended. */
    async listOpen(ids: readonly string[], now: Date): Promise<string[]> {
      if (ids.length === 0) return [];
      const rows = await db
        .selectFrom('session')
        .select('id')
        .where('id', 'in', ids)
        .where('expires_at', '>', now)
        .execute();
      return rows.map(({ id }) => id);
    },
    findById: (id: string) => db.selectFrom('session').selectAll().where('id', '=', id).executeTakeFirst(),
    /** Answers false where the session has ended meanwhile. */
    async setTokens(id: string, tokens: string): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('session')
        .set({ tokens })
        .where('id', '=', id)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    /** Answers whether the caller alone may renew the session's tokens, until then. */
    async leaseRenewal(id: string, now: Date, until: Date): Promise<boolean> {
      const leased = await db
        .insertInto('token_renewal')
        .values({ session_id: id, until })
        .onConflict((conflict) =>
          conflict.column('session_id').doUpdateSet({ until }).where('token_renewal.until', '<=', now),
        )
        .returning('session_id')
        .executeTakeFirst();
      return leased !== undefined;
    },
    endRenewal: (id: string) => db.deleteFrom('token_renewal').where('session_id', '=', id).execute(),
    /** Takes a session out, and in the same transaction notes its tokens to be revoked. */
    endById: (id: string, now: Date) =>
      db.transaction().execute(async (trx) => {
        const row = await trx.deleteFrom('session').where('id', '=', id).returningAll().executeTakeFirst();
        if (row) await noteTokens(trx, [row], now);
        return row;
      }),
    /** The same for every session that has expired. */
    endExpired: (now: Date) =>
      db.transaction().execute(async (trx) => {
        const rows = await trx.deleteFrom('session').where('expires_at', '<=', now).returningAll().execute();
        await noteTokens(trx, rows, now);
        return rows;
      }),
    /** Notes tokens to be revoked that were sealed for a session which is not there to hold them. */
    noteTokens: (session: Pick<SessionRow, 'id' | 'audience' | 'tokens'>, now: Date) => noteTokens(db, [session], now),
    findStaff: () => db.selectFrom('session').selectAll().where('audience', '=', 'staff').execute(),

    async insertAttempt(row: SignInAttemptRow, now: Date) {
      await db.deleteFrom('sign_in_attempt').where('expires_at', '<=', now).execute();
      await db.insertInto('sign_in_attempt').values(row).execute();
    },
    /** An attempt comes back once. */
    takeAttempt: (cookie: string, audience: Audience, now: Date) =>
      db
        .deleteFrom('sign_in_attempt')
        .where('cookie_hash', '=', hashCookie(cookie))
        .where('audience', '=', audience)
        .where('expires_at', '>', now)
        .returningAll()
        .executeTakeFirst(),
  };
}

type TokenHolder = Pick<SessionRow, 'id' | 'audience' | 'tokens'>;

async function noteTokens(db: Kysely<IdentityTables>, sessions: readonly TokenHolder[], now: Date): Promise<void> {
  const rows: RevocationRow[] = sessions.flatMap(({ id, audience, tokens }) =>
    tokens ? [{ id: randomUUID(), session_id: id, audience, tokens, attempts: 0, next_at: now, created_at: now }] : [],
  );
  if (rows.length > 0) await db.insertInto('token_revocation').values(rows).execute();
}

export function rolesOf(row: SessionRow): StaffRole[] {
  return row.roles === '' ? [] : (row.roles.split(',') as StaffRole[]);
}
