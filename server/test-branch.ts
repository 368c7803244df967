import { sql } from 'kysely';
import type { ChatLine } from '../shared/consultation.ts';
import type { Result } from '../shared/result.ts';
import { createConsultationService } from './consultation/consultation-service.ts';
import { consultationMigrations, createConsultationStore } from './consultation/consultation-store.ts';
import { type BusinessEvent, createEvents } from './events.ts';
import { type Database, type Migrations, migrate } from './lib/db.ts';
import type { CustomerPrincipal, StaffPrincipal } from './lib/principal.ts';
import { createLogger } from './logger.ts';
import { createQueueService } from './queue/queue-service.ts';
import { createQueueStore, queueMigrations } from './queue/queue-store.ts';

/** For tests: the queue and the consultations of two branches, composed as `context.ts` does, with a clock that stands. */
export const BRANCH = 'flagship';
export const OTHER_BRANCH = 'riverside';
const DESKS = ['desk-1', 'desk-2', 'desk-3'];

export const customer = (subject: string): CustomerPrincipal => ({
  kind: 'customer',
  sessionId: `session-of-customer-${subject}`,
  subject,
  legalName: `Name of ${subject}`,
  pseudonym: 'heron-42',
});
export const staff = (subject: string, roles: StaffPrincipal['roles'] = ['consultant']): StaffPrincipal => ({
  kind: 'staff',
  sessionId: `session-of-staff-${subject}`,
  subject,
  legalName: `Name of ${subject}`,
  pseudonym: 'owl-11',
  roles,
});

/** Makes the tables where there are none, and empties them. */
export async function clearTestBranch(db: Database, more: Migrations = {}): Promise<void> {
  await migrate(db, { ...queueMigrations, ...consultationMigrations, ...more });
  await sql`truncate ticket, ticket_counter, duty, chat_line, consultation`.execute(db);
}

export type TestBranch = ReturnType<typeof createTestBranch>;

export function createTestBranch(db: Database) {
  const events = createEvents(createLogger('test', 'silent'));
  const published: BusinessEvent[] = [];
  events.subscribe((event) => published.push(event));
  const errors: unknown[] = [];
  const time = { now: new Date('2026-11-21T10:00:00Z') };
  const clock = () => time.now;
  const queueStore = createQueueStore(db);
  const consultations = createConsultationService({
    store: createConsultationStore(db),
    clock,
    events,
    serveTicket: queueStore.serve,
  });
  const shown = new Map<string, { readonly desks: ReadonlyMap<string, string>; readonly waiting: number }>();
  const queue = createQueueService({
    store: queueStore,
    plans: {
      all: [{ id: BRANCH }, { id: OTHER_BRANCH }],
      has: (branchId) => branchId === BRANCH || branchId === OTHER_BRANCH,
      deskIds: () => DESKS,
    },
    board: { show: (branchId, view) => void shown.set(branchId, view) },
    consultations,
    clock,
    events,
    onError: (error) => errors.push(error),
  });

  return {
    queue,
    consultations,
    events,
    /** Every event so far. */
    published,
    /** What `onError` was told. */
    errors,
    time,
    /** What a board shows: who waits, then each staffed desk with its ticket. */
    board: (branchId = BRANCH) => {
      const view = shown.get(branchId);
      return view && [view.waiting, Object.fromEntries(view.desks)];
    },
    take: async (who: CustomerPrincipal, branchId = BRANCH) => must(await queue.take(who, branchId, 'payments')),
    goOnDuty: async (who: StaffPrincipal, deskId: string, branchId = BRANCH) =>
      must(await queue.goOnDuty(who, branchId, deskId)),
    call: async (who: StaffPrincipal, ticketId?: string) =>
      must(await queue.call(who, BRANCH, ticketId)).consultationId,
    /** A consultation from the kiosk on. */
    async meet(who: CustomerPrincipal, consultant: StaffPrincipal, deskId = 'desk-1'): Promise<string> {
      must(await queue.goOnDuty(consultant, BRANCH, deskId));
      const { id } = must(await queue.take(who, BRANCH, 'other'));
      return must(await queue.call(consultant, BRANCH, id)).consultationId;
    },
    lines: async (who: CustomerPrincipal, consultationId: string): Promise<readonly ChatLine[]> =>
      must(await consultations.transcript(who, consultationId)).lines,
  };
}

/** The value of what was to succeed. */
export function must<T, E extends string>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(`refused: ${result.error}`);
  return result.value;
}
