import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { ServiceLanguage, Topic } from './queue.ts';
import { Instant } from './text.ts';

const LocalText = z.object({ en: z.string().min(1).max(80), ru: z.string().min(1).max(80) });
/** `00:00` to `24:00`, the branch's own wall clock. */
const WallTime = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);
const Shift = z.tuple([WallTime, WallTime]).refine(([from, to]) => from < to, 'shift-inverted');
const Shifts = z.array(Shift).max(6);
const Skills = z.object({
  topics: z.array(Topic).min(1),
  languages: z.array(ServiceLanguage).min(1),
});
export type Skills = z.infer<typeof Skills>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** A branch in which more wait than this would be another kind of place. */
export const MOST_WAITING = 200;

/**
 * How a branch serves: `assets/branches/{id}/service.json`. Who may serve at all is a role of the staff issuer; what each serves is
 * told here, by the `sub` of that issuer.
 */
export const ServicePlan = z.object({
  timeZone: z.string().refine(isTimeZone, 'time-zone-unknown'),
  /** Seven days, Monday first. A day may have several stretches; none: closed. */
  week: z.tuple([Shifts, Shifts, Shifts, Shifts, Shifts, Shifts, Shifts]),
  /** Days that differ from their weekday: closed, or with stretches of their own. */
  holidays: z
    .array(z.object({ date: z.iso.date(), name: LocalText, shifts: Shifts.default([]) }))
    .max(366)
    .default([]),
  /** Minutes that a consultation takes, where too few have been served to know. */
  handlingMinutes: z.record(Topic, z.number().min(0.5).max(240)),
  /** A ticket is called as if it had been taken so many minutes earlier. */
  headStartMinutes: z.object({
    topics: z.partialRecord(Topic, z.number().min(0).max(600)),
    needsHelp: z.number().min(0).max(600),
    /** Before the time of the appointment. */
    appointment: z.number().min(0).max(600),
  }),
  staff: z.array(Skills.extend({ subject: z.string().min(1).max(200) })).max(500),
  /** What those serve who are not listed; without it they do not serve here. */
  everyoneElse: Skills.optional(),
  /** Who is called may be given up as a no-show after so long, and come back within so long. */
  noShow: z.object({
    afterSeconds: z.number().int().min(5).max(1800),
    returnMinutes: z.number().int().min(1).max(240),
  }),
  /** People that may wait at a time; whoever comes then is turned away. */
  capacity: z.number().int().min(1).max(MOST_WAITING).default(MOST_WAITING),
  /** The goal: so many percent called within so many minutes. */
  serviceLevel: z.object({ percent: z.number().min(1).max(100), withinMinutes: z.number().min(0.5).max(240) }),
  appointments: z.object({
    slotMinutes: z.number().int().min(5).max(240),
    perSlot: z.number().int().min(1).max(100),
    daysAhead: z.number().int().min(1).max(120),
  }),
});
export type ServicePlan = z.infer<typeof ServicePlan>;

/** Whether a branch is open now, and when that changes; null: not within the next weeks. */
export const BranchHours = z.object({
  timeZone: z.string(),
  isOpen: z.boolean(),
  /** While open. Null: it does not close. */
  closesAt: Instant.nullable(),
  /** While closed. */
  opensAt: Instant.nullable(),
  /** The next days on which it is not open as on other weeks. */
  holidays: z.array(z.object({ date: z.string(), name: LocalText })),
});
export type BranchHours = z.infer<typeof BranchHours>;

export const readHours = endpoint({
  method: 'GET',
  path: '/api/branches/:branchId/hours',
  audience: 'anyone',
  params: z.object({ branchId: z.string().max(64) }),
  body: z.undefined(),
  answer: BranchHours,
  errors: { 'branch-unknown': 404 },
});
