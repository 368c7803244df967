import { TALK, TALK_PART, TALK_PART_BYTES, type TalkRequest } from '../sealed-talk.ts';

/** The part of a room's link that is needed to send. */
export interface PartsLink {
  send(type: string, message: unknown): void;
  sendBytes(type: number, bytes: Uint8Array): void;
}

/** Sends a request, and before it what it carries, in parts that fit the room. */
export function sendInParts(link: PartsLink, request: TalkRequest, carried: Uint8Array): void {
  for (let at = 0; at < carried.length; at += TALK_PART_BYTES)
    link.sendBytes(TALK_PART, carried.slice(at, at + TALK_PART_BYTES));
  link.send(TALK, request);
}
