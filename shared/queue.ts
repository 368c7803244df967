import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Id, Instant } from './text.ts';

export const Topic = z.enum(['payments', 'accounts', 'cards', 'other']);
export type Topic = z.infer<typeof Topic>;

/** A place in the queue of a branch. `number` is what the board shows: `A-017`, counted from 1 each day. */
export const Ticket = z.object({
  id: Id,
  number: z.string(),
  topic: Topic,
  state: z.enum(['waiting', 'called', 'served', 'cancelled']),
  /** Tickets before this one, while waiting. */
  ahead: z.number().int().nonnegative(),
  takenAt: Instant,
  /** The desk that called it, and the private consultation it opened. */
  deskId: z.string().nullable(),
  consultationId: Id.nullable(),
});
export type Ticket = z.infer<typeof Ticket>;

/** What the consultant sees of the queue: numbers and topics, no names until a ticket is called. */
export const QueueView = z.object({
  duty: z.object({ branchId: z.string(), deskId: z.string(), since: Instant }).nullable(),
  desks: z.array(z.object({ deskId: z.string(), taken: z.boolean() })),
  waiting: z.array(z.object({ id: Id, number: z.string(), topic: Topic, takenAt: Instant })),
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
/** Takes a ticket. One person holds one open ticket: taking again answers the same one. */
export const takeTicket = endpoint({
  method: 'POST',
  path: '/api/branches/:branchId/ticket',
  audience: 'customer',
  params: BranchParam,
  body: z.object({ topic: Topic }),
  answer: z.object({ ticket: Ticket }),
  errors: { 'branch-unknown': 404, 'queue-full': 409 },
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
  errors: { 'branch-unknown': 404, 'role-missing': 403 },
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
  errors: { 'branch-unknown': 404, 'role-missing': 403, 'in-consultation': 409 },
});
/** Calls a ticket, or the one that waits longest where `ticketId` is absent, and opens its consultation. */
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
    'not-on-duty': 409,
    'in-consultation': 409,
    'queue-empty': 409,
    'ticket-not-waiting': 409,
  },
});
