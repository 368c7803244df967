import { matchMaker } from '@colyseus/core';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Seat } from '../../shared/rooms.ts';
import type { ConsultationSeat } from './consultation-room.ts';

export const CONSULTATION_ROOM = 'consultation';

export interface ConsultationSeats {
  /** A seat for someone whom the service has admitted. The room is opened by the first of the two, again after a restart. */
  reserve(consultationId: string, seat: ConsultationSeat): Promise<Result<Seat, 'too-many-requests'>>;
}

export function createConsultationSeats(): ConsultationSeats {
  const opening = new Map<string, Promise<string>>();

  /** Both may come at once: they are to meet in one room. */
  function roomOf(consultationId: string): Promise<string> {
    const already = opening.get(consultationId);
    if (already) return already;
    const opened = findOrOpen(consultationId).finally(() => opening.delete(consultationId));
    opening.set(consultationId, opened);
    return opened;
  }

  return {
    async reserve(consultationId, seat) {
      const roomId = await roomOf(consultationId);
      const [room] = await matchMaker.query({ roomId });
      if (!room) return refuse('too-many-requests');
      try {
        // The seat is wrapped: Colyseus would take a `sessionId` at its top for the id of the seat itself.
        const { sessionId, processId = matchMaker.processId, name } = await matchMaker.reserveSeatFor(room, {}, seat);
        return ok({ sessionId, processId, roomId, name });
      } catch {
        return refuse('too-many-requests');
      }
    },
  };
}

async function findOrOpen(consultationId: string): Promise<string> {
  const open = await matchMaker.query({ name: CONSULTATION_ROOM });
  const found = open.find((room) => room.metadata?.consultationId === consultationId);
  if (found) return found.roomId;
  const { roomId } = await matchMaker.createRoom(CONSULTATION_ROOM, { consultationId });
  return roomId;
}
