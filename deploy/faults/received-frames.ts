import { type WebSocket, WebSocketServer } from 'ws';
import type { WholeFrameSocket } from '../../server/lib/whole-frame-socket.ts';

/** What a server's WebSocket layer has received, from the process' start. */
export interface ReceivedFrames {
  /** Whole messages that it took off the wire, those of links that are being closed included. */
  readonly messages: number;
  /** Of these, the ones that somebody listened for: a link that was cut off is listened to no more. */
  readonly heard: number;
  /** Messages that were larger than allowed or no WebSocket at all, and ended their link at once; by the code of `ws`. */
  readonly violations: Readonly<Record<string, number>>;
  /** Links by the code that this side closed them with. */
  readonly closed: Readonly<Record<number, number>>;
}

/** Counts at the sockets themselves. Call before the server starts. */
export function countFrames() {
  let messages = 0;
  let heard = 0;
  let sockets = 0;
  const violations: Record<string, number> = {};
  const closed: Record<number, number> = {};

  function watch(socket: WholeFrameSocket): void {
    sockets++;
    socket.once('close', () => sockets--);
    socket.on('error', ({ code = 'unknown' }: Error & { code?: string }) => {
      violations[code] = (violations[code] ?? 0) + 1;
    });
    const emit = socket.emit.bind(socket);
    socket.emit = (event: string | symbol, ...args: unknown[]) => {
      const isHeard = emit(event as 'message', ...(args as []));
      if (event === 'message') {
        messages++;
        if (isHeard) heard++;
      }
      return isHeard;
    };
    const openLane = socket.openLane.bind(socket);
    socket.openLane = (lane) =>
      openLane({
        ...lane,
        take: (body) => {
          messages++;
          heard++;
          lane.take(body);
        },
      });
    const close = socket.close.bind(socket);
    let isClosed = false;
    socket.close = (code = 1005, data) => {
      if (!isClosed) closed[code] = (closed[code] ?? 0) + 1;
      isClosed = true;
      close(code, data);
    };
  }

  const { emit } = WebSocketServer.prototype;
  WebSocketServer.prototype.emit = function (this: WebSocketServer, event: string | symbol, ...args: unknown[]) {
    if (event === 'connection') watch(args[0] as WholeFrameSocket);
    return emit.call(this, event as 'connection', ...(args as [WebSocket, never]));
  };
  return {
    sockets: () => sockets,
    read: (): ReceivedFrames => ({ messages, heard, violations: { ...violations }, closed: { ...closed } }),
  };
}
