import type { PersonKey } from '../lib/principal.ts';
import type { Place } from './branch-service.ts';

/** Someone who was cut off finds their body where it stood for so long: a headset taken off, Wi-Fi to mobile, a server that restarts. */
export const KEPT_FOR_MS = 2 * 60_000;

/** Where people who have just left stood. */
export function createKeptPlaces(now: () => number = () => performance.now()) {
  const places = new Map<PersonKey, { readonly place: Place; readonly leftMs: number }>();
  return {
    keep(person: PersonKey, place: Place): void {
      // Oldest first in a Map: those whose time is over are at the front.
      for (const [other, { leftMs }] of places) {
        if (now() - leftMs <= KEPT_FOR_MS) break;
        places.delete(other);
      }
      places.delete(person);
      places.set(person, { place, leftMs: now() });
    },
    /** Answers the place once; undefined where none is kept. */
    take(person: PersonKey): Place | undefined {
      const kept = places.get(person);
      places.delete(person);
      return kept && now() - kept.leftMs <= KEPT_FOR_MS ? kept.place : undefined;
    },
  };
}
