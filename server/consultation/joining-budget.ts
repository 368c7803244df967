/** A tab needs one joining, and loses some to others who were first: enough for a person's two tabs at once, and then one each so long. */
export const JOININGS_AT_ONCE = 8;
export const ANOTHER_JOINING_EVERY_MS = 10_000;

/**
 * How often one person may come into a group, also by tabs that are in it. A joining that is well signed can still be one that the others
 * cannot follow, who come in anew by it: what one may disturb is no more than what each of them may do to come back.
 */
export interface JoiningBudget {
  may(person: string, nowMs: number): boolean;
  /** They have come in. */
  counted(person: string, nowMs: number): void;
}

interface Purse {
  readonly left: number;
  readonly atMs: number;
}

export function createJoiningBudget(): JoiningBudget {
  const purses = new Map<string, Purse>();

  function purseOf(person: string, nowMs: number): Purse {
    const { left, atMs } = purses.get(person) ?? { left: JOININGS_AT_ONCE, atMs: nowMs };
    const earned = Math.floor((nowMs - atMs) / ANOTHER_JOINING_EVERY_MS);
    if (left + earned >= JOININGS_AT_ONCE) return { left: JOININGS_AT_ONCE, atMs: nowMs };
    return { left: left + earned, atMs: atMs + earned * ANOTHER_JOINING_EVERY_MS };
  }

  return {
    may: (person, nowMs) => purseOf(person, nowMs).left > 0,
    counted(person, nowMs) {
      const { left, atMs } = purseOf(person, nowMs);
      purses.set(person, { left: left - 1, atMs });
    },
  };
}
