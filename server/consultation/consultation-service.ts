import { randomUUID } from 'node:crypto';
import type { ChatLine, ConsultationView, Speaker } from '../../shared/consultation.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Events } from '../events.ts';
import type { Clock } from '../lib/clock.ts';
import type { Database } from '../lib/db.ts';
import type { Principal, StaffPrincipal } from '../lib/principal.ts';
import { mayRead, partyOf } from './consultation-rules.ts';
import type { ChatLineRow, ConsultationRow, ConsultationStore } from './consultation-store.ts';

type Unknown = 'consultation-unknown';

/** The ticket that a consultation serves, as the queue hands it over. */
export interface CalledTicket {
  readonly branch_id: string;
  readonly number: string;
  readonly customer_subject: string;
  readonly customer_name: string;
}

/** The two who talk, by the `sub` of their issuers. */
export interface ConsultationPair {
  readonly customerSubject: string;
  readonly consultantSubject: string;
}

/** As {@link ConsultationPair}, with their names, and whether they may still talk. */
export interface ConsultationPeople extends ConsultationPair {
  readonly customerName: string;
  readonly consultantName: string;
  readonly isOpen: boolean;
}

/** The private talk of two people. It knows no socket; whoever is not one of the two learns not even that it exists. */
export interface ConsultationService {
  open(transaction: Database, ticket: CalledTicket, deskId: string, consultant: StaffPrincipal): Promise<string>;
  /** Who is in consultation with whom, for a server that has just started. */
  listPairs(): Promise<readonly ConsultationPair[]>;
  /** The two of one consultation, for the services of the branch: whoever asks on behalf of a person holds them against it. */
  people(consultationId: string): Promise<ConsultationPeople | null>;
  read(principal: Principal, consultationId: string): Promise<Result<ConsultationView, Unknown>>;
  /** Says which of the two may come in now. */
  admit(principal: Principal, consultationId: string): Promise<Result<Speaker, Unknown | 'consultation-ended'>>;
  /** Keeps what one of the two said, as it was said; who may speak was settled by `admit`. */
  say(
    consultationId: string,
    from: Speaker,
    text: string,
  ): Promise<Result<ChatLine, 'consultation-ended' | 'transcript-full'>>;
  /** Oldest first. */
  lines(consultationId: string): Promise<ChatLine[]>;
  transcript(
    principal: Principal,
    consultationId: string,
  ): Promise<Result<{ readonly consultation: ConsultationView; readonly lines: ChatLine[] }, Unknown>>;
  end(
    principal: Principal,
    consultationId: string,
  ): Promise<Result<Record<never, never>, Unknown | 'consultation-ended'>>;
}

export interface ConsultationServiceDeps {
  readonly store: ConsultationStore;
  readonly clock: Clock;
  readonly events: Events;
  /** Marks the ticket of a consultation as served, in the transaction that ends it. */
  readonly serveTicket: (transaction: Database, consultationId: string) => Promise<unknown>;
}

export function createConsultationService({
  store,
  clock,
  events,
  serveTicket,
}: ConsultationServiceDeps): ConsultationService {
  async function findFor(principal: Principal, consultationId: string): Promise<ConsultationRow | null> {
    const row = await store.find(consultationId);
    return row && mayRead(principal, row) ? row : null;
  }

  return {
    listPairs: async () =>
      (await store.listOpen()).map(({ customer_subject, consultant_subject }) => ({
        customerSubject: customer_subject,
        consultantSubject: consultant_subject,
      })),

    async open(transaction, ticket, deskId, consultant) {
      const id = randomUUID();
      await store.insert(transaction, {
        id,
        branch_id: ticket.branch_id,
        desk_id: deskId,
        ticket_number: ticket.number,
        customer_subject: ticket.customer_subject,
        customer_name: ticket.customer_name,
        consultant_subject: consultant.subject,
        consultant_name: consultant.legalName,
        state: 'open',
        started_at: clock(),
        ended_at: null,
      });
      return id;
    },

    async people(consultationId) {
      const row = await store.find(consultationId);
      return row
        ? {
            customerSubject: row.customer_subject,
            customerName: row.customer_name,
            consultantSubject: row.consultant_subject,
            consultantName: row.consultant_name,
            isOpen: row.state === 'open',
          }
        : null;
    },

    async read(principal, consultationId) {
      const row = await findFor(principal, consultationId);
      return row ? ok(viewOf(row)) : refuse('consultation-unknown');
    },

    async admit(principal, consultationId) {
      const row = await findFor(principal, consultationId);
      const party = row && partyOf(principal, row);
      if (!row || !party) return refuse('consultation-unknown');
      return row.state === 'open' ? ok(party) : refuse('consultation-ended');
    },

    async say(consultationId, from, text) {
      const line = { id: randomUUID(), consultation_id: consultationId, speaker: from, text, at: clock() };
      const kept = await store.addLine(line);
      return kept.ok ? ok(lineOf(line)) : kept;
    },

    lines: async (consultationId) => (await store.lines(consultationId)).map(lineOf),

    async transcript(principal, consultationId) {
      const row = await findFor(principal, consultationId);
      if (!row) return refuse('consultation-unknown');
      return ok({ consultation: viewOf(row), lines: (await store.lines(consultationId)).map(lineOf) });
    },

    async end(principal, consultationId) {
      const row = await findFor(principal, consultationId);
      if (!row) return refuse('consultation-unknown');
      const ended = await store.end(consultationId, clock(), (transaction) => serveTicket(transaction, consultationId));
      if (!ended) return refuse('consultation-ended');
      events.publish({
        type: 'consultation-changed',
        consultationId,
        branchId: ended.branch_id,
        state: 'ended',
        customerSubject: ended.customer_subject,
        consultantSubject: ended.consultant_subject,
      });
      return ok({});
    },
  };
}

function viewOf(row: ConsultationRow): ConsultationView {
  return {
    id: row.id,
    branchId: row.branch_id,
    deskId: row.desk_id,
    ticketNumber: row.ticket_number,
    state: row.state,
    customerName: row.customer_name,
    consultantName: row.consultant_name,
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}

function lineOf({ id, speaker, text, at }: Omit<ChatLineRow, 'seq'>): ChatLine {
  return { id, from: speaker, text, at: at.toISOString() };
}
