/** The date that the wall of a time zone shows, `2026-11-21`. */
export function dayAt(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(instant),
  );
}

export function timeAt(instant: string, timeZone: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone, timeStyle: 'short' }).format(new Date(instant));
}

/** Day and time in full, as an appointment is told. */
export function momentAt(instant: string, timeZone: string, locale: string): string {
  const day = { weekday: 'long', day: 'numeric', month: 'long' } as const;
  return new Intl.DateTimeFormat(locale, { timeZone, ...day, hour: '2-digit', minute: '2-digit' }).format(
    new Date(instant),
  );
}
