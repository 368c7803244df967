import type { Kysely } from 'kysely';
import type { DutyEvent } from './duty-rules.ts';
import type { QueueEventRow, QueueTables } from './queue-tables.ts';
import type { TicketEvent } from './ticket-rules.ts';

/** Who did it. `branch`: it came of itself. */
export interface Actor {
  readonly kind: 'customer' | 'staff' | 'branch';
  readonly subject: string | null;
}
export const BRANCH_ITSELF: Actor = { kind: 'branch', subject: null };
export const byCustomer = (subject: string): Actor => ({ kind: 'customer', subject });
export const byStaff = (subject: string): Actor => ({ kind: 'staff', subject });

interface Entry {
  readonly branchId: string;
  readonly at: Date;
  readonly by: Actor;
}

/** Within the transaction of the change itself: what is not in the trail did not happen. */
export function recordTicket(
  trx: Kysely<QueueTables>,
  ticketId: string,
  { kind, ...detail }: TicketEvent,
  entry: Entry,
): Promise<unknown> {
  return insert(trx, { about: 'ticket', about_id: ticketId, kind, detail: JSON.stringify(detail) }, entry);
}

export function recordDuty(
  trx: Kysely<QueueTables>,
  consultantSubject: string,
  { kind, ...detail }: DutyEvent,
  entry: Entry,
): Promise<unknown> {
  return insert(trx, { about: 'duty', about_id: consultantSubject, kind, detail: JSON.stringify(detail) }, entry);
}

function insert(
  trx: Kysely<QueueTables>,
  row: Pick<QueueEventRow, 'about' | 'about_id' | 'kind'> & { readonly detail: string },
  { branchId, at, by }: Entry,
): Promise<unknown> {
  return trx
    .insertInto('queue_event')
    .values({ ...row, branch_id: branchId, at, by_kind: by.kind, by_subject: by.subject })
    .execute();
}

/** The trails of all tickets of a branch by ticket, or of all duty by consultant, oldest event first. */
export async function readTrails(
  db: Kysely<QueueTables>,
  branchId: string,
  about: QueueEventRow['about'],
): Promise<Map<string, unknown[]>> {
  const rows = await db
    .selectFrom('queue_event')
    .select(['about_id', 'kind', 'detail'])
    .where('branch_id', '=', branchId)
    .where('about', '=', about)
    .orderBy('seq')
    .execute();
  const trails = new Map<string, unknown[]>();
  for (const { about_id, kind, detail } of rows) {
    const trail = trails.get(about_id) ?? [];
    trails.set(about_id, trail);
    trail.push({ kind, ...detail });
  }
  return trails;
}
