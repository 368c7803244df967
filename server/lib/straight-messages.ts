import { type Client, ClientState, Protocol } from '@colyseus/core';
import type { WholeFrameSocket } from './whole-frame-socket.ts';

/** Messages of bytes as Colyseus has them on the wire, read and written without it: for the two that nearly all are. */

/** What a message of bytes begins with. (Types below 128 are one byte.) */
export const headerOf = (type: number): Uint8Array => Uint8Array.of(Protocol.ROOM_DATA_BYTES, type);

/**
 * From now on a client's messages of that header and length come straight from its connection (`message-lane.ts`) to `take`. It is to
 * do what the handler does that is registered for the type, because some come to that by Colyseus all the same. The bytes are used again.
 */
export function openLane(
  client: Client,
  header: Uint8Array,
  bodyBytes: number,
  take: (bytes: Uint8Array) => void,
): void {
  // Who has not ended the handshake is Colyseus' to deal with. Whom it puts out it tells the room of at once, which is to close the lane then.
  socketOf(client).openLane({ header, bodyBytes, isOpen: () => client.state === ClientState.JOINED, take });
}

export function closeLane(client: Client): void {
  socketOf(client).closeLane();
}

/** `client.sendBytes` to who has joined: for others nothing is kept. */
export function sendStraight(client: Client, header: Uint8Array, bytes: Uint8Array): void {
  socketOf(client).sendParts(header, bytes);
}

/** `WatchedTransport` makes them so. */
function socketOf(client: Client): WholeFrameSocket {
  return client.ref as unknown as WholeFrameSocket;
}
