/** What this browser remembers of how a person likes things. Null where it remembers nothing, or keeps nothing for us at all. */
export function readKept(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** Remembers, where it can; otherwise the setting lasts as long as the page. */
export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // A browser that keeps nothing for us throws instead.
  }
}

export function forgetKept(name: string): void {
  try {
    localStorage.removeItem(name);
  } catch {
    // As above.
  }
}
