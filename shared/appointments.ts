import { z } from 'zod';
import { documentFile, endpoint } from './endpoint.ts';
import { ServiceLanguage, Topic } from './queue.ts';
import { Id, Instant, personText } from './text.ts';

const BranchParam = z.object({ branchId: z.string().max(64) });
const AppointmentParam = z.object({ appointmentId: Id });

/** A time at which somebody of the branch is there for one customer. Taking a ticket about then goes before those who just walk in. */
export const Appointment = z.object({
  id: Id,
  branchId: z.string(),
  topic: Topic,
  language: ServiceLanguage.nullable(),
  startsAt: Instant,
  endsAt: Instant,
  /** Of the branch; its times are told in it. */
  timeZone: z.string(),
});
export type Appointment = z.infer<typeof Appointment>;

/** The slots of one date of the branch that can still be booked for a topic. */
export const listSlots = endpoint({
  method: 'GET',
  path: '/api/branches/:branchId/slots/:date/:topic',
  audience: 'customer',
  params: BranchParam.extend({ date: z.iso.date(), topic: Topic }),
  body: z.undefined(),
  answer: z.object({ timeZone: z.string(), slots: z.array(z.object({ startsAt: Instant, endsAt: Instant })) }),
  errors: { 'branch-unknown': 404 },
});
/** One person has at most {@link MAX_APPOINTMENTS} ahead of them. */
export const MAX_APPOINTMENTS = 3;
export const bookAppointment = endpoint({
  method: 'POST',
  path: '/api/branches/:branchId/appointments',
  audience: 'customer',
  params: BranchParam,
  body: z.object({ startsAt: Instant, topic: Topic, language: ServiceLanguage.nullable().default(null) }),
  answer: z.object({ appointment: Appointment }),
  /** `slot-taken`: it is full, or none at all. */
  errors: { 'branch-unknown': 404, 'slot-taken': 409, 'too-many-appointments': 409 },
});
/** Those ahead, and the one that is now. */
export const listAppointments = endpoint({
  method: 'GET',
  path: '/api/appointments',
  audience: 'customer',
  params: z.object({}),
  body: z.undefined(),
  answer: z.object({ appointments: z.array(Appointment) }),
  errors: {},
});
export const cancelAppointment = endpoint({
  method: 'DELETE',
  path: '/api/appointments/:appointmentId',
  audience: 'customer',
  params: AppointmentParam,
  body: z.undefined(),
  answer: z.object({}),
  errors: { 'appointment-unknown': 404 },
});
/** For a calendar (RFC 5545): that it is booked, or, of one that was cancelled, that it is no more (RFC 5546). */
export const appointmentCalendar = endpoint({
  method: 'GET',
  path: '/api/appointments/:appointmentId/calendar',
  audience: 'customer',
  params: AppointmentParam.extend({ language: z.enum(['en', 'ru']).default('en') }),
  body: z.undefined(),
  answer: documentFile,
  errors: { 'appointment-unknown': 404 },
});

/** Where the bank may call: E.164. */
export const PhoneNumber = z
  .string()
  .transform((text) => text.replace(/[\s().-]/g, ''))
  .pipe(z.string().regex(/^\+[1-9]\d{6,14}$/));

/** A wish to be called by phone. `claimed`: a consultant has taken it up. */
export const Callback = z.object({
  id: Id,
  topic: Topic,
  language: ServiceLanguage.nullable(),
  phone: z.string(),
  state: z.enum(['open', 'claimed', 'done', 'not-reached', 'cancelled']),
  askedAt: Instant,
  /** Null: as soon as possible. */
  wishedAt: Instant.nullable(),
  /** Of the branch; its times are told in it. */
  timeZone: z.string(),
});
export type Callback = z.infer<typeof Callback>;

export const readCallback = endpoint({
  method: 'GET',
  path: '/api/branches/:branchId/callback',
  audience: 'customer',
  params: BranchParam,
  body: z.undefined(),
  answer: z.object({ callback: Callback.nullable() }),
  errors: { 'branch-unknown': 404 },
});
/** One person has one open wish in a branch: asking again answers that one. */
export const askCallback = endpoint({
  method: 'POST',
  path: '/api/branches/:branchId/callback',
  audience: 'customer',
  params: BranchParam,
  body: z.object({
    topic: Topic,
    language: ServiceLanguage.nullable().default(null),
    phone: PhoneNumber,
    /** A slot that is free (`listSlots`), of which it takes no place; null: as soon as possible. */
    wishedAt: Instant.nullable().default(null),
  }),
  answer: z.object({ callback: Callback }),
  errors: { 'branch-unknown': 404, 'slot-taken': 409 },
});
export const cancelCallback = endpoint({
  method: 'DELETE',
  path: '/api/branches/:branchId/callback',
  audience: 'customer',
  params: BranchParam,
  body: z.undefined(),
  answer: z.object({}),
  errors: { 'branch-unknown': 404, 'callback-none': 404 },
});

/** What a consultant sees of the wishes they serve, in the order in which they are due: whose it is only once it is theirs. */
export const CallbackRow = z.object({
  id: Id,
  topic: Topic,
  language: ServiceLanguage.nullable(),
  askedAt: Instant,
  /** Null: as soon as possible. */
  wishedAt: Instant.nullable(),
  /** `notes`: what a colleague wrote who put it back. */
  mine: z.object({ customerName: z.string(), phone: z.string(), notes: z.string() }).nullable(),
});
export type CallbackRow = z.infer<typeof CallbackRow>;
const staffErrors = { 'branch-unknown': 404, 'role-missing': 403, 'not-of-branch': 403 } as const;

export const listCallbacks = endpoint({
  method: 'GET',
  path: '/api/desk/:branchId/callbacks',
  audience: 'staff',
  params: BranchParam,
  body: z.undefined(),
  answer: z.object({ callbacks: z.array(CallbackRow) }),
  errors: staffErrors,
});
export const claimCallback = endpoint({
  method: 'POST',
  path: '/api/desk/:branchId/callbacks/:callbackId/claim',
  audience: 'staff',
  params: BranchParam.extend({ callbackId: Id }),
  body: z.undefined(),
  answer: z.object({ callback: CallbackRow }),
  errors: { ...staffErrors, 'callback-unknown': 404 },
});
/** Longest note of what came of it, UTF-16 units. */
export const CALLBACK_NOTE_MAX_LENGTH = 1000;
/** `put-back`: somebody else is to call. */
export const settleCallback = endpoint({
  method: 'POST',
  path: '/api/desk/:branchId/callbacks/:callbackId/settle',
  audience: 'staff',
  params: BranchParam.extend({ callbackId: Id }),
  body: z.object({
    outcome: z.enum(['done', 'not-reached', 'put-back']),
    notes: z.union([personText(CALLBACK_NOTE_MAX_LENGTH), z.literal('')]).default(''),
  }),
  answer: z.object({}),
  errors: { ...staffErrors, 'callback-unknown': 404 },
});
