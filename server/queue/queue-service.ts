import { randomUUID } from 'node:crypto';
import type { QueueView, Ticket as TicketView, Topic } from '../../shared/queue.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Events } from '../events.ts';
import type { Clock } from '../lib/clock.ts';
import type { Database } from '../lib/db.ts';
import type { CustomerPrincipal, StaffPrincipal } from '../lib/principal.ts';
import { branchDay, mayServe, ticketNumber } from './queue-rules.ts';
import { type QueueStore, type Ticket, UNIQUE_VIOLATION } from './queue-store.ts';

/** What the queue needs of others. */
export interface QueuePlans {
  readonly all: readonly { readonly id: string }[];
  has(branchId: string): boolean;
  deskIds(branchId: string): readonly string[];
}
export interface QueueBoard {
  show(branchId: string, view: { readonly desks: ReadonlyMap<string, string>; readonly waiting: number }): void;
}
export interface Consultations {
  /** Opens a consultation within a transaction; answers its id. Throws a unique violation where the consultant has one open. */
  open(transaction: Database, ticket: Ticket, deskId: string, consultant: StaffPrincipal): Promise<string>;
  openOf(consultantSubject: string): Promise<string | null>;
}

export interface QueueServiceDeps {
  readonly store: QueueStore;
  readonly plans: QueuePlans;
  readonly board: QueueBoard;
  readonly consultations: Consultations;
  readonly clock: Clock;
  readonly events: Events;
}

type StaffError = 'branch-unknown' | 'role-missing';

export interface QueueService {
  ticket(customer: CustomerPrincipal, branchId: string): Promise<Result<TicketView | null, 'branch-unknown'>>;
  take(
    customer: CustomerPrincipal,
    branchId: string,
    topic: Topic,
  ): Promise<Result<TicketView, 'branch-unknown' | 'queue-full'>>;
  cancel(
    customer: CustomerPrincipal,
    branchId: string,
  ): Promise<Result<Record<never, never>, 'branch-unknown' | 'ticket-none' | 'ticket-already-called'>>;
  view(staff: StaffPrincipal, branchId: string): Promise<Result<QueueView, StaffError>>;
  goOnDuty(
    staff: StaffPrincipal,
    branchId: string,
    deskId: string,
  ): Promise<Result<Record<never, never>, StaffError | 'desk-unknown' | 'desk-taken' | 'in-consultation'>>;
  goOffDuty(
    staff: StaffPrincipal,
    branchId: string,
  ): Promise<Result<Record<never, never>, StaffError | 'in-consultation'>>;
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
  /** Shows every board as the database has it: after a start. */
  restore(): Promise<void>;
}

export function createQueueService(deps: QueueServiceDeps): QueueService {
  const { store, plans, board, consultations, clock, events } = deps;

  /** The board is always drawn whole from the database, so that no change of it can be missed. */
  async function showBoard(branchId: string): Promise<void> {
    const [duties, called, waiting] = await Promise.all([
      store.duties(branchId),
      store.calledTickets(branchId),
      store.countWaiting(branchId),
    ]);
    const desks = new Map(
      duties.map(({ desk_id }) => [desk_id, called.find((ticket) => ticket.desk_id === desk_id)?.number ?? '']),
    );
    board.show(branchId, { desks, waiting });
  }

  async function changed(branchId: string, customerSubject?: string): Promise<void> {
    if (customerSubject) events.publish({ type: 'ticket-changed', branchId, customerSubject });
    events.publish({ type: 'queue-changed', branchId });
    await showBoard(branchId);
  }

  async function viewOf(ticket: Ticket): Promise<TicketView> {
    return {
      id: ticket.id,
      number: ticket.number,
      topic: ticket.topic,
      state: ticket.state,
      ahead: ticket.state === 'waiting' ? await store.countAhead(ticket) : 0,
      takenAt: ticket.taken_at.toISOString(),
      deskId: ticket.desk_id,
      consultationId: ticket.consultation_id,
    };
  }

  function refusalOf(staff: StaffPrincipal, branchId: string): { ok: false; error: StaffError } | null {
    if (!mayServe(staff.roles)) return refuse('role-missing');
    return plans.has(branchId) ? null : refuse('branch-unknown');
  }

  events.subscribe((event) => {
    if (event.type !== 'consultation-changed' || event.state !== 'ended') return;
    void changed(event.branchId, event.customerSubject);
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
        number: (sequence) => ticketNumber(topic, sequence),
      });
      if (!ticket) return refuse('queue-full');
      await changed(branchId, customer.subject);
      return ok(await viewOf(ticket));
    },

    async cancel(customer, branchId) {
      if (!plans.has(branchId)) return refuse('branch-unknown');
      const ticket = await store.openTicket(branchId, customer.subject);
      if (!ticket) return refuse('ticket-none');
      if (!(await store.cancel(ticket.id))) return refuse('ticket-already-called');
      await changed(branchId, customer.subject);
      return ok({});
    },

    async view(staff, branchId) {
      const refusal = refusalOf(staff, branchId);
      if (refusal) return refusal;
      const [duties, waiting, consultationId] = await Promise.all([
        store.duties(branchId),
        store.waiting(branchId),
        consultations.openOf(staff.subject),
      ]);
      const own = duties.find((duty) => duty.consultant_subject === staff.subject);
      return ok({
        duty: own ? { branchId, deskId: own.desk_id, since: own.since.toISOString() } : null,
        desks: plans
          .deskIds(branchId)
          .map((deskId) => ({ deskId, taken: duties.some((duty) => duty.desk_id === deskId && duty !== own) })),
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
      if (await consultations.openOf(staff.subject)) return refuse('in-consultation');
      if (
        !(await store.goOnDuty({
          consultant_subject: staff.subject,
          branch_id: branchId,
          desk_id: deskId,
          since: clock(),
        }))
      )
        return refuse('desk-taken');
      await changed(branchId);
      return ok({});
    },

    async goOffDuty(staff, branchId) {
      const refusal = refusalOf(staff, branchId);
      if (refusal) return refusal;
      if (await consultations.openOf(staff.subject)) return refuse('in-consultation');
      await store.goOffDuty(staff.subject);
      await changed(branchId);
      return ok({});
    },

    async call(staff, branchId, ticketId) {
      const refusal = refusalOf(staff, branchId);
      if (refusal) return refusal;
      const duty = await store.dutyOf(staff.subject);
      if (duty?.branch_id !== branchId) return refuse('not-on-duty');
      if (await consultations.openOf(staff.subject)) return refuse('in-consultation');
      let ticket: Ticket | null;
      try {
        ticket = await store.call(branchId, duty.desk_id, ticketId, (transaction, called) =>
          consultations.open(transaction, called, duty.desk_id, staff),
        );
      } catch (error) {
        if ((error as { code?: string }).code === UNIQUE_VIOLATION) return refuse('in-consultation');
        throw error;
      }
      if (!ticket?.consultation_id) return refuse(ticketId ? 'ticket-not-waiting' : 'queue-empty');
      events.publish({
        type: 'consultation-changed',
        consultationId: ticket.consultation_id,
        branchId,
        state: 'open',
        customerSubject: ticket.customer_subject,
        consultantSubject: staff.subject,
      });
      await changed(branchId, ticket.customer_subject);
      return ok({ consultationId: ticket.consultation_id });
    },

    async restore() {
      for (const { id } of plans.all) await showBoard(id);
    },
  };
}
