import type { Presence } from '@colyseus/core';
import { z } from 'zod';
import { within } from '../lib/patience.ts';
import type { PersonKey } from '../lib/principal.ts';

/** Someone who was cut off finds their body where it stood for so long: a headset taken off, Wi-Fi to mobile, a server that restarts. */
const KEPT_FOR_SECONDS = 2 * 60;
/** Longer than anyone's visit; who is still here after it is only not found by who looks for them. */
const VISIT_SECONDS = 24 * 3600;
/** To find one's place again is a comfort: nobody waits long for it, or goes without a seat. */
const PATIENCE_MS = 1000;

/** Where someone's body is, or stood last. */
const Whereabouts = z.strictObject({
  roomId: z.string().max(64),
  /** Metres; only of who has left. */
  place: z.strictObject({ x: z.number(), z: z.number() }).optional(),
});
export type Whereabouts = z.infer<typeof Whereabouts>;

type Store = Pick<Presence, 'get' | 'setex'>;

/** Where the people of one branch have their bodies, in all processes. Nothing rests on it but where one is placed. */
export interface KeptPlaces {
  /** In this room from now on. */
  enter(person: PersonKey, roomId: string): void;
  /** Not in this room any more; changes nothing where they are in another by now. */
  leave(person: PersonKey, roomId: string, place: { readonly x: number; readonly z: number }): void;
  find(person: PersonKey): Promise<Whereabouts | undefined>;
  /** People who want to be together go by a code: the room that they meet in, where one is known. */
  meetingRoom(code: string): Promise<string | undefined>;
  meetIn(code: string, roomId: string): void;
}

export function createKeptPlaces(store: Store, branchId: string): KeptPlaces {
  const keyOf = (person: PersonKey) => `atrium:body:${branchId}:${person}`;
  const meetingOf = (code: string) => `atrium:meeting:${branchId}:${code}`;
  const read = async (key: string): Promise<string | undefined> => {
    const text: unknown = await within(PATIENCE_MS, store.get(key), undefined).catch(() => undefined);
    return typeof text === 'string' ? text : undefined;
  };
  const write = (key: string, value: string, seconds: number) => void store.setex(key, value, seconds);

  async function find(person: PersonKey): Promise<Whereabouts | undefined> {
    const text = await read(keyOf(person));
    if (text === undefined) return undefined;
    try {
      return Whereabouts.parse(JSON.parse(text));
    } catch {
      return undefined;
    }
  }

  return {
    find,
    enter: (person, roomId) => write(keyOf(person), JSON.stringify({ roomId } satisfies Whereabouts), VISIT_SECONDS),
    leave(person, roomId, { x, z }) {
      void find(person).then((now) => {
        if (now?.roomId !== roomId) return;
        write(keyOf(person), JSON.stringify({ roomId, place: { x, z } } satisfies Whereabouts), KEPT_FOR_SECONDS);
      });
    },
    meetingRoom: (code) => read(meetingOf(code)),
    meetIn: (code, roomId) => write(meetingOf(code), roomId, VISIT_SECONDS),
  };
}
