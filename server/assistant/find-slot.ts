import type { Topic } from '../../shared/queue.ts';
import type { BranchFacts } from './branch-facts.ts';
import { wishedTime } from './wished-time-rules.ts';

/** The first free slot of a branch that suits what was said of the time; else the first on the days after; null where there is none. */
export async function findSlot(
  branches: BranchFacts,
  branchId: string,
  { topic, when }: { readonly topic: Topic; readonly when: string | null },
  now: Date,
): Promise<string | null> {
  const hours = branches.hours(branchId);
  if (!hours) return null;
  const wall = wallOf(hours.plan.timeZone);
  const { dates, fromMinutes } = wishedTime(when, wall(now).date);
  for (const date of dates) {
    const free = await branches.slots(branchId, date, topic);
    const slots = free?.slots ?? [];
    const fitting = slots.find(({ startsAt }) => wall(new Date(startsAt)).minutes >= fromMinutes) ?? slots[0];
    if (fitting) return fitting.startsAt;
  }
  return null;
}

function wallOf(timeZone: string) {
  const digits = '2-digit';
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: digits,
    day: digits,
    hour: digits,
    minute: digits,
  });
  return (at: Date) => {
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const date = `${part.year}-${part.month}-${part.day}`;
    return { date, minutes: Number(part.hour) * 60 + Number(part.minute) };
  };
}
