import type { ServicePlan, Skills } from '../../shared/branch-service.ts';
import type { StaffRole } from '../../shared/identity.ts';
import type { Priority, ServiceLanguage, Topic } from '../../shared/queue.ts';

const LETTERS: Readonly<Record<Topic, string>> = {
  payments: 'P',
  accounts: 'A',
  cards: 'C',
  loans: 'L',
  fraud: 'F',
  other: 'G',
};

/** `P-007`: the topic's letter and the number of the day, in one sequence for all topics. */
export function ticketNumber(topic: Topic, sequence: number): string {
  return `${LETTERS[topic]}-${String(sequence).padStart(3, '0')}`;
}

export interface Numbered {
  readonly sequence: number;
  readonly number: string;
}

/**
 * The number after `last`. It passes over what an open ticket still has from the day before, so that a number that is
 * called is one person's.
 */
export function nextNumber(topic: Topic, last: number, openNumbers: ReadonlySet<string>): Numbered {
  let sequence = last + 1;
  while (openNumbers.has(ticketNumber(topic, sequence))) sequence += 1;
  return { sequence, number: ticketNumber(topic, sequence) };
}

/** The day that numbers are counted in: the UTC date. */
export function branchDay(now: Date): string {
  return now.toISOString().slice(0, 10);
}

/** Who may stand behind a desk. */
export function mayServe(roles: readonly StaffRole[]): boolean {
  return roles.includes('consultant') || roles.includes('supervisor');
}

/** What a member of staff serves in a branch; null: nothing, it is not their branch. */
export function skillsOf(
  { staff, everyoneElse }: Pick<ServicePlan, 'staff' | 'everyoneElse'>,
  subject: string,
): Skills | null {
  return staff.find((member) => member.subject === subject) ?? everyoneElse ?? null;
}

export interface Wanted {
  readonly topic: Topic;
  /** Null: any will do. */
  readonly language: ServiceLanguage | null;
}

export function canServe({ topics, languages }: Skills, { topic, language }: Wanted): boolean {
  return topics.includes(topic) && (language === null || languages.includes(language));
}

export interface Place {
  readonly priority: Priority;
  /** Tickets are called in order of it: the time they were taken, less their head start. */
  readonly rankAt: Date;
}

/**
 * Head starts rather than classes: who is urgent goes before those who came within the last hour, and nobody waits for ever behind
 * a stream of urgent ones. Of several head starts the earliest rank counts.
 */
export function placeOf(
  { topics, needsHelp, appointment }: ServicePlan['headStartMinutes'],
  ticket: {
    readonly topic: Topic;
    readonly needsHelp: boolean;
    readonly appointmentAt: Date | null;
    readonly takenAt: Date;
  },
): Place {
  const before = (at: Date, minutes: number) => new Date(at.getTime() - minutes * 60_000);
  const places: Place[] = [{ priority: 'ordinary', rankAt: ticket.takenAt }];
  const topicMinutes = topics[ticket.topic] ?? 0;
  if (topicMinutes > 0) places.push({ priority: 'urgent', rankAt: before(ticket.takenAt, topicMinutes) });
  if (ticket.needsHelp) places.push({ priority: 'needs-help', rankAt: before(ticket.takenAt, needsHelp) });
  if (ticket.appointmentAt) places.push({ priority: 'appointment', rankAt: before(ticket.appointmentAt, appointment) });
  return places.reduce((best, place) => (place.rankAt < best.rankAt ? place : best));
}
