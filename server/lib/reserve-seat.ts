import { type IRoomCache, matchMaker } from '@colyseus/core';
import type { Seat } from '../../shared/rooms.ts';

/** A seat in a room of any process, as a browser needs it; null where the room has none or is gone. `data` is what the room's `onJoin` is given. */
export async function reserveSeat(room: IRoomCache, data: object): Promise<Seat | null> {
  try {
    // Colyseus would take a `sessionId` at the top of the data for the id of the seat itself: it is to be deeper in it.
    const reserved = await matchMaker.reserveSeatFor(room, {}, data);
    const { sessionId, processId = matchMaker.processId, roomId, name, publicAddress } = reserved;
    return { sessionId, processId, roomId, name, ...(publicAddress && { publicAddress }) };
  } catch {
    return null;
  }
}
