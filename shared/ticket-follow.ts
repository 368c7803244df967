import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { TicketPhase, WaitEstimate } from './queue.ts';
import { Instant } from './text.ts';

const LocalText = z.object({ en: z.string(), ru: z.string() });

/** 24 random bytes in base64url: whoever has it sees a {@link TicketGlance}, and can do nothing. */
export const FollowToken = z.string().regex(/^[\w-]{32}$/);
/** Where a phone follows a ticket; the page is ours, without a sign-in. */
export function followPath(token: string): string {
  return `/ticket/${token}`;
}

/** All that a follower is told: no name, no topic, no consultation. */
export const TicketGlance = z.object({
  branchName: LocalText,
  number: z.string(),
  state: TicketPhase,
  ahead: z.number().int().nonnegative(),
  estimate: WaitEstimate.nullable(),
  /** Where it is called to. */
  desk: LocalText.nullable(),
  isTransferred: z.boolean(),
  returnBefore: Instant.nullable(),
  /** The server's time, so that a glance that is old can be told. */
  at: Instant,
});
export type TicketGlance = z.infer<typeof TicketGlance>;

/** Answers for as long as the ticket is open, and some hours after. */
export const followTicket = endpoint({
  method: 'GET',
  path: '/api/follow/:token',
  audience: 'anyone',
  params: z.object({ token: z.string().max(64) }),
  body: z.undefined(),
  answer: TicketGlance,
  errors: { 'ticket-unknown': 404 },
});
