import type { Audience } from '../../shared/endpoint.ts';
import type { Migrations } from '../lib/db.ts';

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
  /** Sealed JSON of the issuer's tokens. */
  readonly tokens: string | null;
  readonly expires_at: Date;
  /** When the issuer asked the person who they are; null where it did not say. */
  readonly authenticated_at: Date | null;
}

/** A sign-in that has left for the issuer and not come back. */
export interface SignInAttemptRow {
  readonly cookie_hash: string;
  readonly audience: Audience;
  /** Sealed JSON: state, nonce, verifier, key, intent, where to return. */
  readonly secrets: string;
  readonly expires_at: Date;
}

/** A sign-in by phone that waits for its answer. */
export interface DeviceSignInRow {
  readonly cookie_hash: string;
  /** Sealed JSON: device code and key. */
  readonly secrets: string;
  /** The bank is asked no sooner than this after the last time. */
  readonly interval_ms: number;
  readonly next_poll_at: Date;
  readonly expires_at: Date;
}

/** Tokens of a session that is over, until the issuer has revoked them. */
export interface RevocationRow {
  readonly id: string;
  /** Whose tokens they were: they rest sealed as they were there. */
  readonly session_id: string;
  readonly audience: Audience;
  readonly tokens: string;
  readonly attempts: number;
  readonly next_at: Date;
  readonly created_at: Date;
}

/** A session's tokens are being renewed, by one process at a time. */
export interface RenewalRow {
  readonly session_id: string;
  /** Whoever renews has died where it lasts longer. */
  readonly until: Date;
}

export type IdentityTables = {
  session: SessionRow;
  sign_in_attempt: SignInAttemptRow;
  device_sign_in: DeviceSignInRow;
  token_revocation: RevocationRow;
  token_renewal: RenewalRow;
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
  'identity-030-device-sign-ins': {
    async up(db) {
      await db.schema
        .createTable('device_sign_in')
        .addColumn('cookie_hash', 'text', (c) => c.primaryKey())
        .addColumn('secrets', 'text', (c) => c.notNull())
        .addColumn('interval_ms', 'integer', (c) => c.notNull())
        .addColumn('next_poll_at', 'timestamptz', (c) => c.notNull())
        .addColumn('expires_at', 'timestamptz', (c) => c.notNull())
        .execute();
    },
  },
  'identity-031-token-revocations': {
    async up(db) {
      await db.schema
        .createTable('token_revocation')
        .addColumn('id', 'uuid', (c) => c.primaryKey())
        .addColumn('session_id', 'uuid', (c) => c.notNull())
        .addColumn('audience', 'text', (c) => c.notNull())
        .addColumn('tokens', 'text', (c) => c.notNull())
        .addColumn('attempts', 'integer', (c) => c.notNull())
        .addColumn('next_at', 'timestamptz', (c) => c.notNull())
        .addColumn('created_at', 'timestamptz', (c) => c.notNull())
        .execute();
      await db.schema.createIndex('token_revocation_next_at').on('token_revocation').column('next_at').execute();
    },
  },
  'identity-050-authenticated-at': {
    async up(db) {
      await db.schema.alterTable('session').addColumn('authenticated_at', 'timestamptz').execute();
    },
  },
  'identity-040-token-renewals': {
    async up(db) {
      await db.schema
        .createTable('token_renewal')
        .addColumn('session_id', 'uuid', (c) => c.primaryKey())
        .addColumn('until', 'timestamptz', (c) => c.notNull())
        .execute();
    },
  },
};
