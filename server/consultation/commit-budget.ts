import { createMinuteBudget } from '../lib/minute-budget.ts';

/** Commits of one person that are looked at in a minute. Each costs the server some 30 ms, and each member too. */
export const COMMITS_PER_MINUTE = 20;
/** A tab needs one joining, and loses some to others who were first: enough for a person's two tabs at once, and then one each so long. */
export const JOININGS_AT_ONCE = 8;
export const ANOTHER_JOINING_EVERY_MS = 10_000;

/**
 * How often one person may have the group changed. A joining, also of a tab that is in, can be well signed and still be one that the
 * others cannot follow, who come in anew by it: what one may disturb is no more than what each of them may do to come back.
 */
export interface CommitBudget {
  /** Answers false where it is used up. */
  take(person: string, nowMs: number, isJoining?: boolean): boolean;
  /** They have come in. */
  countJoining(person: string, nowMs: number): void;
}

export function createCommitBudget(): CommitBudget {
  const looks = createMinuteBudget(COMMITS_PER_MINUTE);
  const purses = new Map<string, { readonly left: number; readonly atMs: number }>();

  function purseOf(person: string, nowMs: number) {
    const { left, atMs } = purses.get(person) ?? { left: JOININGS_AT_ONCE, atMs: nowMs };
    const earned = Math.floor((nowMs - atMs) / ANOTHER_JOINING_EVERY_MS);
    if (left + earned >= JOININGS_AT_ONCE) return { left: JOININGS_AT_ONCE, atMs: nowMs };
    return { left: left + earned, atMs: atMs + earned * ANOTHER_JOINING_EVERY_MS };
  }

  return {
    take: (person, nowMs, isJoining = false) =>
      (!isJoining || purseOf(person, nowMs).left > 0) && looks.take(person, nowMs),
    countJoining(person, nowMs) {
      const { left, atMs } = purseOf(person, nowMs);
      purses.set(person, { left: left - 1, atMs });
    },
  };
}
