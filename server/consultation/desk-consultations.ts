import type { ConsultationAction, ConsultationPhase, WrapUpCode } from '../../shared/consultation.ts';
import type { EarlierNote } from '../../shared/desk.ts';
import type { Topic } from '../../shared/queue.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { isErased } from '../lib/erased-subject.ts';
import type { StaffPrincipal } from '../lib/principal.ts';
import type { ConsultationServiceDeps } from './consultation-service.ts';
import type { ConsultationRow, Step } from './consultation-store.ts';
import type { PhaseEvent } from './phase-rules.ts';

type Nothing = Record<never, never>;
type Refusal = 'consultation-unknown' | 'phase-wrong';

/** Where a customer is passed on to: the queue of a topic, or one colleague. */
export type TransferTo = { readonly topic: Topic } | { readonly consultantSubject: string };

/** What a consultant does with a consultation beside talking. */
export interface DeskConsultations {
  act(
    staff: StaffPrincipal,
    consultationId: string,
    action: ConsultationAction,
  ): Promise<Result<{ readonly phase: ConsultationPhase }, Refusal | 'too-early'>>;
  transfer(
    staff: StaffPrincipal,
    consultationId: string,
    to: TransferTo,
    note: string,
  ): Promise<Result<Nothing, Refusal | 'colleague-not-there' | 'skill-missing'>>;
  /** Gives a talk up for its consultant, who may not go on with it: its customer waits again, and nothing is left to wrap up. */
  passOn(consultationId: string): Promise<void>;
  /** What is still to be wrapped up; null for nothing. */
  wrapUp(staff: StaffPrincipal): Promise<ConsultationRow | null>;
  /** How the customer's earlier consultations in this branch were wrapped up, for the consultant of one that is open. */
  earlierNotes(staff: StaffPrincipal, consultationId: string): Promise<Result<EarlierNote[], 'consultation-unknown'>>;
  close(
    staff: StaffPrincipal,
    consultationId: string,
    code: WrapUpCode,
    notes: string,
  ): Promise<Result<Nothing, Refusal>>;
}

export interface DeskConsultationDeps extends ConsultationServiceDeps {
  /** Tells of a change that is committed. */
  readonly tell: (row: ConsultationRow) => void;
}

/** What a consultant is shown of the time before: enough to go on, and no life story. */
const MAX_EARLIER_NOTES = 5;
const NOTES_SHOWN_MS = 365 * 24 * 60 * 60_000;

const EVENTS: Readonly<Record<ConsultationAction, Exclude<PhaseEvent, { kind: 'closed' }>>> = {
  begin: { kind: 'begun' },
  hold: { kind: 'held' },
  resume: { kind: 'resumed' },
  'no-show': { kind: 'missed' },
};

