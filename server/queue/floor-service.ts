import type { BranchHours } from '../../shared/branch-service.ts';
import type { SupervisorMode } from '../../shared/consultation-members.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { type DayLine, FIGURES_DAYS, type FloorDesk, type ServiceFigures } from '../../shared/service-figures.ts';
import type { Clock } from '../lib/clock.ts';
import type { StaffPrincipal } from '../lib/principal.ts';
import { type DayOfService, dayLineOf, figuresOf } from './figures-rules.ts';
import type { ServiceDay } from './figures-store.ts';
import { addDays, instantOf, openState, wallDate } from './hours-rules.ts';
import type { QueuePlans } from './queue-service.ts';
import type { QueueStore } from './queue-store.ts';
import type { Duty } from './queue-tables.ts';
import type { ServicePlans } from './service-plans.ts';
import { admit, type StaffError } from './staff-queue.ts';

/** How the branch does, for who answers for it, and when it is open, for everybody. */
export interface FloorService {
  /** Whether somebody answers for a branch. */
  admitSupervisor(staff: StaffPrincipal, branchId: string): Result<unknown, StaffError>;
  figures(
    staff: StaffPrincipal,
    branchId: string,
  ): Promise<Result<{ readonly figures: ServiceFigures; readonly floor: FloorDesk[] }, StaffError>>;
  /** A day of the last {@link FIGURES_DAYS}, and the seven days that it ends. */
  dayFigures(
    staff: StaffPrincipal,
    branchId: string,
    date: string,
  ): Promise<Result<{ readonly figures: ServiceFigures; readonly week: DayLine[] }, StaffError | 'day-unknown'>>;
  hours(branchId: string): Result<BranchHours, 'branch-unknown'>;
}

export interface FloorServiceDeps {
  readonly store: QueueStore;
  readonly plans: QueuePlans;
  readonly services: ServicePlans;
  readonly clock: Clock;
  /** Consultations of a branch that were closed without a code in a day. */
  readonly closedWithoutCode: (branchId: string, day: ServiceDay) => Promise<number>;
  /** Which supervisor is in which talk of a branch, and how. */
  readonly supervisions: (branchId: string) => Promise<readonly Supervision[]>;
}

interface Supervision {
  readonly consultation_id: string;
  readonly subject: string;
  readonly name: string;
  readonly standing: SupervisorMode | 'invited';
}

const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;
/** So many holidays ahead are told. */
const HOLIDAYS_AHEAD = 5;
const HOLIDAY_DAYS = 60;

export function createFloorService(deps: FloorServiceDeps): FloorService {
  const { store, plans, services, clock, closedWithoutCode, supervisions } = deps;

  function admitSupervisor(staff: StaffPrincipal, branchId: string) {
    return staff.roles.includes('supervisor') ? admit(staff, branchId, deps) : refuse('role-missing');
  }

  async function floorOf(branchId: string, reader: string): Promise<FloorDesk[]> {
    const since = new Date(clock().getTime() - DAY_MS);
    const [duties, calls, supervised] = await Promise.all([
      store.duties(branchId),
      store.floorCalls(branchId, since),
      supervisions(branchId),
    ]);
    return duties
      .map((duty) => {
        const call = calls.findLast(({ consultant_subject }) => consultant_subject === duty.consultant_subject);
        return { ...deskBase(duty), ...(call ? busy(call, supervised, reader) : {}) };
      })
      .sort((a, b) => a.deskId.localeCompare(b.deskId, 'en', { numeric: true }));
  }

  /** What was done in a branch on a date of its own; who waits is not of a day. */
  async function dayOf(branchId: string, date: string): Promise<DayOfService> {
    const { timeZone } = services.of(branchId);
    const day = { since: instantOf(date, 0, timeZone), until: instantOf(addDays(date, 1), 0, timeZone) };
    const [done, withoutCode] = await Promise.all([
      store.dayOfService(branchId, day),
      closedWithoutCode(branchId, day),
    ]);
    return { ...done, date, waiting: 0, withoutCode };
  }

  return {
    admitSupervisor,

    async figures(staff, branchId) {
      const admitted = admitSupervisor(staff, branchId);
      if (!admitted.ok) return admitted;
      const { timeZone, serviceLevel } = services.of(branchId);
      const [day, waiting, floor] = await Promise.all([
        dayOf(branchId, wallDate(clock(), timeZone)),
        store.countWaiting(branchId),
        floorOf(branchId, staff.subject),
      ]);
      return ok({ figures: figuresOf({ ...day, waiting }, serviceLevel), floor });
    },

    async dayFigures(staff, branchId, date) {
      const admitted = admitSupervisor(staff, branchId);
      if (!admitted.ok) return admitted;
      const { timeZone, serviceLevel } = services.of(branchId);
      const today = wallDate(clock(), timeZone);
      if (date > today || date < addDays(today, -FIGURES_DAYS)) return refuse('day-unknown');
      const dates = Array.from({ length: WEEK_DAYS }, (_, index) => addDays(date, index + 1 - WEEK_DAYS));
      const days = await Promise.all(dates.map((one) => dayOf(branchId, one)));
      const [asked] = days.slice(-1);
      if (!asked) throw new Error('a week has days');
      const waiting = date === today ? await store.countWaiting(branchId) : 0;
      const week = days.map((day) => dayLineOf(day, serviceLevel));
      return ok({ figures: figuresOf({ ...asked, waiting }, serviceLevel), week });
    },

    hours(branchId) {
      if (!plans.has(branchId)) return refuse('branch-unknown');
      const plan = services.of(branchId);
      const now = clock();
      const { isOpen, closesAt, opensAt } = openState(plan, now);
      const today = wallDate(now, plan.timeZone);
      const last = addDays(today, HOLIDAY_DAYS);
      return ok({
        timeZone: plan.timeZone,
        isOpen,
        closesAt: closesAt?.toISOString() ?? null,
        opensAt: opensAt?.toISOString() ?? null,
        holidays: plan.holidays
          .filter(({ date }) => date >= today && date <= last)
          .slice(0, HOLIDAYS_AHEAD)
          .map(({ date, name }) => ({ date, name })),
      });
    },
  };
}

function deskBase(duty: Duty): FloorDesk {
  return {
    subject: duty.consultant_subject,
    name: duty.consultant_name,
    deskId: duty.desk_id,
    state: duty.paused_at ? 'paused' : 'free',
    since: (duty.paused_at ?? duty.since).toISOString(),
    pauseReason: duty.pause_reason,
    serving: null,
  };
}

type FloorCall = Awaited<ReturnType<QueueStore['floorCalls']>>[number];

function busy(
  { ended_at, called_at, consultation_id, number, topic }: FloorCall,
  supervised: readonly Supervision[],
  reader: string,
): Partial<FloorDesk> {
  if (ended_at) return { state: 'wrap-up', since: ended_at.toISOString() };
  const there = supervised.find((one) => one.consultation_id === consultation_id);
  const supervision =
    there && there.standing !== 'invited'
      ? { name: there.name, mode: there.standing, isYours: there.subject === reader }
      : null;
  const serving = { consultationId: consultation_id, ticketNumber: number, topic, supervision };
  return { state: 'serving', since: called_at.toISOString(), serving };
}
