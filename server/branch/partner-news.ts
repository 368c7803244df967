import { type IRoomCache, matchMaker } from '@colyseus/core';
import { PARTNERS, type Partners } from '../../shared/branch.ts';
import type { PersonKey } from '../lib/principal.ts';
import type { ConsultationPairs } from './consultation-pairs.ts';
import type { KeptPlaces } from './kept-places.ts';

interface PartnerSeat {
  readonly person: PersonKey;
  readonly avatarId: number;
  /** Null for who has no body. */
  readonly slot: number | null;
}

/** Tells someone, and those they are in consultation with, which bodies here are whose: a voice is to come from its body. */
export function tellPartners(
  seats: ReadonlyMap<{ send(type: number, message: unknown): void }, PartnerSeat>,
  pairs: ConsultationPairs,
  ...people: readonly PersonKey[]
): void {
  const concerned = new Set(people.flatMap((person) => [person, ...pairs.partnersOf(person)]));
  for (const [client, { person }] of seats) {
    if (!concerned.has(person)) continue;
    const partners = pairs.partnersOf(person);
    const bodies = [...seats.values()].filter((seat) => seat.slot !== null && partners.has(seat.person));
    client.send(PARTNERS, { avatarIds: bodies.map(({ avatarId }) => avatarId) } satisfies Partners);
  }
}

/** The other room that a partner has their body in, where one may go; undefined where there is nothing to go to. */
export async function roomOfPartner(
  places: KeptPlaces,
  partner: PersonKey,
  ownRoomId: string,
): Promise<IRoomCache | undefined> {
  const at = await places.find(partner);
  if (!at || at.place || at.roomId === ownRoomId) return undefined;
  const room = await matchMaker.getRoomById(at.roomId);
  return room && !room.locked ? room : undefined;
}