export function createDeskConsultations(deps: DeskConsultationDeps): DeskConsultations {
  const { store, clock, tickets, noShowAfterSeconds, mayManage, tell } = deps;

  /** Their own, in a phase in which it is theirs to act in; whatever else there is, they do not learn of it. */
  async function own(staff: StaffPrincipal, consultationId: string, isOpen: boolean): Promise<ConsultationRow | null> {
    const row = await store.find(consultationId);
    const isTheirs = row?.consultant_subject === staff.subject;
    return row && isTheirs && (row.state === 'open' || (!isOpen && row.phase === 'wrap-up')) ? row : null;
  }

  async function step<E extends string = never>(staff: StaffPrincipal, id: string, rest: Omit<Step<E>, 'by' | 'at'>) {
    const by = { kind: 'staff', subject: staff.subject } as const;
    const stepped = await store.step<E>(id, { ...rest, by, at: clock() });
    if (stepped.ok) tell(stepped.value);
    return stepped;
  }

  return {
    async act(staff, consultationId, action) {
      const row = await own(staff, consultationId, true);
      if (!row) return refuse('consultation-unknown');
      const at = clock();
      const by = { kind: 'staff', subject: staff.subject } as const;
      const isNoShow = action === 'no-show';
      const stepped = await step<'too-early'>(staff, consultationId, {
        event: EVENTS[action],
        ...(isNoShow && {
          alongside: async (transaction, locked) => {
            const waitedMs = at.getTime() - locked.called_at.getTime();
            if (waitedMs < noShowAfterSeconds(locked.branch_id) * 1000) return refuse('too-early');
            await tickets.settle(transaction, locked.id, { outcome: 'no-show' }, { at, by });
            return ok(null);
          },
        }),
      });
      return stepped.ok ? ok({ phase: stepped.value.phase }) : stepped;
    },

    async transfer(staff, consultationId, to, note) {
      const row = (await own(staff, consultationId, true)) ?? (await managed(staff, consultationId));
      if (!row) return refuse('consultation-unknown');
      const toThemselves = 'consultantSubject' in to && to.consultantSubject === row.consultant_subject;
      if (toThemselves) return refuse('colleague-not-there');
      const topic = 'topic' in to ? to.topic : row.topic;
      const forConsultant = 'consultantSubject' in to ? to.consultantSubject : null;
      const stepped = await step<'colleague-not-there' | 'skill-missing'>(staff, consultationId, {
        event: { kind: 'transferred' },
        alongside: (transaction, { id }) =>
          tickets.settle(
            transaction,
            id,
            { outcome: 'transferred', topic, forConsultant, note },
            { at: clock(), by: { kind: 'staff', subject: staff.subject } },
          ),
      });
      return stepped.ok ? ok({}) : stepped;
    },

    async passOn(consultationId) {
      const row = await store.find(consultationId);
      if (row?.state !== 'open') return;
      const entry = { at: clock(), by: { kind: 'staff', subject: row.consultant_subject } } as const;
      const settlement = { outcome: 'transferred', topic: row.topic, forConsultant: null, note: '' } as const;
      const passed = await store.step(consultationId, {
        event: { kind: 'transferred', why: 'role-lost' },
        ...entry,
        alongside: (transaction, { id }) => tickets.settle(transaction, id, settlement, entry),
      });
      if (!passed.ok) return;
      await store.step(consultationId, {
        event: { kind: 'closed', code: 'unspecified' },
        ...entry,
        set: () => ({ wrap_up_code: 'unspecified' }),
        alongside: async (transaction, { id }) => ok(await tickets.release(transaction, id, entry.at)),
      });
      tell(passed.value);
    },

    wrapUp: async (staff) => (await store.toWrapUp(staff.subject))[0] ?? null,

    async earlierNotes(staff, consultationId) {
      const row = await own(staff, consultationId, true);
      if (!row) return refuse('consultation-unknown');
      const since = new Date(clock().getTime() - NOTES_SHOWN_MS);
      const earlier = await store.earlierNotes(row, since, MAX_EARLIER_NOTES);
      return ok(
        earlier.map(({ topic, ended_at, wrap_up_code, wrap_up_notes }) => ({
          topic,
          endedAt: (ended_at as Date).toISOString(),
          code: wrap_up_code as WrapUpCode,
          notes: wrap_up_notes,
        })),
      );
    },

    async close(staff, consultationId, code, notes) {
      const row = await own(staff, consultationId, false);
      if (!row) return refuse('consultation-unknown');
      const stepped = await step(staff, consultationId, {
        event: { kind: 'closed', code },
        // Of who has had their data deleted meanwhile nothing is written down anew.
        set: (locked) => ({
          wrap_up_code: code,
          wrap_up_notes: isErased(locked.customer_subject) ? null : notes || null,
        }),
        alongside: async (transaction, { id }) => {
          await tickets.release(transaction, id, clock());
          return ok(null);
        },
      });
      return stepped.ok ? ok({}) : stepped;
    },
  };

  /** A supervisor may pass on any customer of their branch, and reads nothing of it. */
  async function managed(staff: StaffPrincipal, consultationId: string): Promise<ConsultationRow | null> {
    if (!staff.roles.includes('supervisor')) return null;
    const row = await store.find(consultationId);
    return row?.state === 'open' && mayManage(staff, row.branch_id) ? row : null;
  }
}
