import { randomUUID } from 'node:crypto';
import type { ChatLine, ConsultationView } from '../../shared/consultation.ts';
import type { MemberParty, Party, TalkStanding } from '../../shared/consultation-members.ts';
import type { Topic } from '../../shared/queue.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Database } from '../lib/db.ts';
import type { Principal, StaffPrincipal } from '../lib/principal.ts';
import {
  type ConsultationMembers,
  type ConsultationMembersDeps,
  createConsultationMembers,
} from './consultation-members.ts';
import { isIn, mayRead, partyOf } from './consultation-rules.ts';
import type { ChatLineRow, ConsultationRow, EventAuthor } from './consultation-store.ts';
import { createDeskConsultations, type DeskConsultations } from './desk-consultations.ts';
import { standingFor } from './member-rules.ts';
import type { MemberRow } from './member-store.ts';
import type { RecordingEvent } from './phase-rules.ts';
import { createShownAccounts, type ShownAccounts } from './shown-accounts.ts';

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
/** How a talk came out, for its ticket. */
export type TicketSettlement =
  | { readonly outcome: 'served' | 'no-show' }
  | {
      readonly outcome: 'transferred';
      readonly topic: Topic;
      /** Kept for one colleague, who must be on duty here. */
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

/** Who may be linked to a talk now, and how it stands. */
export interface TalkCompany extends TalkStanding {
  readonly isOpen: boolean;
  /** Who is in beside the two: `sub` of the staff issuer. */
  readonly members: readonly { readonly party: MemberParty; readonly subject: string }[];
}

/**
 * The private talk of two people, and of whom `consultation-members.ts` let in. It knows no socket; whoever is not in learns not even
 * that it exists.
 */
export interface ConsultationService extends DeskConsultations, ConsultationMembers, ShownAccounts {
  open(transaction: Database, ticket: CalledTicket, deskId: string, consultant: StaffPrincipal): Promise<string>;
  /** Who is in consultation with whom, for a server that has just started. */
  listPairs(): Promise<readonly ConsultationPair[]>;
  /** The two of one consultation, for the services of the branch: whoever asks on behalf of a person holds them against it. */
  people(consultationId: string): Promise<ConsultationPeople | null>;
  read(principal: Principal, consultationId: string): Promise<Result<ConsultationView, Unknown>>;
  /** Says as what somebody may come in now. */
  admit(principal: Principal, consultationId: string): Promise<Result<Party, Unknown | 'consultation-ended'>>;
  /** One of the two has come in; of the customer it is kept that they came. */
  arrive(principal: Principal, consultationId: string): Promise<void>;
  /** Somebody has said something, which is not known here; the consultant's first word to who has come begins the talk. */
  spoken(consultationId: string, from: string): Promise<void>;
  /** Keeps a line of the transcript, for the recorder: the only one that has any. */
  keepLine(consultationId: string, line: ChatLine): Promise<Result<null, 'consultation-ended' | 'transcript-full'>>;
  /** Puts into the trail what became of a recording, and by whom; false where the talk is over. */
  noteRecording(principal: Principal, consultationId: string, event: RecordingEvent): Promise<boolean>;
  company(consultationId: string): Promise<TalkCompany>;
  transcript(
    principal: Principal,
    consultationId: string,
  ): Promise<Result<{ readonly consultation: ConsultationView; readonly lines: ChatLine[] }, Unknown>>;
  end(
    principal: Principal,
    consultationId: string,
  ): Promise<Result<Record<never, never>, Unknown | 'consultation-ended'>>;
}

export interface ConsultationServiceDeps extends ConsultationMembersDeps {
  readonly tickets: TicketPort;
  /** How long who was called has to come, seconds. */
  readonly noShowAfterSeconds: (branchId: string) => number;
}

export function createConsultationService(deps: ConsultationServiceDeps): ConsultationService {
  const { store, members, clock, events, tickets } = deps;

  async function findFor(principal: Principal, consultationId: string): Promise<Found | null> {
    const [row, stays] = await Promise.all([store.find(consultationId), members.of(consultationId)]);
    const party = row ? partyOf(principal, row, stays) : null;
    return row && party && mayRead(principal, row, stays) ? { row, party, stays } : null;
  }

  async function linesFor(principal: Principal, { row, party, stays }: Found): Promise<ChatLine[]> {
    const isOfTheTwo = party === 'customer' || party === 'consultant';
    const stay = stays.find((one) => principal.kind === 'staff' && one.subject === principal.subject && isIn(one));
    if (!isOfTheTwo && !stay) return [];
    return (await store.lines(row.id, isOfTheTwo ? 0n : stay?.after_seq)).map(lineOf);
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
    ...createConsultationMembers(deps),
    ...createShownAccounts(deps),

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
      const found = await findFor(principal, consultationId);
      return found ? ok(viewOf(found)) : refuse('consultation-unknown');
    },

    async admit(principal, consultationId) {
      const found = await findFor(principal, consultationId);
      if (!found) return refuse('consultation-unknown');
      return found.row.state === 'open' ? ok(found.party) : refuse('consultation-ended');
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

    async noteRecording(principal, consultationId, event) {
      const noted = await store.step(consultationId, { event, at: clock(), by: authorOf(principal) });
      return noted.ok;
    },

    async company(consultationId) {
      const [row, stays] = await Promise.all([store.find(consultationId), members.of(consultationId)]);
      const present = stays.filter(isIn);
      const supervisor = present.find(({ party }) => party === 'supervisor')?.standing ?? null;
      return {
        isOpen: row?.state === 'open',
        isHeld: row?.phase === 'held',
        supervisor: supervisor === 'invited' ? null : supervisor,
        members: present.map(({ party, subject }) => ({ party, subject })),
      };
    },

    async transcript(principal, consultationId) {
      const found = await findFor(principal, consultationId);
      if (!found) return refuse('consultation-unknown');
      return ok({ consultation: viewOf(found), lines: await linesFor(principal, found) });
    },

    async end(principal, consultationId) {
      const found = await findFor(principal, consultationId);
      // Who is in beside the two leaves; it is not theirs to end.
      if (!found || (found.party !== 'customer' && found.party !== 'consultant')) return refuse('consultation-unknown');
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

interface Found {
  readonly row: ConsultationRow;
  readonly party: Party;
  readonly stays: readonly MemberRow[];
}

function viewOf({ row, party, stays }: Found): ConsultationView {
  return {
    id: row.id,
    branchId: row.branch_id,
    deskId: row.desk_id,
    ticketNumber: row.ticket_number,
    topic: row.topic,
    state: row.state,
    phase: row.phase,
    transferNote: party === 'consultant' ? row.transfer_note : null,
    customerName: row.customer_name,
    consultantName: row.consultant_name,
    members: stays.flatMap((stay) => {
      const standing = standingFor(party, stay);
      const since = (stay.joined_at ?? stay.invited_at).toISOString();
      return standing ? [{ party: stay.party, name: stay.name, standing, since }] : [];
    }),
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}

function lineOf({ id, speaker, text, at }: Omit<ChatLineRow, 'seq'>): ChatLine {
  return { id, from: speaker, text, at: at.toISOString() };
}
