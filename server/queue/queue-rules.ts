import type { StaffRole } from '../../shared/identity.ts';
import type { Topic } from '../../shared/queue.ts';

/** People that may wait in one branch at a time. */
export const MAX_WAITING = 200;

const LETTERS: Readonly<Record<Topic, string>> = { payments: 'P', accounts: 'A', cards: 'C', other: 'G' };

/** `P-007`: the topic's letter and the number of the day, in one sequence for all topics. */
export function ticketNumber(topic: Topic, sequence: number): string {
  return `${LETTERS[topic]}-${String(sequence).padStart(3, '0')}`;
}

/** The day that numbers are counted in: the UTC date. */
export function branchDay(now: Date): string {
  return now.toISOString().slice(0, 10);
}

/** Who may stand behind a desk. */
export function mayServe(roles: readonly StaffRole[]): boolean {
  return roles.includes('consultant') || roles.includes('supervisor');
}
