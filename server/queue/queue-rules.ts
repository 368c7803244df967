import type { StaffRole } from '../../shared/identity.ts';
import type { Topic } from '../../shared/queue.ts';

/** People that may wait in one branch at a time. */
export const MAX_WAITING = 200;

const LETTERS: Readonly<Record<Topic, string>> = { payments: 'P', accounts: 'A', cards: 'C', other: 'G' };

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
