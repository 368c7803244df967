import type { Client, Room } from '@colyseus/core';
import { MAX_COMMIT_BYTES, TALK, TALK_PART, TALK_PART_BYTES, TalkRequest } from '../../shared/sealed-talk.ts';
import type { RoomGuard } from '../lib/room-guard.ts';

/** Two commits in a second at most, or some long messages. */
const PARTS_PER_SECOND = 40;

interface Intake {
  parts: Uint8Array[];
  bytes: number;
  sinceMs: number;
  count: number;
}

/** Takes what a link sends for the group: parts, and then the request that carries them. Parts are counted apart from requests. */
export function takeTalk(
  room: Room,
  guard: RoomGuard,
  handle: (client: Client, request: TalkRequest, carried: Uint8Array) => void,
): void {
  const intakes = new WeakMap<Client, Intake>();
  const intakeOf = (client: Client) => {
    const intake = intakes.get(client) ?? { parts: [], bytes: 0, sinceMs: 0, count: 0 };
    intakes.set(client, intake);
    return intake;
  };

  room.onMessageBytes(TALK_PART, (client: Client, part: Uint8Array) => {
    const intake = intakeOf(client);
    const nowMs = performance.now();
    if (nowMs - intake.sinceMs >= 1000) Object.assign(intake, { sinceMs: nowMs, count: 0 });
    intake.count += 1;
    intake.bytes += part.length;
    if (intake.count <= PARTS_PER_SECOND && part.length <= TALK_PART_BYTES && intake.bytes <= MAX_COMMIT_BYTES) {
      // The socket's buffer is used again.
      intake.parts.push(Uint8Array.from(part));
      return;
    }
    Object.assign(intake, { parts: [], bytes: 0 });
    const code = intake.count > PARTS_PER_SECOND ? 'message-too-frequent' : 'message-malformed';
    guard.refuse(client, { code });
  });

  guard.on(room, TALK, TalkRequest, (client, request) => {
    const intake = intakeOf(client);
    const carried = Buffer.concat(intake.parts);
    Object.assign(intake, { parts: [], bytes: 0 });
    handle(client, request, Uint8Array.from(carried));
  });
}
