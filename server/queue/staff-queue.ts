import type { QueueView } from '../../shared/queue.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Events } from '../events.ts';
import type { Clock } from '../lib/clock.ts';
import type { StaffPrincipal } from '../lib/principal.ts';
import { mayServe } from './queue-rules.ts';
import type { Consultations, QueueChanged, QueuePlans } from './queue-service.ts';
import type { QueueStore } from './queue-store.ts';

type StaffError = 'branch-unknown' | 'role-missing';

/** What a consultant does at the desk. */
export interface StaffQueue {
  view(staff: StaffPrincipal, branchId: string): Promise<Result<QueueView, StaffError>>;
  /** Takes a desk, leaving the one they have. */
  goOnDuty(
    staff: StaffPrincipal,
    branchId: string,
    deskId: string,
  ): Promise<Result<Record<never, never>, StaffError | 'desk-unknown' | 'desk-taken' | 'in-consultation'>>;
  goOffDuty(
    staff: StaffPrincipal,
    branchId: string,
  ): Promise<Result<Record<never, never>, StaffError | 'in-consultation'>>;
  /** Calls a ticket, or the one that waits longest, and opens its consultation. */
  call(
    staff: StaffPrincipal,
    branchId: string,
    ticketId?: string,
  ): Promise<
    Result<
      { readonly consultationId: string },
      StaffError | 'not-on-duty' | 'in-consultation' | 'queue-empty' | 'ticket-not-waiting'
    >
  >;
}

export interface StaffQueueDeps {
  readonly store: QueueStore;
  readonly plans: QueuePlans;
  readonly consultations: Consultations;
  readonly clock: Clock;
  readonly events: Events;
  readonly changed: QueueChanged;
}

export function createStaffQueue({ store, plans, consultations, clock, events, changed }: StaffQueueDeps): StaffQueue {
  function refusalOf(staff: StaffPrincipal, branchId: string): { ok: false; error: StaffError } | null {
    if (!mayServe(staff.roles)) return refuse('role-missing');
    return plans.has(branchId) ? null : refuse('branch-unknown');
  }

  return {
    async view(staff, branchId) {
      const refusal = refusalOf(staff, branchId);
      if (refusal) return refusal;
      const [duties, waiting, consultationId] = await Promise.all([
        store.duties(branchId),
        store.waiting(branchId),
        store.consultationOf(staff.subject),
      ]);
      const own = duties.find((duty) => duty.consultant_subject === staff.subject);
      const isColleagues = (deskId: string) => duties.some((duty) => duty.desk_id === deskId && duty !== own);
      return ok({
        duty: own ? { branchId, deskId: own.desk_id, since: own.since.toISOString() } : null,
        desks: plans.deskIds(branchId).map((deskId) => ({ deskId, taken: isColleagues(deskId) })),
        waiting: waiting.map(({ id, number, topic, taken_at }) => ({
          id,
          number,
          topic,
          takenAt: taken_at.toISOString(),
        })),
        consultationId,
      });
    },

    async goOnDuty(staff, branchId, deskId) {
      const refusal = refusalOf(staff, branchId);
      if (refusal) return refusal;
      if (!plans.deskIds(branchId).includes(deskId)) return refuse('desk-unknown');
      const moved = await store.goOnDuty({
        consultant_subject: staff.subject,
        branch_id: branchId,
        desk_id: deskId,
        since: clock(),
        session_id: staff.sessionId,
      });
      if (!moved.ok) return moved;
      const { left } = moved.value;
      if (left && left.branch_id !== branchId) await changed(left.branch_id);
      await changed(branchId);
      return ok({});
    },

    async goOffDuty(staff, branchId) {
      const refusal = refusalOf(staff, branchId);
      if (refusal) return refusal;
      const left = await store.goOffDuty(staff.subject, branchId);
      if (!left.ok) return left;
      if (left.value) await changed(branchId);
      return ok({});
    },

    async call(staff, branchId, ticketId) {
      const refusal = refusalOf(staff, branchId);
      if (refusal) return refusal;
      const called = await store.call({
        branchId,
        consultantSubject: staff.subject,
        ticketId,
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
  };
}
