import { randomUUID } from 'node:crypto';
import type { ChatLine, ConsultationView, Speaker } from '../../shared/consultation.ts';
import type { Topic } from '../../shared/queue.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Events } from '../events.ts';
import type { Clock } from '../lib/clock.ts';
import type { Database } from '../lib/db.ts';
import type { Principal, StaffPrincipal } from '../lib/principal.ts';
import { mayRead, partyOf } from './consultation-rules.ts';
import type { ChatLineRow, ConsultationRow, ConsultationStore, EventAuthor } from './consultation-store.ts';
import { createDeskConsultations, type DeskConsultations } from './desk-consultations.ts';

type Unknown = 'consultation-unknown';

/** The ticket that a consultation serves, as the queue hands it over. */
export interface CalledTicket {
  readonly branch_id: string;
  readonly number: string;
  readonly customer_subject: string;
  readonly customer_name: string;
  readonly topic: Topic;
  readonly transfer_note: string | null;
}

/** What the queue does with the ticket of a consultation, in the consultation's own transaction. */
export interface TicketPort {
  settle(
    transaction: Database,
    consultationId: string,
    settlement: TicketSettlement,
    entry: { readonly at: Date; readonly by: EventAuthor },
  ): Promise<Result<null, 'colleague-not-there' | 'skill-missing'>>;
  /** The consultant is free for the next. */
  release(transaction: Database, consultationId: string, at: Date): Promise<unknown>;
}
export type TicketSettlement =
  | { readonly outcome: 'served' | 'no-show' }
  | {
      readonly outcome: 'transferred';
      readonly topic: Topic;
      readonly forConsultant: string | null;
      readonly note: string;
    };

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
export interface ConsultationService extends DeskConsultations {
  open(transaction: Database, ticket: CalledTicket, deskId: string, consultant: StaffPrincipal): Promise<string>;
  /** Who is in consultation with whom, for a server that has just started. */
  listPairs(): Promise<readonly ConsultationPair[]>;
  /** The two of one consultation, for the services of the branch: whoever asks on behalf of a person holds them against it. */
  people(consultationId: string): Promise<ConsultationPeople | null>;
  read(principal: Principal, consultationId: string): Promise<Result<ConsultationView, Unknown>>;
  /** Says which of the two may come in now. */
  admit(principal: Principal, consultationId: string): Promise<Result<Speaker, Unknown | 'consultation-ended'>>;
  /** One of the two has come in; of the customer it is kept that they came. */
  arrive(principal: Principal, consultationId: string): Promise<void>;
  /** Somebody has said something, which is not known here; the consultant's first word to who has come begins the talk. */
  spoken(consultationId: string, from: string): Promise<void>;
  /** Keeps a line of the transcript, for the recorder: the only one that has any. */
  keepLine(consultationId: string, line: ChatLine): Promise<Result<null, 'consultation-ended' | 'transcript-full'>>;
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
  readonly tickets: TicketPort;
  /** How long who was called has to come, seconds. */
  readonly noShowAfterSeconds: (branchId: string) => number;
  /** Whether a supervisor is one of this branch. */
  readonly mayManage: (staff: StaffPrincipal, branchId: string) => boolean;
}

export function createConsultationService(deps: ConsultationServiceDeps): ConsultationService {
  const { store, clock, events, tickets } = deps;

  async function findFor(principal: Principal, consultationId: string): Promise<ConsultationRow | null> {
    const row = await store.find(consultationId);
    return row && mayRead(principal, row) ? row : null;
  }

  function tell({ id, branch_id, state, customer_subject, consultant_subject }: ConsultationRow): void {
    events.publish({
      type: 'consultation-changed',
      consultationId: id,
      branchId: branch_id,
      state,
      customerSubject: customer_subject,
      consultantSubject: consultant_subject,
    });
  }

  return {
    ...createDeskConsultations({ ...deps, tell }),

    listPairs: async () =>
      (await store.listOpen()).map(({ customer_subject, consultant_subject }) => ({
        customerSubject: customer_subject,
        consultantSubject: consultant_subject,
      })),

    async open(transaction, ticket, deskId, consultant) {
      const id = randomUUID();
      const now = clock();
      for (const left of await store.closeLeft(transaction, consultant.subject, now))
        await tickets.release(transaction, left, now);
      await store.insert(transaction, {
        id,
        branch_id: ticket.branch_id,
        desk_id: deskId,
        ticket_number: ticket.number,
        customer_subject: ticket.customer_subject,
        customer_name: ticket.customer_name,
        consultant_subject: consultant.subject,
        consultant_name: consultant.legalName,
        topic: ticket.topic,
        state: 'open',
        phase: 'called',
        transfer_note: ticket.transfer_note,
        started_at: now,
        called_at: now,
        ended_at: null,
        closed_at: null,
        wrap_up_code: null,
        wrap_up_notes: null,
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
      return row ? ok(viewOf(row, principal)) : refuse('consultation-unknown');
    },

    async admit(principal, consultationId) {
      const row = await findFor(principal, consultationId);
      const party = row && partyOf(principal, row);
      if (!row || !party) return refuse('consultation-unknown');
      return row.state === 'open' ? ok(party) : refuse('consultation-ended');
    },

    async arrive(principal, consultationId) {
      if (principal.kind !== 'customer') return;
      const by = { kind: 'customer', subject: principal.subject } as const;
      const greeted = await store.step(consultationId, { event: { kind: 'greeted' }, at: clock(), by });
      if (greeted.ok) tell(greeted.value);
    },

    async spoken(consultationId, from) {
      const row = from === 'consultant' ? await store.find(consultationId) : undefined;
      if (row?.phase !== 'greeted') return;
      const by = { kind: 'staff', subject: row.consultant_subject } as const;
      const begun = await store.step(consultationId, { event: { kind: 'begun' }, at: clock(), by });
      if (begun.ok) tell(begun.value);
    },

    keepLine: (consultationId, { id, from, text, at }) =>
      store.addLine({ id, consultation_id: consultationId, speaker: from, text, at: new Date(at) }),

    async transcript(principal, consultationId) {
      const row = await findFor(principal, consultationId);
      if (!row) return refuse('consultation-unknown');
      return ok({ consultation: viewOf(row, principal), lines: (await store.lines(consultationId)).map(lineOf) });
    },

    async end(principal, consultationId) {
      const row = await findFor(principal, consultationId);
      if (!row) return refuse('consultation-unknown');
      const ended = await store.step(consultationId, {
        event: { kind: 'ended' },
        at: clock(),
        by: authorOf(principal),
        alongside: (transaction, { id }) =>
          tickets.settle(transaction, id, { outcome: 'served' }, { at: clock(), by: authorOf(principal) }),
      });
      if (!ended.ok) return refuse('consultation-ended');
      tell(ended.value);
      return ok({});
    },
  };
}

function authorOf(principal: Principal): EventAuthor {
  if (principal.kind === 'guest') throw new Error('a guest is nobody in a consultation');
  return { kind: principal.kind, subject: principal.subject };
}

function viewOf(row: ConsultationRow, reader: Principal): ConsultationView {
  return {
    id: row.id,
    branchId: row.branch_id,
    deskId: row.desk_id,
    ticketNumber: row.ticket_number,
    topic: row.topic,
    state: row.state,
    phase: row.phase,
    transferNote: reader.kind === 'staff' ? row.transfer_note : null,
    customerName: row.customer_name,
    consultantName: row.consultant_name,
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}

function lineOf({ id, speaker, text, at }: Omit<ChatLineRow, 'seq'>): ChatLine {
  return { id, from: speaker, text, at: at.toISOString() };
}
