import { Protocol, type Room } from '@colyseus/sdk';

/** What the SDK writes before the bytes: that they are bytes, and of which type, which is one byte below 128. */
const HEADER_BYTES = 2;

/** A message of bytes that goes out many times a second, always as long. The SDK's own makes an object and a view of its buffer each time. */
export interface RepeatedMessage {
  /** As `room.sendBytes`, but dropped while the link is not open. `bytes` may be reused at once. */
  send(room: Pick<Room, 'connection'>, bytes: Uint8Array): void;
}

export function createRepeatedMessage(type: number, length: number): RepeatedMessage {
  if (type >= 128) throw new Error(`a message of type ${type} has a longer header`);
  const packet = new Uint8Array(HEADER_BYTES + length);
  packet[0] = Protocol.ROOM_DATA_BYTES;
  packet[1] = type;
  return {
    send({ connection }, bytes) {
      if (bytes.length !== length) throw new Error(`${bytes.length} bytes instead of ${length}`);
      if (!connection.isOpen) return;
      packet.set(bytes, HEADER_BYTES);
      connection.send(packet);
    },
  };
}
