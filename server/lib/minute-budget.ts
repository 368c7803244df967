/** How often each of many may do something in a minute; in memory. */
export interface MinuteBudget {
  /** Answers false where it is used up. */
  take(who: string, nowMs: number): boolean;
}

export function createMinuteBudget(perMinute: number): MinuteBudget {
  const taken = new Map<string, readonly number[]>();
  return {
    take(who, nowMs) {
      const recent = (taken.get(who) ?? []).filter((atMs) => nowMs - atMs < 60_000);
      const isLeft = recent.length < perMinute;
      taken.set(who, isLeft ? [...recent, nowMs] : recent);
      return isLeft;
    },
  };
}
