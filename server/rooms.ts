import type { Server as HttpServer } from 'node:http';
import { matchMaker, type Room, Server } from '@colyseus/core';
import { CloseCode, MAX_MESSAGE_BYTES, ROOMS_PATH } from '../shared/rooms.ts';
import { within } from './lib/patience.ts';
import { createLocalBackend, type RoomsBackend } from './lib/rooms-backend.ts';
import { WatchedTransport } from './lib/watched-transport.ts';

export interface RoomsOptions {
  readonly httpServer: HttpServer;
  /** The only Origin whose pages may open a socket. */
  readonly origin: string;
  readonly rooms: Readonly<Record<string, new () => Room>>;
  /** Shared with other processes; absent for one alone. */
  readonly backend?: RoomsBackend;
  /** `host[:port]/path` under which browsers reach the rooms of this process; absent for one alone. */
  readonly publicAddress?: string;
}

export interface Rooms {
  /** Opens no more rooms and lets each room's people finish, as its `onBeforeShutdown` has it; resolves when the last room is closed. */
  drain(): Promise<void>;
  /** Closes every room and socket. */
  stop(): Promise<void>;
}

/** What may hang where Redis is lost: then the process ends without. */
const STOP_PATIENCE_MS = 2000;

/**
 * Colyseus without its HTTP matchmaker: rooms are created, listed and seated by our own services, so there is no
 * interface through which a browser could do it. What is left to the network is the socket of a reserved seat.
 */
export async function startRooms({ httpServer, origin, rooms, backend, publicAddress }: RoomsOptions): Promise<Rooms> {
  const transport = new WatchedTransport({
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
  const server = new Server({
    transport,
    greet: false,
    gracefullyShutdown: false,
    ...(backend ?? createLocalBackend()),
    ...(publicAddress && { publicAddress }),
    selectProcessIdToCreateRoom: leastBusyProcess,
  });
  for (const [name, room] of Object.entries(rooms)) server.define(name, room);
  await matchMaker.accept();
  let ended: Promise<void> | undefined;
  const drain = () => {
    ended ??= server.gracefullyShutdown(false);
    return ended;
  };
  return {
    drain,
    async stop() {
      const drained = drain();
      const closed = Promise.all(matchMaker.disconnectAll(CloseCode.branchClosing));
      await within(STOP_PATIENCE_MS, Promise.all([drained, closed]), undefined);
    },
  };
}

/** Where fewest people are. (Colyseus' own choice goes by counts of rooms that are up to a second old.) */
async function leastBusyProcess(): Promise<string> {
  const [processes, rooms] = await Promise.all([matchMaker.stats.fetchAll(), matchMaker.query({})]);
  const busy = processes.map(({ processId }) => {
    const own = rooms.filter((room) => room.processId === processId);
    return { processId, people: own.reduce((sum, { clients }) => sum + clients, 0), rooms: own.length };
  });
  busy.sort((a, b) => a.people - b.people || a.rooms - b.rooms);
  return busy[0]?.processId ?? matchMaker.processId;
}
