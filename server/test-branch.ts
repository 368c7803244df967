import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { ServicePlan, Skills } from '../shared/branch-service.ts';
import type { ChatLine } from '../shared/consultation.ts';
import type { Party } from '../shared/consultation-members.ts';
import { Topic } from '../shared/queue.ts';
import type { Result } from '../shared/result.ts';
import { consultationMigrations } from './consultation/consultation-migrations.ts';
import { type BusinessEvent, createEvents } from './events.ts';
import { type Database, type Migrations, migrate } from './lib/db.ts';
import type { CustomerPrincipal, StaffPrincipal } from './lib/principal.ts';
import { createLogger } from './logger.ts';
import type { QueueBoard } from './queue/board-painter.ts';
import { queueMigrations } from './queue/queue-migrations.ts';
import { createServicePlans } from './queue/service-plans.ts';
import { createServiceDesk } from './service-desk.ts';

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
  await sql`
    truncate ticket, ticket_counter, duty, chat_line, consultation_member, consultation, ticket_call, desk_pause, queue_event, consultation_event, appointment, callback cascade`.execute(
    db,
  );
}

export type TestBranch = ReturnType<typeof createTestBranch>;

const ALWAYS: [string, string][] = [['00:00', '24:00']];
const EVERYTHING: Skills = { topics: [...Topic.options], languages: ['en', 'ru'] };
/** Open round the clock, and everybody serves everything. */
export const TEST_SERVICE: ServicePlan = {
  timeZone: 'Europe/London',
  week: [ALWAYS, ALWAYS, ALWAYS, ALWAYS, ALWAYS, ALWAYS, ALWAYS],
  holidays: [],
  handlingMinutes: { payments: 8, accounts: 10, cards: 7, loans: 18, fraud: 15, other: 9 },
  headStartMinutes: { topics: { fraud: 60 }, needsHelp: 15, appointment: 45 },
  staff: [],
  everyoneElse: EVERYTHING,
  noShow: { afterSeconds: 60, returnMinutes: 30 },
  capacity: 20,
  serviceLevel: { percent: 80, withinMinutes: 10 },
  appointments: { slotMinutes: 30, perSlot: 2, daysAhead: 14 },
};
const TEST_PLAN = {
  name: { en: 'Test branch', ru: 'Проверочное отделение' },
  desks: DESKS.map((id) => {
    const spot = { x: 0, z: 0, heading: 0 };
    return { id, label: { en: `Desk ${id}`, ru: `Стол ${id}` }, at: spot, customerSeat: spot, consultantSeat: spot };
  }),
};

export function createTestBranch(db: Database, service: ServicePlan = TEST_SERVICE) {
  const events = createEvents(createLogger('test', 'silent'));
  const published: BusinessEvent[] = [];
  events.subscribe((event) => published.push(event));
  const errors: unknown[] = [];
  const time = { now: new Date('2026-11-21T10:00:00Z') };
  const clock = () => time.now;
  const shown = new Map<string, Parameters<QueueBoard['show']>[1]>();
  const desk = createServiceDesk({
    database: db,
    services: createServicePlans(new Map([BRANCH, OTHER_BRANCH].map((id) => [id, service]))),
    plans: {
      all: [{ id: BRANCH }, { id: OTHER_BRANCH }],
      has: (branchId) => branchId === BRANCH || branchId === OTHER_BRANCH,
      get: () => TEST_PLAN,
      deskIds: () => DESKS,
    },
    board: { show: (branchId, view) => void shown.set(branchId, view) },
    clock,
    events,
    publicUrl: new URL('http://localhost:3000'),
    onError: (error) => errors.push(error),
  });
  const { queue, consultations } = desk;

  return {
    ...desk,
    events,
    /** Every event so far. */
    published,
    /** What `onError` was told. */
    errors,
    time,
    /** What a board shows: who waits, then each staffed desk with its ticket. */
    board: (branchId = BRANCH) => {
      const view = shown.get(branchId);
      return view && [view.waiting, Object.fromEntries([...view.desks].map(([desk, { number }]) => [desk, number]))];
    },
    /** Who has which desk, as the board has it. */
    staff: (branchId = BRANCH) => Object.fromEntries(shown.get(branchId)?.staff ?? []),
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
    /** As the recorder keeps a line. */
    record: (consultationId: string, from: Party, text: string) =>
      consultations.keepLine(consultationId, { id: randomUUID(), from, text, at: time.now.toISOString() }),
    lines: async (who: CustomerPrincipal, consultationId: string): Promise<readonly ChatLine[]> =>
      must(await consultations.transcript(who, consultationId)).lines,
  };
}

/** The value of what was to succeed. */
export function must<T, E extends string>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(`refused: ${result.error}`);
  return result.value;
}
