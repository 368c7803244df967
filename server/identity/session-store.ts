import { createHash } from 'node:crypto';
import type { Audience } from '../../shared/endpoint.ts';
import type { StaffRole } from '../../shared/identity.ts';
import type { Database, Migrations } from '../lib/db.ts';

/** A session as it is kept. The cookie's value is not: only its SHA-256. */
export interface SessionRow {
  readonly id: string;
  readonly cookie_hash: string;
  readonly audience: Audience;
  readonly subject: string;
  readonly legal_name: string;
  readonly pseudonym: string;
  /** Comma-separated; empty for customers. */
  readonly roles: string;
  /** Sealed JSON of the bank's tokens; null for staff. */
  readonly tokens: string | null;
  readonly expires_at: Date;
}

/** A sign-in that has left for the issuer and not come back. */
interface SignInAttemptRow {
  readonly cookie_hash: string;
  readonly audience: Audience;
  /** Sealed JSON: state, nonce, verifier, key, intent, where to return. */
  readonly secrets: string;
  readonly expires_at: Date;
}

type IdentityTables = {
  session: SessionRow;
  sign_in_attempt: SignInAttemptRow;
};

export const identityMigrations: Migrations = {
  'identity-001-sessions': {
    async up(db) {
      await db.schema
        .createTable('session')
        .addColumn('id', 'uuid', (c) => c.primaryKey())
        .addColumn('cookie_hash', 'text', (c) => c.notNull().unique())
        .addColumn('audience', 'text', (c) => c.notNull())
        .addColumn('subject', 'text', (c) => c.notNull())
        .addColumn('legal_name', 'text', (c) => c.notNull())
        .addColumn('pseudonym', 'text', (c) => c.notNull())
        .addColumn('roles', 'text', (c) => c.notNull())
        .addColumn('tokens', 'text')
        .addColumn('expires_at', 'timestamptz', (c) => c.notNull())
        .execute();
      await db.schema.createIndex('session_expires_at').on('session').column('expires_at').execute();
      await db.schema
        .createTable('sign_in_attempt')
        .addColumn('cookie_hash', 'text', (c) => c.primaryKey())
        .addColumn('audience', 'text', (c) => c.notNull())
        .addColumn('secrets', 'text', (c) => c.notNull())
        .addColumn('expires_at', 'timestamptz', (c) => c.notNull())
        .execute();
    },
  },
};

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
    findById: (id: string) => db.selectFrom('session').selectAll().where('id', '=', id).executeTakeFirst(),
    setTokens: (id: string, tokens: string) => db.updateTable('session').set({ tokens }).where('id', '=', id).execute(),
    deleteById: (id: string) => db.deleteFrom('session').where('id', '=', id).returningAll().executeTakeFirst(),
    /** Takes out and answers what has expired. */
    deleteExpired: (now: Date) => db.deleteFrom('session').where('expires_at', '<=', now).returningAll().execute(),

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

export function rolesOf(row: SessionRow): StaffRole[] {
  return row.roles === '' ? [] : (row.roles.split(',') as StaffRole[]);
}
