import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Id, Instant } from './text.ts';

export const Topic = z.enum(['payments', 'accounts', 'cards', 'loans', 'fraud', 'other']);
export type Topic = z.infer<typeof Topic>;

/** A language that consultants serve in. */
export const ServiceLanguage = z.enum(['en', 'ru']);
export type ServiceLanguage = z.infer<typeof ServiceLanguage>;

/**
 * How long until a ticket is called, from now: of ten waits with such an estimate about eight end between `lowSeconds` and
 * `highSeconds`, and half of them before `likelySeconds`. How it is made: docs/queue.md.
 */
export const WaitEstimate = z.object({
  lowSeconds: z.number().int().nonnegative(),
  likelySeconds: z.number().int().nonnegative(),
  highSeconds: z.number().int().nonnegative(),
});
export type WaitEstimate = z.infer<typeof WaitEstimate>;

/** Why a ticket has a head start on others; `ordinary` has none. */
export const Priority = z.enum(['urgent', 'appointment', 'needs-help', 'ordinary']);
export type Priority = z.infer<typeof Priority>;

/** `no-show`: it was called and nobody came; taking a ticket again before `returnBefore` gives it its place back. */
export const TicketPhase = z.enum(['waiting', 'called', 'served', 'cancelled', 'no-show']);
export type TicketPhase = z.infer<typeof TicketPhase>;

/** A place in the queue of a branch. `number` is what the board shows: `A-017`, counted from 1 each day. */
export const Ticket = z.object({
  id: Id,
  number: z.string(),
  topic: Topic,
  state: TicketPhase,
  /** Tickets before this one, while waiting. */
  ahead: z.number().int().nonnegative(),
  /** While waiting; null where nobody who is on duty serves its topic in its language. */
  estimate: WaitEstimate.nullable(),
  priority: Priority,
  /** A consultant has passed it on, and it waits for another. */
  isTransferred: z.boolean(),
  takenAt: Instant,
  /** Of a `no-show`. */
  returnBefore: Instant.nullable(),
  /** The desk that called it, and the private consultation it opened. */
  deskId: z.string().nullable(),
  consultationId: Id.nullable(),
  /** The page of the branch that follows it on any device without a sign-in, and says no name: see `ticket-follow.ts`. */
  followPath: z.string(),
});
export type Ticket = z.infer<typeof Ticket>;

export const PauseReason = z.enum(['break', 'lunch', 'training', 'paperwork']);
export type PauseReason = z.infer<typeof PauseReason>;

const Skills = z.object({ topics: z.array(Topic), languages: z.array(ServiceLanguage) });

/** What the consultant sees of the queue: numbers and topics, no names until a ticket is called. */
export const QueueView = z.object({
  duty: z
    .object({
      branchId: z.string(),
      deskId: z.string(),
      since: Instant,
      pause: z.object({ reason: PauseReason, since: Instant }).nullable(),
    })
    .nullable(),
  /** What this consultant serves here. */
  skills: Skills,
  desks: z.array(z.object({ deskId: z.string(), taken: z.boolean() })),
  /** In the order they are called. */
  waiting: z.array(
    z.object({
      id: Id,
      number: z.string(),
      topic: Topic,
      language: ServiceLanguage.nullable(),
      priority: Priority,
      takenAt: Instant,
      isTransferred: z.boolean(),
      /** Passed on to this consultant by name. */
      isForMe: z.boolean(),
      /** Within this consultant's skills, and not kept for somebody else. */
      mayCall: z.boolean(),
    }),
  ),
  /** Called, and nobody came; they may be called again. */
  missed: z.array(z.object({ id: Id, number: z.string(), topic: Topic, missedAt: Instant })),
  /** Who else is on duty: whom a customer may be passed on to. */
  colleagues: z.array(
    z.object({ subject: z.string(), name: z.string(), deskId: z.string(), isPaused: z.boolean(), skills: Skills }),
  ),
  /** The consultation this consultant is in, if any. */
  consultationId: Id.nullable(),
});
export type QueueView = z.infer<typeof QueueView>;

const BranchParam = z.object({ branchId: z.string().max(64) });

