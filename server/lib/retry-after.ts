/**
 * Reads `Retry-After` (RFC 9110, 10.2.3): seconds, or a date. Answers milliseconds between 0 and `maxMs`; null where there is
 * none that can be read.
 */
export function readRetryAfter(value: string | null, nowMs: number, maxMs: number): number | null {
  if (value === null) return null;
  const ms = /^\d{1,9}$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - nowMs;
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), maxMs);
}
