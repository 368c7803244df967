import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Topic } from './queue.ts';
import { Id, Instant } from './text.ts';

/**
 * Who is in a consultation: the two whose it is, and whom the consultant or a supervisor's own act brings in. A supervisor may hear
 * all and be heard by nobody (`listening`), be heard by the consultant alone (`whispering`), or take part (`joined`).
 */
export const Party = z.enum(['customer', 'consultant', 'colleague', 'supervisor']);
export type Party = z.infer<typeof Party>;
/** Who is in beside the two; one of each at most. */
export const MemberParty = Party.extract(['colleague', 'supervisor']);
export type MemberParty = z.infer<typeof MemberParty>;

export const SupervisorMode = z.enum(['listening', 'whispering', 'joined']);
export type SupervisorMode = z.infer<typeof SupervisorMode>;

/** How a talk stands, as far as who hears whom depends on it. */
export interface TalkStanding {
  readonly supervisor: SupervisorMode | null;
  readonly isHeld: boolean;
}

/** Whether what one says is for the other to hear. A customer on hold hears nobody and is heard by nobody. */
export function isHeard(speaker: Party, listener: Party, { supervisor, isHeld }: TalkStanding): boolean {
  if (isHeld && (speaker === 'customer' || listener === 'customer')) return false;
  if (speaker !== 'supervisor' || supervisor === 'joined') return true;
  return supervisor === 'whispering' && listener === 'consultant';
}

/** `invited`: a colleague who has not answered, of whom the consultant alone knows. `left`: was in, and is no more. */
export const Standing = z.enum(['invited', ...SupervisorMode.options, 'left']);
export type Standing = z.infer<typeof Standing>;

export const Member = z.object({ party: MemberParty, name: z.string(), standing: Standing, since: Instant });
export type Member = z.infer<typeof Member>;

const ConsultationParam = z.object({ consultationId: Id });
const unknown = { 'consultation-unknown': 404 } as const;

/** Comes in, or changes how one is in. For a supervisor of the branch; the customer is told before anything is heard. */
export const supervise = endpoint({
  method: 'POST',
  path: '/api/desk-supervision/:consultationId',
  audience: 'staff',
  params: ConsultationParam,
  body: z.object({ mode: SupervisorMode }),
  answer: z.object({}),
  /** `supervisor-there`: another one is in. `already-in`: it is their own talk, or they were asked into it. `in-consultation`: they are in another. */
  errors: { ...unknown, 'supervisor-there': 409, 'already-in': 409, 'in-consultation': 409 },
});
export const endSupervision = endpoint({
  method: 'DELETE',
  path: '/api/desk-supervision/:consultationId',
  audience: 'staff',
  params: ConsultationParam,
  body: z.undefined(),
  answer: z.object({}),
  errors: unknown,
});

/** The consultant asks a colleague on duty into the talk; one at a time. */
export const inviteColleague = endpoint({
  method: 'POST',
  path: '/api/desk-consultations/:consultationId/conference',
  audience: 'staff',
  params: ConsultationParam,
  body: z.object({ consultantSubject: z.string().min(1).max(200) }),
  answer: z.object({}),
  /** `colleague-not-there`: nobody of that name is on duty. `colleague-busy`: they are in a talk. `conference-full`: one is asked or in. */
  errors: { ...unknown, 'colleague-not-there': 409, 'colleague-busy': 409, 'already-in': 409, 'conference-full': 409 },
});
/** The consultant takes the invitation back, or ends the colleague's part. */
export const endConference = endpoint({
  method: 'DELETE',
  path: '/api/desk-consultations/:consultationId/conference',
  audience: 'staff',
  params: ConsultationParam,
  body: z.undefined(),
  answer: z.object({}),
  errors: unknown,
});

/** Where a colleague is asked for or is in, with neither name nor word of the customer. */
export const Conference = z.object({
  consultationId: Id,
  ticketNumber: z.string(),
  topic: Topic,
  consultantName: z.string(),
  isJoined: z.boolean(),
});
export type Conference = z.infer<typeof Conference>;

export const readConferences = endpoint({
  method: 'GET',
  path: '/api/desk-conferences',
  audience: 'staff',
  params: z.object({}),
  body: z.undefined(),
  answer: z.object({ conferences: z.array(Conference) }),
  errors: {},
});
export const joinConference = endpoint({
  method: 'POST',
  path: '/api/desk-conferences/:consultationId',
  audience: 'staff',
  params: ConsultationParam,
  body: z.undefined(),
  answer: z.object({}),
  errors: { ...unknown, 'in-consultation': 409 },
});
/** Declines, or leaves. */
export const leaveConference = endpoint({
  method: 'DELETE',
  path: '/api/desk-conferences/:consultationId',
  audience: 'staff',
  params: ConsultationParam,
  body: z.undefined(),
  answer: z.object({}),
  errors: unknown,
});
