import { type IRoomCache, matchMaker } from '@colyseus/core';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Seat } from '../../shared/rooms.ts';
import { openOnce } from '../lib/open-once.ts';
import { openRoom } from '../lib/open-room.ts';
import { within } from '../lib/patience.ts';
import { reserveSeat } from '../lib/reserve-seat.ts';
import type { ConsultationSeat } from './consultation-room.ts';

export const CONSULTATION_ROOM = 'consultation';

/** Without Redis nobody finds the room; who asks comes back. */
const PATIENCE_MS = 8000;

export interface ConsultationSeats {
  /** A seat for someone whom the service has admitted. The room is opened by the first of the two, again after a restart. */
  reserve(consultationId: string, seat: ConsultationSeat): Promise<Result<Seat, 'too-many-requests'>>;
}

export function createConsultationSeats(): ConsultationSeats {
  async function reserve(consultationId: string, seat: ConsultationSeat): Promise<Seat | null> {
    // Both may come at once, and to different processes: they are to meet in one room.
    const room = await openOnce<IRoomCache>(
      matchMaker.presence,
      `${CONSULTATION_ROOM}:${consultationId}`,
      () => find(consultationId),
      () => openRoom(CONSULTATION_ROOM, { consultationId }),
    ).catch(() => undefined);
    return room ? reserveSeat(room, seat) : null;
  }

  return {
    async reserve(consultationId, seat) {
      const reserved = await within(PATIENCE_MS, reserve(consultationId, seat), null);
      return reserved ? ok(reserved) : refuse('too-many-requests');
    },
  };
}

async function find(consultationId: string): Promise<IRoomCache | undefined> {
  const rooms = await matchMaker.query({ name: CONSULTATION_ROOM });
  return rooms.find(({ metadata }) => metadata?.consultationId === consultationId);
}
