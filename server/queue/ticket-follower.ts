import { ok, type Result, refuse } from '../../shared/result.ts';
import { FollowToken, type TicketGlance } from '../../shared/ticket-follow.ts';
import type { Clock } from '../lib/clock.ts';
import { returnBefore } from './customer-queue.ts';
import type { QueuePlans } from './queue-service.ts';
import type { QueueStore } from './queue-store.ts';
import type { Ticket } from './queue-tables.ts';
import type { ServicePlans } from './service-plans.ts';
import type { WaitEstimator } from './wait-estimator.ts';

/** What a phone is shown, and may be asked, that holds nothing but the link of a ticket. */
export interface TicketFollower {
  follow(token: string): Promise<Result<TicketGlance, 'ticket-unknown'>>;
  /** The consultation that the ticket of a link was served in, for as long as the link is known. */
  servedByLink(token: string): Promise<ServedTicket | null>;
}

export interface ServedTicket {
  readonly consultationId: string;
  readonly customerSubject: string;
}

/** What a ticket that is over can still be asked by. */
const KNOWN_AFTER_MS = 2 * 3_600_000;

export function createTicketFollower({
  store,
  plans,
  services,
  estimator,
  clock,
}: {
  readonly store: QueueStore;
  readonly plans: QueuePlans;
  readonly services: ServicePlans;
  readonly estimator: WaitEstimator;
  readonly clock: Clock;
}): TicketFollower {
  async function known(token: string): Promise<Ticket | null> {
    if (!FollowToken.safeParse(token).success) return null;
    const ticket = await store.ticketByToken(token);
    if (!ticket || ticket.state === 'waiting' || ticket.state === 'called') return ticket ?? null;
    const over = ticket.ended_at ?? ticket.missed_at;
    return over && clock().getTime() - over.getTime() <= KNOWN_AFTER_MS ? ticket : null;
  }

  return {
    async servedByLink(token) {
      const ticket = await known(token);
      if (ticket?.state !== 'served' || !ticket.consultation_id) return null;
      return { consultationId: ticket.consultation_id, customerSubject: ticket.customer_subject };
    },

    async follow(token) {
      const ticket = await known(token);
      const plan = ticket && plans.get(ticket.branch_id);
      if (!ticket || !plan) return refuse('ticket-unknown');
      const now = clock();
      const isWaiting = ticket.state === 'waiting';
      const desk = ticket.state === 'called' ? plan.desks.find(({ id }) => id === ticket.desk_id) : undefined;
      return ok({
        branchName: plan.name,
        number: ticket.number,
        state: ticket.state,
        ahead: isWaiting ? await store.countAhead(ticket) : 0,
        estimate: isWaiting ? ((await estimator.estimates(ticket.branch_id)).get(ticket.id) ?? null) : null,
        desk: desk?.label ?? null,
        isTransferred: isWaiting && ticket.is_transferred,
        returnBefore: returnBefore(ticket, services)?.toISOString() ?? null,
        at: now.toISOString(),
      });
    },
  };
}
