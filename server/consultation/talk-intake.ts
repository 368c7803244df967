import type { Client, Room } from '@colyseus/core';
import { CloseCode } from '../../shared/rooms.ts';
import { MAX_COMMIT_BYTES, TALK, TALK_PART, TALK_PART_BYTES, TalkRequest } from '../../shared/sealed-talk.ts';
import type { RoomGuard } from '../lib/room-guard.ts';

/** Two commits in a second at most, or some long messages. */
const PARTS_PER_SECOND = 40;
/** One comes in by three, and writes by one for each line: apart from what voice sends meanwhile. */
const TALKS_PER_SECOND = 8;

interface Intake {
  parts: Uint8Array[];
  bytes: number;
  sinceMs: number;
  partCount: number;
  requestCount: number;
}

/** Takes what a link sends for the group: parts, and then the request that carries them. Both are counted apart from other messages. */
export function takeTalk(
  room: Room,
  guard: RoomGuard,
  handle: (client: Client, request: TalkRequest, carried: Uint8Array) => void,
): void {
  const intakes = new WeakMap<Client, Intake>();
  const intakeOf = (client: Client) => {
    const intake = intakes.get(client) ?? { parts: [], bytes: 0, sinceMs: 0, partCount: 0, requestCount: 0 };
    intakes.set(client, intake);
    const nowMs = performance.now();
    if (nowMs - intake.sinceMs >= 1000) Object.assign(intake, { sinceMs: nowMs, partCount: 0, requestCount: 0 });
    return intake;
  };

  room.onMessageBytes(TALK_PART, (client: Client, part: Uint8Array) => {
    const intake = intakeOf(client);
    intake.partCount += 1;
    intake.bytes += part.length;
    if (intake.partCount <= PARTS_PER_SECOND && part.length <= TALK_PART_BYTES && intake.bytes <= MAX_COMMIT_BYTES) {
      // The socket's buffer is used again.
      intake.parts.push(Uint8Array.from(part));
      return;
    }
    Object.assign(intake, { parts: [], bytes: 0 });
    const code = intake.partCount > PARTS_PER_SECOND ? 'message-too-frequent' : 'message-malformed';
    guard.refuse(client, { code });
  });

  room.onMessage(TALK, (client: Client, raw: unknown) => {
    const intake = intakeOf(client);
    const carried = Buffer.concat(intake.parts);
    Object.assign(intake, { parts: [], bytes: 0 });
    intake.requestCount += 1;
    if (intake.requestCount > TALKS_PER_SECOND)
      return guard.refuse(client, { code: 'message-too-frequent' }, CloseCode.tooManyMessages);
    const request = TalkRequest.safeParse(raw);
    if (request.success) handle(client, request.data, Uint8Array.from(carried));
    else guard.refuse(client, { code: 'message-malformed' });
  });
}
