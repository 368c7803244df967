import { sql } from 'kysely';
import type { Migrations } from '../../lib/db.ts';

export type DeviceTables = {
  /** The web session in which a customer signed a device in: both end together. */
  device_session: { readonly grant_id: string; readonly session_id: string };
};

export const deviceMigrations: Migrations = {
  'bank-030-device-sessions': {
    async up(db) {
      await sql`create table device_session (grant_id text primary key, session_id text not null)`.execute(db);
      await sql`create index oidc_of_user_code on oidc (kind, user_code) where user_code is not null`.execute(db);
    },
  },
};
