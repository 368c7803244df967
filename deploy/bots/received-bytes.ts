import type { Room } from '@colyseus/sdk';

/** What a room's socket has received: whole WebSocket frames, headers included (RFC 6455, section 5.2; servers do not mask). */
export interface ReceivedBytes {
  bytes: number;
  frames: number;
}

export function countReceivedBytes(room: Room): ReceivedBytes {
  const received: ReceivedBytes = { bytes: 0, frames: 0 };
  const { ws } = room.connection.transport as unknown as { readonly ws: WebSocket };
  ws.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) => {
    const payload = data.byteLength;
    received.bytes += payload + (payload < 126 ? 2 : payload < 65_536 ? 4 : 10);
    received.frames++;
  });
  return received;
}
