import type { Database } from '../lib/db.ts';
import { createDutyStore } from './duty-store.ts';
import type { QueueTables } from './queue-tables.ts';
import { createTicketStore } from './ticket-store.ts';

export { queueMigrations } from './queue-tables.ts';

export type QueueStore = ReturnType<typeof createQueueStore>;

/** Tickets and desks, in one database: a call changes both. */
export function createQueueStore(database: Database) {
  const db = database.withTables<QueueTables>();
  return { ...createTicketStore(db), ...createDutyStore(db) };
}
