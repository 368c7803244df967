/** A page that is being reloaded lets go of its lock within this. */
const WAIT_MS = 1500;

/**
 * Takes a name for as long as this page lives; false where another page has it: a tab that was duplicated carries the other's
 * storage with it, and two must not send with the same keys. Browsers without locks are taken at their word.
 */
export async function holdName(name: string): Promise<boolean> {
  if (!navigator.locks) return true;
  return new Promise((answer) => {
    navigator.locks
      .request(`atrium-member:${name}`, { signal: AbortSignal.timeout(WAIT_MS) }, () => {
        answer(true);
        return new Promise<never>(() => {});
      })
      .catch(() => answer(false));
  });
}
