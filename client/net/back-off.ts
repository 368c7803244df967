/**
 * How long to wait before the next attempt: anywhere between at once and a bound that doubles ("full jitter"), so that
 * those who lost a server in one moment do not come back in one moment.
 */
export interface BackOff {
  /** The wait before the next attempt, milliseconds. It is spread over `spreadMs` at least. */
  nextMs(spreadMs?: number): number;
  /** It went well: the next trouble is a first one again. */
  reset(): void;
}

export const FIRST_BOUND_MS = 1000;
export const LONGEST_BOUND_MS = 8000;

/** @param random answers 0 to 1, 1 not included */
export function createBackOff(random: () => number = Math.random): BackOff {
  let failures = 0;
  return {
    nextMs(spreadMs = 0) {
      const boundMs = Math.min(LONGEST_BOUND_MS, FIRST_BOUND_MS * 2 ** failures++);
      return random() * Math.max(boundMs, spreadMs);
    },
    reset() {
      failures = 0;
    },
  };
}
