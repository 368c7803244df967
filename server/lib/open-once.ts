import { setTimeout as delay } from 'node:timers/promises';
import type { Presence } from '@colyseus/core';

const RETRY_MS = 50;
const PATIENCE_MS = 4000;
/** Who opens and dies over it keeps the others waiting for so long. */
const LOCK_SECONDS = 3;

/**
 * Finds what is there, or opens it: by one process alone, however many want it at once. Answers undefined where who opens it
 * does not come to an end.
 */
export async function openOnce<T>(
  presence: Pick<Presence, 'exists' | 'hincrbyex' | 'del'>,
  key: string,
  find: () => Promise<T | undefined>,
  open: () => Promise<T>,
): Promise<T | undefined> {
  const lock = `atrium:opening:${key}`;
  const untilMs = performance.now() + PATIENCE_MS;
  while (performance.now() < untilMs) {
    const found = await find();
    if (found) return found;
    const isFree = !(await presence.exists(lock));
    if (isFree && (await presence.hincrbyex(lock, 'askers', 1, LOCK_SECONDS)) === 1) {
      try {
        return (await find()) ?? (await open());
      } finally {
        await presence.del(lock);
      }
    }
    await delay(RETRY_MS);
  }
  return undefined;
}