export const readTicket = endpoint({
  method: 'GET',
  path: '/api/branches/:branchId/ticket',
  audience: 'customer',
  params: BranchParam,
  body: z.undefined(),
  answer: z.object({ ticket: Ticket.nullable() }),
  errors: { 'branch-unknown': 404 },
});
/** Takes a ticket. One person holds one open ticket: taking again answers the same one, and wakes one that was missed. */
export const takeTicket = endpoint({
  method: 'POST',
  path: '/api/branches/:branchId/ticket',
  audience: 'customer',
  params: BranchParam,
  body: z.object({
    topic: Topic,
    /** Null: any will do. */
    language: ServiceLanguage.nullable().default(null),
    /** The person asks for more time or help, and need not say why. */
    needsHelp: z.boolean().default(false),
  }),
  answer: z.object({ ticket: Ticket }),
  /** `closing-soon`: nobody could serve it before the branch closes. */
  errors: { 'branch-unknown': 404, 'queue-full': 409, 'branch-closed': 409, 'closing-soon': 409 },
});
export const cancelTicket = endpoint({
  method: 'DELETE',
  path: '/api/branches/:branchId/ticket',
  audience: 'customer',
  params: BranchParam,
  body: z.undefined(),
  answer: z.object({}),
  errors: { 'branch-unknown': 404, 'ticket-none': 404, 'ticket-already-called': 409 },
});

export const readQueue = endpoint({
  method: 'GET',
  path: '/api/desk/:branchId/queue',
  audience: 'staff',
  params: BranchParam,
  body: z.undefined(),
  answer: QueueView,
  errors: { 'branch-unknown': 404, 'role-missing': 403, 'not-of-branch': 403 },
});
export const goOnDuty = endpoint({
  method: 'PUT',
  path: '/api/desk/:branchId/duty',
  audience: 'staff',
  params: BranchParam,
  body: z.object({ deskId: z.string().max(64) }),
  answer: z.object({}),
  errors: {
    'branch-unknown': 404,
    'role-missing': 403,
    'not-of-branch': 403,
    'desk-unknown': 404,
    'desk-taken': 409,
    'in-consultation': 409,
  },
});
export const goOffDuty = endpoint({
  method: 'DELETE',
  path: '/api/desk/:branchId/duty',
  audience: 'staff',
  params: BranchParam,
  body: z.undefined(),
  answer: z.object({}),
  errors: { 'branch-unknown': 404, 'role-missing': 403, 'not-of-branch': 403, 'in-consultation': 409 },
});
/**
 * Calls a ticket, or the next one that this consultant serves where `ticketId` is absent, and opens its consultation. Calling the
 * next closes what is still to be wrapped up.
 */
export const callTicket = endpoint({
  method: 'POST',
  path: '/api/desk/:branchId/calls',
  audience: 'staff',
  params: BranchParam,
  body: z.object({ ticketId: Id.optional() }),
  answer: z.object({ consultationId: Id }),
  errors: {
    'branch-unknown': 404,
    'role-missing': 403,
    'not-of-branch': 403,
    'not-on-duty': 409,
    'in-consultation': 409,
    paused: 409,
    'queue-empty': 409,
    'ticket-not-waiting': 409,
    'skill-missing': 403,
    'ticket-reserved': 409,
  },
});
/** Says the called number again: on the board, and with its sound. */
export const recallTicket = endpoint({
  method: 'POST',
  path: '/api/desk/:branchId/recalls',
  audience: 'staff',
  params: BranchParam,
  body: z.undefined(),
  answer: z.object({}),
  errors: {
    'branch-unknown': 404,
    'role-missing': 403,
    'not-of-branch': 403,
    'not-on-duty': 409,
    'nobody-called': 409,
  },
});
/** The desk calls nobody for a while; a consultation that is open goes on. */
export const pauseDuty = endpoint({
  method: 'PUT',
  path: '/api/desk/:branchId/pause',
  audience: 'staff',
  params: BranchParam,
  body: z.object({ reason: PauseReason }),
  answer: z.object({}),
  errors: { 'branch-unknown': 404, 'role-missing': 403, 'not-of-branch': 403, 'not-on-duty': 409 },
});
export const resumeDuty = endpoint({
  method: 'DELETE',
  path: '/api/desk/:branchId/pause',
  audience: 'staff',
  params: BranchParam,
  body: z.undefined(),
  answer: z.object({}),
  errors: { 'branch-unknown': 404, 'role-missing': 403, 'not-of-branch': 403, 'not-on-duty': 409 },
});
