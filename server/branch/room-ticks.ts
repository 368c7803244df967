/**
 * Ticks at multiples of their length, of a clock in milliseconds: were each so long after the last, all their lateness would add up to
 * fewer a second. Answers what ends them.
 */
export function startTicks(tickMs: number, nowMs: () => number, tick: () => void): () => void {
  let next: NodeJS.Timeout;
  function awaitNext() {
    const now = nowMs();
    const dueMs = (Math.round(now / tickMs) + 1) * tickMs;
    next = setTimeout(() => {
      try {
        tick();
      } finally {
        awaitNext();
      }
    }, dueMs - now);
  }
  awaitNext();
  return () => clearTimeout(next);
}
