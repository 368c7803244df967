import type { Database } from '../lib/db.ts';
import { createCallStore } from './call-store.ts';
import { createDutyStore } from './duty-store.ts';
import { createFiguresStore } from './figures-store.ts';
import { createHistoryStore } from './history-store.ts';
import type { QueueTables } from './queue-tables.ts';
import { readTrails } from './queue-trail.ts';
import { createTicketStore } from './ticket-store.ts';

export type QueueStore = ReturnType<typeof createQueueStore>;

/** Tickets and desks, in one database: a call changes both. */
export function createQueueStore(database: Database) {
  const db = database.withTables<QueueTables>();
  return {
    ...createTicketStore(db),
    ...createDutyStore(db),
    ...createCallStore(db),
    ...createHistoryStore(db),
    ...createFiguresStore(db),
    /** What the audit trail holds of the tickets of a branch, or of the duty of its consultants; oldest event of each first. */
    trails: (branchId: string, about: 'ticket' | 'duty') => readTrails(db, branchId, about),
  };
}
