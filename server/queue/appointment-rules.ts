import type { ServicePlan } from '../../shared/branch-service.ts';
import type { Topic } from '../../shared/queue.ts';
import { addDays, openingsOn, wallDate } from './hours-rules.ts';

export interface Slot {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

const MINUTE_MS = 60_000;
/** An appointment cannot be booked for a time that nobody can come to any more. */
const LEAST_NOTICE_MINUTES = 30;
/** Who comes so much before or after the time is who was meant. */
const EARLY_MINUTES = 30;
const LATE_MINUTES = 15;

/** Whether anybody of the branch serves it at all. */
function isServed({ staff, everyoneElse }: ServicePlan, topic: Topic): boolean {
  return [...staff, ...(everyoneElse ? [everyoneElse] : [])].some(({ topics }) => topics.includes(topic));
}

/** The slots of a date of the branch that are still to come, whether full or not. None beyond the days that may be booked. */
export function slotsOn(plan: ServicePlan, date: string, topic: Topic, now: Date): Slot[] {
  const today = wallDate(now, plan.timeZone);
  const { slotMinutes, daysAhead } = plan.appointments;
  if (date < today || date > addDays(today, daysAhead) || !isServed(plan, topic)) return [];
  const earliest = now.getTime() + LEAST_NOTICE_MINUTES * MINUTE_MS;
  const slotMs = slotMinutes * MINUTE_MS;
  return openingsOn(plan, date).flatMap(({ from, to }) => {
    const count = Math.floor((to.getTime() - from.getTime()) / slotMs);
    return Array.from({ length: count }, (_, index) => {
      const startMs = from.getTime() + index * slotMs;
      return { startsAt: new Date(startMs), endsAt: new Date(startMs + slotMs) };
    }).filter(({ startsAt }) => startsAt.getTime() >= earliest);
  });
}

/** The slot that begins at an instant, if there is one. */
export function slotAt(plan: ServicePlan, startsAt: Date, topic: Topic, now: Date): Slot | null {
  const slots = slotsOn(plan, wallDate(startsAt, plan.timeZone), topic, now);
  return slots.find((slot) => slot.startsAt.getTime() === startsAt.getTime()) ?? null;
}

/** From when until when an appointment may begin for who takes a ticket now. */
export function dueBetween(now: Date): { readonly from: Date; readonly to: Date } {
  return {
    from: new Date(now.getTime() - LATE_MINUTES * MINUTE_MS),
    to: new Date(now.getTime() + EARLY_MINUTES * MINUTE_MS),
  };
}
