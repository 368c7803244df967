/** Figures older than this are said to be old: the panel asks for them every minute. */
const STALE_AFTER_MS = 3 * 60_000;

/** How old a figure is: null while it is fresh, else in minutes, hours or days, rounded down. */
export function staleFor(
  asOf: string,
  now: Date,
): { readonly count: number; readonly unit: 'minute' | 'hour' | 'day' } | null {
  const ageMs = now.getTime() - Date.parse(asOf);
  if (ageMs < STALE_AFTER_MS) return null;
  const minutes = Math.floor(ageMs / 60_000);
  if (minutes < 60) return { count: minutes, unit: 'minute' };
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? { count: hours, unit: 'hour' } : { count: Math.floor(hours / 24), unit: 'day' };
}

/** A time of day says enough while the day is the same. */
export function isSameDay(asOf: string, now: Date): boolean {
  return new Date(asOf).toDateString() === now.toDateString();
}

/** What is left until `endsAt`, `m:ss`; null once it is over. */
export function timeLeft(endsAt: string, now: Date): string | null {
  const seconds = Math.ceil((Date.parse(endsAt) - now.getTime()) / 1000);
  if (seconds <= 0) return null;
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
