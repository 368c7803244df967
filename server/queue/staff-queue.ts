import type { Skills } from '../../shared/branch-service.ts';
import type { PauseReason, QueueView } from '../../shared/queue.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Events } from '../events.ts';
import type { Clock } from '../lib/clock.ts';
import type { StaffPrincipal } from '../lib/principal.ts';
import { canServe, mayServe, skillsOf } from './queue-rules.ts';
import type { Consultations, QueueChanged, QueuePlans } from './queue-service.ts';
import type { QueueStore } from './queue-store.ts';
import type { Duty, Ticket } from './queue-tables.ts';
import type { ServicePlans } from './service-plans.ts';

export type StaffError = 'branch-unknown' | 'role-missing' | 'not-of-branch';
type Nothing = Record<never, never>;

/** What a consultant does at the desk. */
export interface StaffQueue {
  view(staff: StaffPrincipal, branchId: string): Promise<Result<QueueView, StaffError>>;
  /** Takes a desk, leaving the one they have. */
  goOnDuty(
    staff: StaffPrincipal,
    branchId: string,
    deskId: string,
  ): Promise<Result<Nothing, StaffError | 'desk-unknown' | 'desk-taken' | 'in-consultation'>>;
  goOffDuty(staff: StaffPrincipal, branchId: string): Promise<Result<Nothing, StaffError | 'in-consultation'>>;
  /** Calls nobody for a while, for a reason; null takes up work again. */
  pause(
    staff: StaffPrincipal,
    branchId: string,
    reason: PauseReason | null,
  ): Promise<Result<Nothing, StaffError | 'not-on-duty'>>;
  /** Calls a ticket, or the next that they serve, and opens its consultation. */
  call(
    staff: StaffPrincipal,
    branchId: string,
    ticketId?: string,
  ): Promise<
    Result<
      { readonly consultationId: string },
      | StaffError
      | 'not-on-duty'
      | 'in-consultation'
      | 'paused'
      | 'queue-empty'
      | 'ticket-not-waiting'
      | 'skill-missing'
      | 'ticket-reserved'
    >
  >;
  /** Says the number again that is called to their desk. */
  recall(
    staff: StaffPrincipal,
    branchId: string,
  ): Promise<Result<Nothing, StaffError | 'not-on-duty' | 'nobody-called'>>;
}

export interface StaffQueueDeps {
  readonly store: QueueStore;
  readonly plans: QueuePlans;
  readonly services: ServicePlans;
  readonly consultations: Consultations;
  readonly clock: Clock;
  readonly events: Events;
  readonly changed: QueueChanged;
}

/** Skills where somebody may serve in a branch: their role is the issuer's word, what they serve the branch's. */
export function admit(
  staff: StaffPrincipal,
  branchId: string,
  { plans, services }: Pick<StaffQueueDeps, 'plans' | 'services'>,
): Result<Skills, StaffError> {
  if (!mayServe(staff.roles)) return refuse('role-missing');
  if (!plans.has(branchId)) return refuse('branch-unknown');
  const skills = skillsOf(services.of(branchId), staff.subject);
  return skills ? ok({ topics: skills.topics, languages: skills.languages }) : refuse('not-of-branch');
}

