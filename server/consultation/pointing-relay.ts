import type { Client, Room } from '@colyseus/core';
import type { Party } from '../../shared/consultation-members.ts';
import { POINTING, POINTINGS_PER_SECOND, Pointing } from '../../shared/documents.ts';
import type { RoomGuard } from '../lib/room-guard.ts';

/** A network that holds messages back lets some come at once. */
const MAX_PER_SECOND = POINTINGS_PER_SECOND + 5;

export interface PointingRelay {
  /** Shows who comes in where the partner is. */
  greet(client: Client, party: Party): void;
}

interface Tally {
  sinceMs: number;
  count: number;
}

/**
 * Where one of the two points on a document, for the other one alone: it is neither kept nor told to anyone else. It is counted
 * apart from what is said, which is kept and costs more.
 */
export function relayPointing(
  room: Room,
  guard: RoomGuard,
  seats: ReadonlyMap<Client, { readonly party: Party }>,
): PointingRelay {
  const tallies = new WeakMap<Client, Tally>();
  const latest = new Map<Party, Pointing>();

  function isTooMany(client: Client): boolean {
    const nowMs = performance.now();
    const tally = tallies.get(client) ?? { sinceMs: nowMs, count: 0 };
    tallies.set(client, tally);
    if (nowMs - tally.sinceMs >= 1000) Object.assign(tally, { sinceMs: nowMs, count: 0 });
    tally.count += 1;
    return tally.count > MAX_PER_SECOND;
  }

  room.onMessage(POINTING, (client: Client, raw: unknown) => {
    const from = seats.get(client)?.party;
    // What lies on the desk is the two's.
    if (from !== 'customer' && from !== 'consultant') return;
    if (isTooMany(client)) return guard.refuse(client, { code: 'message-too-frequent' });
    const parsed = Pointing.safeParse(raw);
    if (!parsed.success) return guard.refuse(client, { code: 'message-malformed' });
    latest.set(from, parsed.data);
    for (const [other, { party }] of seats) if (party === partnerOf(from)) other.send(POINTING, parsed.data);
  });

  return {
    greet(client, party) {
      const shown = party === 'customer' || party === 'consultant' ? latest.get(partnerOf(party)) : undefined;
      if (shown) client.send(POINTING, { ...shown, at: null });
    },
  };
}

function partnerOf(party: Party): Party {
  return party === 'customer' ? 'consultant' : 'customer';
}
