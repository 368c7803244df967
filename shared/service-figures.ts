import { z } from 'zod';
import { SupervisorMode } from './consultation-members.ts';
import { endpoint } from './endpoint.ts';
import { PauseReason, Topic } from './queue.ts';
import { Id, Instant } from './text.ts';

/** How a branch served on a calendar day of its own, of today up to now. Shares are 0 to 1; null where there is nothing to count. */
export const ServiceFigures = z.object({
  date: z.iso.date(),
  taken: z.number().int(),
  waiting: z.number().int(),
  served: z.number().int(),
  /** Gave up before they were called. */
  abandoned: z.number().int(),
  noShows: z.number().int(),
  passedOn: z.number().int(),
  /** Of those called, and those who gave up after the goal's time: who was called within it. */
  serviceLevel: z.object({ share: z.number().nullable(), goalShare: z.number(), withinMinutes: z.number() }),
  /** Gave up, of all whose wait has ended. */
  abandonRate: z.number().nullable(),
  medianWaitSeconds: z.number().nullable(),
  longestWaitSeconds: z.number().nullable(),
  /** From the call until the desk was free again. */
  handling: z.array(z.object({ topic: Topic, calls: z.number().int(), medianSeconds: z.number() })),
  /** Of the waits that were told, which share ended within what was told: to be near 0.8. */
  estimates: z.object({ told: z.number().int(), withinShare: z.number().nullable() }),
  /** Closed without a word of what they were about. */
  withoutCode: z.number().int(),
});
export type ServiceFigures = z.infer<typeof ServiceFigures>;

/** Who is at which desk and does what; neither a customer's name nor a word of a talk. */
export const FloorDesk = z.object({
  subject: z.string(),
  name: z.string(),
  deskId: z.string(),
  state: z.enum(['free', 'serving', 'wrap-up', 'paused']),
  since: Instant,
  pauseReason: PauseReason.nullable(),
  serving: z
    .object({
      consultationId: Id,
      ticketNumber: z.string(),
      topic: Topic,
      /** Which supervisor is in, and how. */
      supervision: z.object({ name: z.string(), mode: SupervisorMode, isYours: z.boolean() }).nullable(),
    })
    .nullable(),
});
export type FloorDesk = z.infer<typeof FloorDesk>;

/** For supervisors of the branch. */
export const readFigures = endpoint({
  method: 'GET',
  path: '/api/desk/:branchId/figures',
  audience: 'staff',
  params: z.object({ branchId: z.string().max(64) }),
  body: z.undefined(),
  answer: z.object({ figures: ServiceFigures, floor: z.array(FloorDesk) }),
  errors: { 'branch-unknown': 404, 'role-missing': 403, 'not-of-branch': 403 },
});

/** Today and so many days before can be looked at. */
export const FIGURES_DAYS = 30;
/** A day among others: what a supervisor compares. */
export const DayLine = z.object({
  date: z.iso.date(),
  served: z.number().int(),
  /** As `serviceLevel.share`. */
  serviceLevel: z.number().nullable(),
  abandonRate: z.number().nullable(),
  /** The middle of all topics, from the call until the desk was free again. */
  handlingSeconds: z.number().nullable(),
});
export type DayLine = z.infer<typeof DayLine>;

/** For supervisors of the branch: a day of the last {@link FIGURES_DAYS}, and the seven days that it ends, oldest first. */
export const readDayFigures = endpoint({
  method: 'GET',
  path: '/api/desk/:branchId/figures/:date',
  audience: 'staff',
  params: z.object({ branchId: z.string().max(64), date: z.iso.date() }),
  body: z.undefined(),
  answer: z.object({ figures: ServiceFigures, week: z.array(DayLine) }),
  /** `day-unknown`: to come, or too long ago. */
  errors: { 'branch-unknown': 404, 'role-missing': 403, 'not-of-branch': 403, 'day-unknown': 404 },
});
