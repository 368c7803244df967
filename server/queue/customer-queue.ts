import { randomBytes, randomUUID } from 'node:crypto';
import type { ServiceLanguage, Ticket as TicketView, Topic } from '../../shared/queue.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { followPath } from '../../shared/ticket-follow.ts';
import type { Clock } from '../lib/clock.ts';
import type { CustomerPrincipal } from '../lib/principal.ts';
import type { DueAppointments } from './appointment-service.ts';
import { openState } from './hours-rules.ts';
import { branchDay, nextNumber, placeOf } from './queue-rules.ts';
import type { QueueChanged, QueuePlans } from './queue-service.ts';
import type { QueueStore } from './queue-store.ts';
import type { Ticket } from './queue-tables.ts';
import type { ServicePlans } from './service-plans.ts';
import type { WaitEstimator } from './wait-estimator.ts';

/** What a customer may say of their ticket beside its topic. */
export interface TicketWishes {
  /** Null: any will do. */
  readonly language: ServiceLanguage | null;
  readonly needsHelp: boolean;
}

/** What a customer does at the kiosk. */
export interface CustomerQueue {
  /** Their open ticket, or one they missed a moment ago; null where they have none. */
  ticket(customer: CustomerPrincipal, branchId: string): Promise<Result<TicketView | null, 'branch-unknown'>>;
  /** Taking again answers the ticket they hold, and wakes one that they missed. */
  take(
    customer: CustomerPrincipal,
    branchId: string,
    topic: Topic,
    wishes?: TicketWishes,
  ): Promise<Result<TicketView, 'branch-unknown' | 'queue-full' | 'branch-closed' | 'closing-soon'>>;
  cancel(
    customer: CustomerPrincipal,
    branchId: string,
  ): Promise<Result<Record<never, never>, 'branch-unknown' | 'ticket-none' | 'ticket-already-called'>>;
}

export interface CustomerQueueDeps {
  readonly store: QueueStore;
  readonly plans: QueuePlans;
  readonly services: ServicePlans;
  readonly estimator: WaitEstimator;
  readonly appointments: DueAppointments;
  readonly clock: Clock;
  readonly changed: QueueChanged;
}

/** Longer before it closes nobody is turned away, however many wait. */
const LOOK_BEFORE_CLOSING_MS = 3 * 3_600_000;
const NO_WISHES: TicketWishes = { language: null, needsHelp: false };

export function createCustomerQueue(deps: CustomerQueueDeps): CustomerQueue {
  const { store, plans, services, estimator, appointments, clock, changed } = deps;

  const missedAfter = (branchId: string) =>
    new Date(clock().getTime() - services.of(branchId).noShow.returnMinutes * 60_000);

  const viewOf = async (ticket: Ticket): Promise<TicketView> => {
    const isWaiting = ticket.state === 'waiting';
    const [ahead, estimates] = isWaiting
      ? await Promise.all([store.countAhead(ticket), estimator.estimates(ticket.branch_id)])
      : [0, null];
    return {
      id: ticket.id,
      number: ticket.number,
      topic: ticket.topic,
      state: ticket.state,
      ahead,
      estimate: estimates?.get(ticket.id) ?? null,
      priority: ticket.priority,
      isTransferred: ticket.is_transferred,
      takenAt: ticket.taken_at.toISOString(),
      returnBefore: returnBefore(ticket, services)?.toISOString() ?? null,
      deskId: ticket.state === 'called' ? ticket.desk_id : null,
      consultationId: ticket.state === 'called' ? ticket.consultation_id : null,
      followPath: followPath(ticket.follow_token),
    };
  };

  /** Nobody is given a number that would not be called today. */
  async function closingRefusal(branchId: string, place: { topic: Topic; rankAt: Date } & TicketWishes) {
    const now = clock();
    const { isOpen, closesAt } = openState(services.of(branchId), now);
    if (!isOpen) return refuse('branch-closed');
    const leftMs = closesAt ? closesAt.getTime() - now.getTime() : Number.POSITIVE_INFINITY;
    if (leftMs > LOOK_BEFORE_CLOSING_MS) return null;
    const { topic, language, rankAt } = place;
    const estimate = await estimator.estimateFor(branchId, { topic, language, forConsultant: null }, rankAt);
    return estimate && estimate.likelySeconds * 1000 > leftMs ? refuse('closing-soon') : null;
  }

  return {
    async ticket(customer, branchId) {
      if (!plans.has(branchId)) return refuse('branch-unknown');
      const ticket = await store.openTicket(branchId, customer.subject, missedAfter(branchId));
      return ok(ticket ? await viewOf(ticket) : null);
    },

    async take(customer, branchId, topic, wishes = NO_WISHES) {
      if (!plans.has(branchId)) return refuse('branch-unknown');
      const now = clock();
      const held = await store.openTicket(branchId, customer.subject, missedAfter(branchId));
      if (held && held.state !== 'no-show') return ok(await viewOf(held));
      const due = await appointments.due(branchId, customer.subject, now);
      const asked = { topic, needsHelp: wishes.needsHelp, appointmentAt: due?.startsAt ?? null, takenAt: now };
      const place = placeOf(services.of(branchId).headStartMinutes, asked);
      // Who was missed has a number already, and who has an appointment has been promised a time.
      const refusal = held || due ? null : await closingRefusal(branchId, { topic, ...wishes, ...place });
      if (refusal) return refusal;
      const ticket = await store.take({
        id: randomUUID(),
        branchId,
        day: branchDay(now),
        topic,
        language: wishes.language,
        ...place,
        customerSubject: customer.subject,
        customerName: customer.legalName,
        takenAt: now,
        followToken: randomBytes(24).toString('base64url'),
        missedAfter: missedAfter(branchId),
        capacity: services.of(branchId).capacity,
        number: (last, openNumbers) => nextNumber(topic, last, openNumbers),
      });
      if (!ticket) return refuse('queue-full');
      if (due) await appointments.keep(customer.subject, due.id);
      await changed(branchId, customer.subject);
      return ok(await viewOf(ticket));
    },

    async cancel(customer, branchId) {
      if (!plans.has(branchId)) return refuse('branch-unknown');
      const cancelled = await store.cancel(branchId, customer.subject, clock());
      if (!cancelled.ok) return cancelled;
      await changed(branchId, customer.subject);
      return ok({});
    },
  };
}

/** Until when who was missed may have their place again. */
export function returnBefore({ state, missed_at, branch_id }: Ticket, services: ServicePlans): Date | null {
  if (state !== 'no-show' || !missed_at) return null;
  return new Date(missed_at.getTime() + services.of(branch_id).noShow.returnMinutes * 60_000);
}
