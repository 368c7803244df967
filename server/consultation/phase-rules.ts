import { z } from 'zod';
import { type ConsultationPhase, WrapUpCode } from '../../shared/consultation.ts';
import { SupervisorMode } from '../../shared/consultation-members.ts';

const Subject = z.string();
/** How somebody's part beside the two came to its end before the talk's. */
export const LeaveReason = z.enum([
  'left',
  'declined',
  'sent-away',
  'signed-out',
  'role-lost',
  'link-lost',
  'off-duty',
]);
export type LeaveReason = z.infer<typeof LeaveReason>;

/** Who comes in beside the two, and goes, by their `sub`: see `member-rules.ts`. It changes no phase. */
export const MemberEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('supervised'), supervisor: Subject, mode: SupervisorMode }),
  z.object({ kind: z.literal('supervision-ended'), supervisor: Subject, why: LeaveReason }),
  z.object({ kind: z.literal('colleague-invited'), colleague: Subject }),
  z.object({ kind: z.literal('colleague-joined'), colleague: Subject }),
  z.object({ kind: z.literal('colleague-left'), colleague: Subject, why: LeaveReason }),
]);
export type MemberEvent = z.infer<typeof MemberEvent>;

/** Who agreed to a recording, and when there was one: by whom is with each event. It changes no phase. */
export const RecordingEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('recording-agreed') }),
  z.object({ kind: z.literal('recording-refused') }),
  z.object({ kind: z.literal('recording-begun') }),
  z.object({ kind: z.literal('recording-stopped'), why: z.enum(['not-all-agree', 'full', 'failed']) }),
]);
export type RecordingEvent = z.infer<typeof RecordingEvent>;

/** The customer shows their consultant accounts, and stops: how many, never which or what is on them. It changes no phase. */
export const AccountsEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('accounts-shown'), accounts: z.int() }),
  /** They were read at the bank, and the consultant was shown what it said. */
  z.object({ kind: z.literal('accounts-read'), accounts: z.int() }),
  z.object({ kind: z.literal('accounts-hidden'), why: z.enum(['stopped', 'consent-lost']) }),
]);
export type AccountsEvent = z.infer<typeof AccountsEvent>;

/** What can happen to a consultation, as the audit trail keeps it; the trail tells the phase: {@link replayPhase}. */
export const PhaseEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('called') }),
  z.object({ kind: z.literal('greeted') }),
  z.object({ kind: z.literal('begun') }),
  z.object({ kind: z.literal('held') }),
  z.object({ kind: z.literal('resumed') }),
  z.object({ kind: z.literal('ended') }),
  z.object({ kind: z.literal('transferred'), why: z.literal('role-lost').optional() }),
  z.object({ kind: z.literal('missed') }),
  z.object({ kind: z.literal('closed'), code: WrapUpCode }),
  ...MemberEvent.options,
  ...RecordingEvent.options,
  ...AccountsEvent.options,
]);
export type PhaseEvent = z.infer<typeof PhaseEvent>;
export type PhaseEventKind = PhaseEvent['kind'];

interface Transition {
  readonly from: readonly ConsultationPhase[];
  readonly to: ConsultationPhase;
}

const OPEN: readonly ConsultationPhase[] = ['called', 'greeted', 'talk', 'held'];

/** The whole life of a consultation. `called` begins it. */
const TRANSITIONS: Readonly<Record<Exclude<PhaseEventKind, 'called' | Aside>, Transition>> = {
  greeted: { from: ['called'], to: 'greeted' },
  begun: { from: ['called', 'greeted'], to: 'talk' },
  held: { from: ['greeted', 'talk'], to: 'held' },
  resumed: { from: ['held'], to: 'talk' },
  ended: { from: OPEN, to: 'wrap-up' },
  transferred: { from: OPEN, to: 'wrap-up' },
  // Who has come is no no-show, however long they are silent.
  missed: { from: ['called'], to: 'closed' },
  closed: { from: ['wrap-up'], to: 'closed' },
};

/** The phase after an event; null where it cannot come now. */
export function phaseAfter(phase: ConsultationPhase | null, kind: PhaseEventKind): ConsultationPhase | null {
  if (kind === 'called') return phase === null ? 'called' : null;
  if (isAside(kind)) return phase !== null && isOpenPhase(phase) ? phase : null;
  const { from, to } = TRANSITIONS[kind];
  return phase !== null && from.includes(phase) ? to : null;
}

/** What changes no phase. */
type Aside = (MemberEvent | RecordingEvent | AccountsEvent)['kind'];
const ASIDE: ReadonlySet<string> = new Set(
  [...MemberEvent.options, ...RecordingEvent.options, ...AccountsEvent.options].map(({ shape }) => shape.kind.value),
);

function isAside(kind: PhaseEventKind): kind is Aside {
  return ASIDE.has(kind);
}

/** While open, the two may talk, and the consultant may see the customer. */
export function isOpenPhase(phase: ConsultationPhase): boolean {
  return OPEN.includes(phase);
}

/** A consultation's phase as its trail tells it, oldest event first; null where the trail is not one that can have been. */
export function replayPhase(trail: readonly PhaseEvent[]): ConsultationPhase | null {
  let phase: ConsultationPhase | null = null;
  for (const { kind } of trail) {
    phase = phaseAfter(phase, kind);
    if (!phase) return null;
  }
  return phase;
}