export function createStaffQueue(deps: StaffQueueDeps): StaffQueue {
  const { store, plans, services, consultations, clock, events, changed } = deps;
  const missedAfter = (branchId: string) =>
    new Date(clock().getTime() - services.of(branchId).noShow.returnMinutes * 60_000);

  return {
    async view(staff, branchId) {
      const admitted = admit(staff, branchId, deps);
      if (!admitted.ok) return admitted;
      const skills = admitted.value;
      const [duties, waiting, missed, consultationId] = await Promise.all([
        store.duties(branchId),
        store.waiting(branchId),
        store.missedTickets(branchId, missedAfter(branchId)),
        store.consultationOf(staff.subject),
      ]);
      const own = duties.find((duty) => duty.consultant_subject === staff.subject);
      const others = duties.filter((duty) => duty !== own);
      if (own && own.session_id !== staff.sessionId) await store.keepSession(staff.subject, staff.sessionId);
      return ok({
        duty: own ? dutyView(own) : null,
        skills,
        desks: plans.deskIds(branchId).map((deskId) => {
          return { deskId, taken: others.some(({ desk_id }) => desk_id === deskId) };
        }),
        waiting: waiting.map((ticket) => waitingView(ticket, staff.subject, skills)),
        missed: missed.map(({ id, number, topic, missed_at }) => {
          return { id, number, topic, missedAt: (missed_at as Date).toISOString() };
        }),
        colleagues: others.flatMap(({ consultant_subject: subject, consultant_name: name, desk_id, paused_at }) => {
          const theirs = skillsOf(services.of(branchId), subject);
          if (!theirs) return [];
          const { topics, languages } = theirs;
          return [{ subject, name, deskId: desk_id, isPaused: paused_at !== null, skills: { topics, languages } }];
        }),
        consultationId,
      });
    },

    async goOnDuty(staff, branchId, deskId) {
      const admitted = admit(staff, branchId, deps);
      if (!admitted.ok) return admitted;
      if (!plans.deskIds(branchId).includes(deskId)) return refuse('desk-unknown');
      const moved = await store.goOnDuty({
        consultant_subject: staff.subject,
        consultant_name: staff.legalName,
        branch_id: branchId,
        desk_id: deskId,
        since: clock(),
        session_id: staff.sessionId,
        paused_at: null,
        pause_reason: null,
      });
      if (!moved.ok) return moved;
      const { left } = moved.value;
      if (left && left.branch_id !== branchId) {
        await consultations.dropOffDuty(left.branch_id, staff.subject);
        await changed(left.branch_id);
      }
      await changed(branchId);
      return ok({});
    },

    async goOffDuty(staff, branchId) {
      const admitted = admit(staff, branchId, deps);
      if (!admitted.ok) return admitted;
      const left = await store.goOffDuty(staff.subject, branchId, clock());
      if (!left.ok) return left;
      if (left.value) {
        await consultations.dropOffDuty(branchId, staff.subject);
        await changed(branchId);
      }
      return ok({});
    },

    async pause(staff, branchId, reason) {
      const admitted = admit(staff, branchId, deps);
      if (!admitted.ok) return admitted;
      const paused = await store.setPause(staff.subject, branchId, reason, clock());
      if (!paused.ok) return paused;
      await changed(branchId);
      return ok({});
    },

    async call(staff, branchId, ticketId) {
      const admitted = admit(staff, branchId, deps);
      if (!admitted.ok) return admitted;
      const called = await store.call({
        branchId,
        consultantSubject: staff.subject,
        skills: admitted.value,
        ticketId,
        missedAfter: missedAfter(branchId),
        at: clock(),
        isBusy: (transaction) => consultations.isBusy(transaction, staff.subject),
        openConsultation: (transaction, ticket, deskId) => consultations.open(transaction, ticket, deskId, staff),
      });
      if (!called.ok) {
        if (called.error !== 'none-waiting') return refuse(called.error);
        return refuse(ticketId ? 'ticket-not-waiting' : 'queue-empty');
      }
      const { consultationId, customerSubject } = called.value;
      events.publish({
        type: 'consultation-changed',
        consultationId,
        branchId,
        state: 'open',
        customerSubject,
        consultantSubject: staff.subject,
      });
      await changed(branchId, customerSubject);
      return ok({ consultationId });
    },

    async recall(staff, branchId) {
      const admitted = admit(staff, branchId, deps);
      if (!admitted.ok) return admitted;
      const recalled = await store.recall(staff.subject, branchId, clock());
      if (!recalled.ok) return recalled;
      await changed(branchId, recalled.value.customerSubject);
      return ok({});
    },
  };
}

function dutyView({ branch_id, desk_id, since, paused_at, pause_reason }: Duty): NonNullable<QueueView['duty']> {
  const pause = paused_at && pause_reason ? { reason: pause_reason, since: paused_at.toISOString() } : null;
  return { branchId: branch_id, deskId: desk_id, since: since.toISOString(), pause };
}

function waitingView(ticket: Ticket, subject: string, skills: Skills): QueueView['waiting'][number] {
  const isForMe = ticket.for_consultant === subject;
  return {
    id: ticket.id,
    number: ticket.number,
    topic: ticket.topic,
    language: ticket.language,
    priority: ticket.priority,
    takenAt: ticket.taken_at.toISOString(),
    isTransferred: ticket.is_transferred,
    isForMe,
    mayCall: (isForMe || ticket.for_consultant === null) && canServe(skills, ticket),
  };
}
