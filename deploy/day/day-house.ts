import { consultationMigrations } from '../../server/consultation/consultation-migrations.ts';
import { createEvents } from '../../server/events.ts';
import { type Database, migrate } from '../../server/lib/db.ts';
import { createLogger } from '../../server/logger.ts';
import { queueMigrations } from '../../server/queue/queue-migrations.ts';
import { createServicePlans } from '../../server/queue/service-plans.ts';
import { createServiceDesk } from '../../server/service-desk.ts';
import type { ServicePlan } from '../../shared/branch-service.ts';
import { Topic } from '../../shared/queue.ts';
import type { DayClock } from './day-clock.ts';
import { openDayDoors } from './day-doors.ts';
import type { DayConsultant } from './day-people.ts';

export const DAY_BRANCH = 'day-branch';
const OPENS = 9;

export type DayHouse = Awaited<ReturnType<typeof createDayHouse>>;

/** The queue and the consultations of one branch, composed as `context.ts` does, on a simulated clock. */
export async function createDayHouse(
  database: Database,
  clock: DayClock,
  staff: readonly DayConsultant[],
  openMinutes: number,
) {
  await migrate(database, { ...queueMigrations, ...consultationMigrations });
  const plan = dayPlan(staff, openMinutes);
  const services = createServicePlans(new Map([[DAY_BRANCH, plan]]));
  const events = createEvents(createLogger('day', 'silent'));
  const errors: unknown[] = [];
  const name = { en: 'The day', ru: 'День' };
  const desk = createServiceDesk({
    database,
    services,
    events,
    plans: {
      all: [{ id: DAY_BRANCH }],
      has: (branchId) => branchId === DAY_BRANCH,
      get: () => ({ name, desks: [] }),
      deskIds: () => staff.map(({ deskId }) => deskId),
    },
    board: { show: () => {} },
    clock: () => clock.now,
    publicUrl: new URL('http://localhost'),
    onError: (error) => errors.push(error),
  });
  return { ...desk, errors, doors: await openDayDoors(desk) };
}

function dayPlan(staff: readonly DayConsultant[], openMinutes: number): ServicePlan {
  const closes = OPENS * 60 + openMinutes;
  const wall = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const shifts: [string, string][] = [[wall(OPENS * 60), wall(closes)]];
  return {
    timeZone: 'Europe/London',
    week: [shifts, shifts, shifts, shifts, shifts, shifts, shifts],
    holidays: [],
    handlingMinutes: Object.fromEntries(Topic.options.map((topic) => [topic, 9])) as ServicePlan['handlingMinutes'],
    headStartMinutes: { topics: { fraud: 60 }, needsHelp: 15, appointment: 45 },
    staff: staff.map(({ subject, topics, languages }) => ({ subject, topics, languages })),
    noShow: { afterSeconds: 60, returnMinutes: 30 },
    capacity: 200,
    serviceLevel: { percent: 80, withinMinutes: 10 },
    appointments: { slotMinutes: 30, perSlot: 2, daysAhead: 14 },
  };
}

/** When the branch opens on a day, counted from the first. */
export function openingOf(day: number): Date {
  return new Date(Date.UTC(2026, 10, 16 + day, OPENS));
}
