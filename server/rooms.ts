import type { Server as HttpServer } from 'node:http';
import { matchMaker, type Room, Server } from '@colyseus/core';
import { WebSocketTransport } from '@colyseus/ws-transport';
import { MAX_MESSAGE_BYTES, ROOMS_PATH } from '../shared/rooms.ts';

export interface RoomsOptions {
  readonly httpServer: HttpServer;
  /** The only Origin whose pages may open a socket. */
  readonly origin: string;
  readonly rooms: Readonly<Record<string, new () => Room>>;
}

export interface Rooms {
  /** Closes every room and socket. */
  stop(): Promise<void>;
}

/**
 * Colyseus without its HTTP matchmaker: rooms are created, listed and seated by our own services, so there is no
 * interface through which a browser could do it. What is left to the network is the socket of a reserved seat.
 */
export async function startRooms({ httpServer, origin, rooms }: RoomsOptions): Promise<Rooms> {
  const transport = new WebSocketTransport({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    pingInterval: 3000,
    pingMaxRetries: 2,
    beforeUpgrade: (request, context) => {
      const allowed =
        context.headers.get('origin') === origin && new URL(request.url).pathname.startsWith(`${ROOMS_PATH}/`);
      return allowed ? undefined : new Response('origin-forbidden', { status: 403 });
    },
  }).attachToServer(httpServer);
  const server = new Server({ transport, greet: false, gracefullyShutdown: false });
  for (const [name, room] of Object.entries(rooms)) server.define(name, room);
  await matchMaker.accept();
  return { stop: () => server.gracefullyShutdown(false) };
}
