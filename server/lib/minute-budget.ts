/** Commits of one person that are looked at in a minute. Each costs the server some 30 ms, and each member too. */
const COMMITS_PER_MINUTE = 20;

/** How often one person may have the group changed: far more than anybody needs. */
export interface CommitBudget {
  /** Answers false where it is used up. */
  take(person: string, nowMs: number): boolean;
}

export function createCommitBudget(): CommitBudget {
  const taken = new Map<string, readonly number[]>();
  return {
    take(person, nowMs) {
      const recent = (taken.get(person) ?? []).filter((atMs) => nowMs - atMs < 60_000);
      const isLeft = recent.length < COMMITS_PER_MINUTE;
      taken.set(person, isLeft ? [...recent, nowMs] : recent);
      return isLeft;
    },
  };
}
