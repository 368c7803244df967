import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { queryObjects } from 'node:v8';
import { type Client, matchMaker, type Room } from '@colyseus/core';
import { createBranchBoard } from '../../server/branch/branch-board.ts';
import { createBranchPlans } from '../../server/branch/branch-plans.ts';
import { createBranchRoom } from '../../server/branch/branch-room.ts';
import { BRANCH_ROOM, createBranchSeats } from '../../server/branch/branch-seats.ts';
import { createConsultationPairs } from '../../server/branch/consultation-pairs.ts';
import { createLinkRegistry } from '../../server/lib/link-registry.ts';
import type { CustomerPrincipal } from '../../server/lib/principal.ts';
import { startRooms } from '../../server/rooms.ts';
import type { BranchState } from '../../shared/room-state.ts';
import { trueTime } from '../bench/presence/true-time.ts';
import { createFaultHall } from './fault-hall.ts';
import type { LiveBranchOpen, LiveBranchView } from './live-branch-view.ts';
import { countFrames } from './received-frames.ts';

/**
 * The process under test: the branch's own rooms, seats and sockets, without bank and database. Who calls says who they are
 * (`POST /enter/{name}`), so that a return is the same person's; over its channel it tells what is inside.
 */
const rooms = new Set<Room>();
/** Those who are in or were given a seat of late, by the avatar id that stands for them in the room's state. */
const names = new Map<number, string>();
const MOST_NAMES = 2000;
const frames = countFrames();
let links = 0;
let roomZeroTrueMs = 0;

function countedLinks() {
  const registry = createLinkRegistry();
  return {
    ...registry,
    add(link: Parameters<typeof registry.add>[0]) {
      const forget = registry.add(link);
      links++;
      return () => {
        links--;
        forget();
      };
    },
  };
}

const customer = (name: string): CustomerPrincipal => ({
  kind: 'customer',
  sessionId: `session-${name}`,
  subject: name,
  legalName: name,
  pseudonym: 'Quiet Heron',
});

async function open({ count, seed, origin, capacity }: LiveBranchOpen['open']): Promise<number> {
  const { plan } = createFaultHall(count, seed);
  const plans = createBranchPlans([plan]);
  const seats = createBranchSeats(plans, capacity);
  const deps = { plans, board: createBranchBoard(), links: countedLinks(), pairs: createConsultationPairs(), capacity };
  class WatchedRoom extends createBranchRoom(deps) {
    constructor() {
      super();
      roomZeroTrueMs = trueTime();
      rooms.add(this);
    }
  }
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const [, name] = /^\/enter\/([a-z0-9-]+)$/.exec(request.url ?? '') ?? [];
    if (request.method !== 'POST' || !name) return void response.writeHead(404).end();
    void seats.reserve(plan.id, customer(name), 'embodied').then((entered) => {
      if (!entered.ok) return response.writeHead(503).end(JSON.stringify({ code: entered.error }));
      names.set(entered.value.avatarId, name);
      if (names.size > MOST_NAMES) forgetNames();
      return response.setHeader('content-type', 'application/json').end(JSON.stringify(entered.value));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await startRooms({ httpServer: server, origin, rooms: { [BRANCH_ROOM]: WatchedRoom } });
  return port;
}

/** Of those who are not in, the older half. */
function forgetNames(): void {
  const isIn = (avatarId: number) =>
    [...rooms].some(({ state }) => (state as BranchState).people.has(String(avatarId)));
  for (const avatarId of names.keys()) {
    if (names.size <= MOST_NAMES / 2) return;
    if (!isIn(avatarId)) names.delete(avatarId);
  }
}

async function view(): Promise<LiveBranchView> {
  globalThis.gc?.();
  const { rss, heapUsed, heapTotal, arrayBuffers } = process.memoryUsage();
  const all = [...rooms];
  const people = all.flatMap((room) => [...(room.state as BranchState).people.values()]);
  const listed = await matchMaker.query({ name: BRANCH_ROOM });
  const buffered = all.flatMap((room) => room.clients.map(bufferedBytes));
  return {
    people: people.map(({ avatarId, slot }) => ({ name: names.get(avatarId) ?? `avatar ${avatarId}`, slot })),
    clients: all.reduce((sum, room) => sum + room.clients.length, 0),
    // Colyseus keeps them so; a seat that is being taken is in neither list for a moment.
    reserved: all.reduce((sum, room) => sum + Object.keys(reservedSeats(room)).length, 0),
    listed: listed.reduce((sum, room) => sum + room.clients, 0),
    links,
    sockets: frames.sockets(),
    heapBytes: heapUsed + arrayBuffers,
    rssBytes: rss,
    heapPagesBytes: heapTotal,
    mostBufferedBytes: Math.max(0, ...buffered),
    roomZeroTrueMs,
    received: frames.read(),
  };
}

const reservedSeats = (room: Room) => (room as unknown as { readonly _reservedSeats: object })._reservedSeats;
const bufferedBytes = ({ ref }: Client) => (ref as unknown as { readonly bufferedAmount: number }).bufferedAmount;

process.on('message', (order: LiveBranchOpen | 'view' | 'objects') => {
  if (order === 'view') void view().then((answer) => process.send?.(answer));
  // Collects, and walks the whole heap.
  else if (order === 'objects') process.send?.(queryObjects(Object, { format: 'count' }));
  else void open(order.open).then((port) => process.send?.({ port }));
});
process.on('disconnect', () => process.exit(0));
