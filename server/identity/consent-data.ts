import type { PersonalData } from '../afterwards/personal-data.ts';
import type { Database } from '../lib/db.ts';
import type { IdentityTables } from './identity-tables.ts';

/** That a customer lets the branch read their accounts, which lasts as long as a session and ends with it: signing out is how it goes. */
export function createConsentData(database: Database): PersonalData {
  const db = database.withTables<IdentityTables>();
  return {
    async collect(subject) {
      const sessions = await db
        .selectFrom('session')
        .select(['authenticated_at', 'expires_at'])
        .where('audience', '=', 'customer')
        .where('subject', '=', subject)
        .execute();
      return {
        consents: sessions.map(({ authenticated_at, expires_at }) => {
          return { to: 'read accounts at the bank', since: authenticated_at, until: expires_at };
        }),
      };
    },
    erase: async () => [],
  };
}
