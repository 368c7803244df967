import { afterwardsMigrations } from './afterwards/afterwards-tables.ts';
import { assistantMigrations } from './assistant/assistant-tables.ts';
import { bankingMigrations } from './banking/payment-tables.ts';
import { reconciliationMigrations } from './banking/reconciliation-store.ts';
import { consultationMigrations } from './consultation/consultation-migrations.ts';
import { fileMigrations } from './consultation/file-store.ts';
import { deskTableMigrations } from './desk-table.ts';
import { identityMigrations } from './identity/identity-tables.ts';
import type { Migrations } from './lib/db.ts';
import { rateLimitMigrations } from './lib/rate-limits.ts';
import { queueMigrations } from './queue/queue-migrations.ts';
import { voiceMigrations } from './voice/voice-report-store.ts';

/** The tables of the branch, of every feature. */
export const branchMigrations: Migrations = {
  ...identityMigrations,
  ...queueMigrations,
  ...consultationMigrations,
  ...fileMigrations,
  ...bankingMigrations,
  ...deskTableMigrations,
  ...reconciliationMigrations,
  ...voiceMigrations,
  ...rateLimitMigrations,
  ...assistantMigrations,
  ...afterwardsMigrations,
};
