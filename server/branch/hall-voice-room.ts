import type { Client, Room } from '@colyseus/core';
import { HALL_VOICE, HallVoiceRequest } from '../../shared/hall-voice.ts';
import type { RoomGuard } from '../lib/room-guard.ts';
import { createHallVoice, type HallSeat, type HallVoice, type HallVoiceDeps } from './hall-voice.ts';

/** What the voices of every hall share. */
export type HallVoiceServices = Pick<HallVoiceDeps, 'ice' | 'report'>;

const LOOK_EVERY_MS = 1000;

/** Lets a branch room carry the signals of its hall's voices, for as long as there is the room. */
export function carryHallVoice(
  room: Room,
  guard: RoomGuard,
  deps: Omit<HallVoiceDeps, 'seats'> & { readonly seats: ReadonlyMap<Client, HallSeat> },
): HallVoice {
  const voice = createHallVoice(deps);
  guard.on(room, HALL_VOICE, HallVoiceRequest, (client, request) => {
    const refusal = deps.seats.has(client) ? voice.handle(client, request) : null;
    if (refusal) guard.refuse(client, { code: refusal });
  });
  room.clock.setInterval(() => voice.look(), LOOK_EVERY_MS);
  return voice;
}
