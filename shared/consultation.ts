import { z } from 'zod';
import { Member, Party } from './consultation-members.ts';
import { endpoint } from './endpoint.ts';
import { Topic } from './queue.ts';
import { Seat } from './rooms.ts';
import { Id, Instant, personText } from './text.ts';

/** Longest chat message, UTF-16 units. */
export const CHAT_MAX_LENGTH = 2000;

/** Something that was said, as a tab shows it; also one line of a transcript. */
export const ChatLine = z.object({ id: Id, from: Party, text: z.string(), at: Instant });
export type ChatLine = z.infer<typeof ChatLine>;

/**
 * Where a consultation stands: its number is called, the customer has come, they talk, the customer is on hold; after the talk the
 * consultant wraps up, and it is closed.
 */
export const ConsultationPhase = z.enum(['called', 'greeted', 'talk', 'held', 'wrap-up', 'closed']);
export type ConsultationPhase = z.infer<typeof ConsultationPhase>;

/** What a consultation was about in the end; `unspecified` where the next was called without a word. */
export const WrapUpCode = z.enum([
  'solved',
  'advice-given',
  'request-taken',
  'follow-up-needed',
  'complaint',
  'not-solved',
  'unspecified',
]);
export type WrapUpCode = z.infer<typeof WrapUpCode>;
/** Longest note to a colleague, and longest note of a wrap-up, UTF-16 units. */
export const NOTE_MAX_LENGTH = 1000;

/** What the people of a consultation may know of it. Legal names travel only here. */
export const ConsultationView = z.object({
  id: Id,
  branchId: z.string(),
  deskId: z.string(),
  ticketNumber: z.string(),
  topic: Topic,
  /** `ended`: the talk is over, see `phase`. */
  state: z.enum(['open', 'ended']),
  phase: ConsultationPhase,
  /** What the colleague who passed the customer on wrote; the consultant alone gets it. */
  transferNote: z.string().nullable(),
  customerName: z.string(),
  consultantName: z.string(),
  /** Who else is in or was, oldest first: see `consultation-members.ts`. */
  members: z.array(Member),
  startedAt: Instant,
  endedAt: Instant.nullable(),
});
export type ConsultationView = z.infer<typeof ConsultationView>;

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

const staffActionErrors = { ...consultationErrors, 'phase-wrong': 409 } as const;

/** `begin`: the talk begins; `hold` and `resume`: the customer waits meanwhile; `no-show`: nobody came. */
export const ConsultationAction = z.enum(['begin', 'hold', 'resume', 'no-show']);
export type ConsultationAction = z.infer<typeof ConsultationAction>;

export const actInConsultation = endpoint({
  method: 'POST',
  path: '/api/desk-consultations/:consultationId/actions',
  audience: 'staff',
  params: ConsultationParam,
  body: z.object({ action: ConsultationAction }),
  answer: z.object({ phase: ConsultationPhase }),
  /** `too-early`: who was called has some time to come. */
  errors: { ...staffActionErrors, 'too-early': 409 },
});
/**
 * Ends this talk and puts the customer back into the queue with the place they had, for another topic or for one colleague, with a
 * note that only who calls them reads. A supervisor may do it too.
 */
export const transferConsultation = endpoint({
  method: 'POST',
  path: '/api/desk-consultations/:consultationId/transfer',
  audience: 'staff',
  params: ConsultationParam,
  body: z.object({
    to: z.union([z.object({ topic: Topic }), z.object({ consultantSubject: z.string().min(1).max(200) })]),
    note: personText(NOTE_MAX_LENGTH),
  }),
  answer: z.object({}),
  /** `colleague-not-there`: nobody of that name is on duty in the branch. `skill-missing`: they do not serve it. */
  errors: { ...staffActionErrors, 'colleague-not-there': 409, 'skill-missing': 409 },
});
/** What is still to be wrapped up at this consultant's desk: neither name nor words of the customer. */
export const readWrapUp = endpoint({
  method: 'GET',
  path: '/api/desk-wrap-up',
  audience: 'staff',
  params: z.object({}),
  body: z.undefined(),
  answer: z.object({
    wrapUp: z.object({ consultationId: Id, ticketNumber: z.string(), topic: Topic, endedAt: Instant }).nullable(),
  }),
  errors: {},
});
export const closeConsultation = endpoint({
  method: 'POST',
  path: '/api/desk-consultations/:consultationId/close',
  audience: 'staff',
  params: ConsultationParam,
  body: z.object({
    code: WrapUpCode.exclude(['unspecified']),
    notes: z.union([personText(NOTE_MAX_LENGTH), z.literal('')]),
  }),
  answer: z.object({}),
  errors: staffActionErrors,
});
