import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Seat } from './rooms.ts';
import { Id, Instant, personText } from './text.ts';

/** Longest chat message, UTF-16 units. */
export const CHAT_MAX_LENGTH = 2000;

export const Speaker = z.enum(['customer', 'consultant']);
export type Speaker = z.infer<typeof Speaker>;

/** Client to server, message `chat`. */
export const ChatDraft = z.object({ text: personText(CHAT_MAX_LENGTH) });
export type ChatDraft = z.infer<typeof ChatDraft>;
/** Server to client, message `chat`; also one line of the transcript. */
export const ChatLine = z.object({ id: Id, from: Speaker, text: z.string(), at: Instant });
export type ChatLine = z.infer<typeof ChatLine>;

/** What the two people of a consultation may know of it. Legal names travel only here. */
export const ConsultationView = z.object({
  id: Id,
  branchId: z.string(),
  deskId: z.string(),
  ticketNumber: z.string(),
  state: z.enum(['open', 'ended']),
  customerName: z.string(),
  consultantName: z.string(),
  startedAt: Instant,
  endedAt: Instant.nullable(),
});
export type ConsultationView = z.infer<typeof ConsultationView>;

/** The messages of the consultation room. Its Colyseus state is {@link ConsultationState} of `shared/room-state.ts`. */
export const CHAT = 'chat';
/** Server to client, once after joining: every line so far, oldest first. */
export const TRANSCRIPT = 'transcript';

const ConsultationParam = z.object({ consultationId: Id });
/** Someone else's consultation and one that never was are answered alike, so that ids cannot be probed. */
const consultationErrors = { 'consultation-unknown': 404 } as const;

/** The same four operations for each of the two people, under the session that entitles them. */
function consultationEndpoints<A extends 'customer' | 'staff'>(audience: A, prefix: `/api/${string}`) {
  return {
    read: endpoint({
      method: 'GET',
      path: `${prefix}/:consultationId`,
      audience,
      params: ConsultationParam,
      body: z.undefined(),
      answer: ConsultationView,
      errors: consultationErrors,
    }),
    enter: endpoint({
      method: 'POST',
      path: `${prefix}/:consultationId/enter`,
      audience,
      params: ConsultationParam,
      body: z.undefined(),
      answer: z.object({ seat: Seat }),
      errors: { ...consultationErrors, 'consultation-ended': 409 },
    }),
    end: endpoint({
      method: 'POST',
      path: `${prefix}/:consultationId/end`,
      audience,
      params: ConsultationParam,
      body: z.undefined(),
      answer: z.object({}),
      errors: { ...consultationErrors, 'consultation-ended': 409 },
    }),
  };
}
export const customerConsultation = consultationEndpoints('customer', '/api/consultations');
export const staffConsultation = consultationEndpoints('staff', '/api/desk-consultations');

/** The customer keeps what was said; the consultant loses it with the consultation. */
export const readTranscript = endpoint({
  method: 'GET',
  path: '/api/consultations/:consultationId/transcript',
  audience: 'customer',
  params: ConsultationParam,
  body: z.undefined(),
  answer: z.object({ consultation: ConsultationView, lines: z.array(ChatLine) }),
  errors: consultationErrors,
});
