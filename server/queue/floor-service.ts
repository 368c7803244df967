import type { BranchHours } from '../../shared/branch-service.ts';
import type { SupervisorMode } from '../../shared/consultation-members.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { FloorDesk, ServiceFigures } from '../../shared/service-figures.ts';
import type { Clock } from '../lib/clock.ts';
import type { StaffPrincipal } from '../lib/principal.ts';
import { figuresOf } from './figures-rules.ts';
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
  hours(branchId: string): Result<BranchHours, 'branch-unknown'>;
}

export interface FloorServiceDeps {
  readonly store: QueueStore;
  readonly plans: QueuePlans;
  readonly services: ServicePlans;
  readonly clock: Clock;
  /** Consultations of a branch that were closed without a code since. */
  readonly closedWithoutCode: (branchId: string, since: Date) => Promise<number>;
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

  return {
    admitSupervisor,

    async figures(staff, branchId) {
      const admitted = admitSupervisor(staff, branchId);
      if (!admitted.ok) return admitted;
      const { timeZone, serviceLevel } = services.of(branchId);
      const date = wallDate(clock(), timeZone);
      const since = instantOf(date, 0, timeZone);
      const [day, waiting, withoutCode, floor] = await Promise.all([
        store.dayOfService(branchId, since),
        store.countWaiting(branchId),
        closedWithoutCode(branchId, since),
        floorOf(branchId, staff.subject),
      ]);
      return ok({ figures: figuresOf({ ...day, date, waiting, withoutCode }, serviceLevel), floor });
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
