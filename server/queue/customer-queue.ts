import { randomUUID } from 'node:crypto';
import type { Ticket as TicketView, Topic } from '../../shared/queue.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Clock } from '../lib/clock.ts';
import type { CustomerPrincipal } from '../lib/principal.ts';
import { branchDay, nextNumber } from './queue-rules.ts';
import type { QueueChanged, QueuePlans } from './queue-service.ts';
import type { QueueStore } from './queue-store.ts';
import type { Ticket } from './queue-tables.ts';

/** What a customer does at the kiosk. */
export interface CustomerQueue {
  /** Their open ticket; null where they have none. */
  ticket(customer: CustomerPrincipal, branchId: string): Promise<Result<TicketView | null, 'branch-unknown'>>;
  /** Taking again answers the ticket they hold. */
  take(
    customer: CustomerPrincipal,
    branchId: string,
    topic: Topic,
  ): Promise<Result<TicketView, 'branch-unknown' | 'queue-full'>>;
  cancel(
    customer: CustomerPrincipal,
    branchId: string,
  ): Promise<Result<Record<never, never>, 'branch-unknown' | 'ticket-none' | 'ticket-already-called'>>;
}

export interface CustomerQueueDeps {
  readonly store: QueueStore;
  readonly plans: QueuePlans;
  readonly clock: Clock;
  readonly changed: QueueChanged;
}

export function createCustomerQueue({ store, plans, clock, changed }: CustomerQueueDeps): CustomerQueue {
  const viewOf = async (ticket: Ticket): Promise<TicketView> => ({
    id: ticket.id,
    number: ticket.number,
    topic: ticket.topic,
    state: ticket.state,
    ahead: ticket.state === 'waiting' ? await store.countAhead(ticket) : 0,
    takenAt: ticket.taken_at.toISOString(),
    deskId: ticket.desk_id,
    consultationId: ticket.consultation_id,
  });

  return {
    async ticket(customer, branchId) {
      if (!plans.has(branchId)) return refuse('branch-unknown');
      const ticket = await store.openTicket(branchId, customer.subject);
      return ok(ticket ? await viewOf(ticket) : null);
    },

    async take(customer, branchId, topic) {
      if (!plans.has(branchId)) return refuse('branch-unknown');
      const now = clock();
      const ticket = await store.take({
        id: randomUUID(),
        branchId,
        day: branchDay(now),
        topic,
        customerSubject: customer.subject,
        customerName: customer.legalName,
        takenAt: now,
        number: (last, openNumbers) => nextNumber(topic, last, openNumbers),
      });
      if (!ticket) return refuse('queue-full');
      await changed(branchId, customer.subject);
      return ok(await viewOf(ticket));
    },

    async cancel(customer, branchId) {
      if (!plans.has(branchId)) return refuse('branch-unknown');
      const cancelled = await store.cancel(branchId, customer.subject);
      if (!cancelled.ok) return cancelled;
      await changed(branchId, customer.subject);
      return ok({});
    },
  };
}
