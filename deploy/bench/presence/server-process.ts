import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { matchMaker } from '@colyseus/core';
import { createBranchBoard } from '../../../server/branch/branch-board.ts';
import { createBranchPlans } from '../../../server/branch/branch-plans.ts';
import { createBranchRoom } from '../../../server/branch/branch-room.ts';
import { BRANCH_ROOM, createBranchSeats } from '../../../server/branch/branch-seats.ts';
import { MAX_BODIES } from '../../../server/branch/branch-service.ts';
import { createConsultationPairs } from '../../../server/branch/consultation-pairs.ts';
import { createLinkRegistry } from '../../../server/lib/link-registry.ts';
import { openRedisBackend } from '../../../server/lib/rooms-backend.ts';
import { createSealedBox, SEALING_KEY_BYTES } from '../../../server/lib/sealed-box.ts';
import { startRooms } from '../../../server/rooms.ts';
import { ROOMS_PATH } from '../../../shared/rooms.ts';
import type { ServerMemory, ServerOpen, ServerUsage } from './bench-case.ts';
import { type Crowd, createCrowd } from './crowds.ts';
import { NaiveRoom } from './naive-room.ts';
import { trueTime } from './true-time.ts';

/** The measured process: the branch's own rooms, seats and sockets, without bank and database; or the baseline's room in their place. */

/** Answers a seat as `POST /api/branches/{id}/enter` does. */
type Enter = () => Promise<object>;

/** Several processes seal what they tell each other with one key. */
const SHARED_BOX = createSealedBox(Buffer.alloc(SEALING_KEY_BYTES));

let roomZeroTrueMs = 0;
let guests = 0;

function ourRooms({ plan }: Crowd, capacity: number) {
  const plans = createBranchPlans([plan]);
  const pairs = createConsultationPairs();
  const links = createLinkRegistry();
  const BranchRoom = createBranchRoom({ plans, board: createBranchBoard(), links, pairs, capacity });
  const seats = createBranchSeats(plans, capacity);
  // The room's clock starts while it is constructed.
  class TimedRoom extends BranchRoom {
    constructor() {
      super();
      roomZeroTrueMs = trueTime();
    }
  }
  const enter: Enter = async () => {
    const guest = { kind: 'guest', sessionId: `guest-${guests++}`, pseudonym: 'Quiet Heron' } as const;
    const entered = await seats.reserve(plan.id, guest, 'embodied');
    if (!entered.ok) throw new Error(entered.error);
    return entered.value;
  };
  return { rooms: { [BRANCH_ROOM]: TimedRoom }, enter };
}

function naiveRooms() {
  let room: ReturnType<typeof matchMaker.createRoom> | undefined;
  const enter: Enter = async () => {
    room ??= matchMaker.createRoom('naive', {});
    const {
      sessionId,
      processId = matchMaker.processId,
      roomId,
      name,
    } = await matchMaker.reserveSeatFor(await room, {}, {});
    return { seat: { sessionId, processId, roomId, name }, avatarId: 0 };
  };
  return { rooms: { naive: NaiveRoom }, enter };
}

async function open({ open: bench, among }: ServerOpen): Promise<number> {
  const { protocol, scenario, count, seed } = bench;
  const capacity = among ? count : MAX_BODIES;
  const { rooms, enter } =
    protocol === 'atrium' ? ourRooms(createCrowd(scenario, count, seed), capacity) : naiveRooms();
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    if (request.method !== 'POST') return void response.writeHead(404).end();
    enter().then(
      (entered) => response.setHeader('content-type', 'application/json').end(JSON.stringify(entered)),
      (error: Error) => response.writeHead(503).end(JSON.stringify({ code: error.message })),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const address = `127.0.0.1:${port}`;
  const backend =
    among && (await openRedisBackend({ url: new URL(among.redisUrl), box: SHARED_BOX, onError: () => {} }));
  await startRooms({
    httpServer: server,
    origin: among?.origin ?? `http://${address}`,
    rooms,
    ...(backend && { backend, publicAddress: address + ROOMS_PATH }),
  });
  return port;
}

function usage(): ServerUsage {
  const { user, system } = process.cpuUsage();
  return { cpuMs: (user + system) / 1000, roomZeroTrueMs };
}

function memory(): ServerMemory {
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  const mib = (bytes: number) => bytes / 2 ** 20;
  return { rssMib: mib(rss), heapMib: mib(heapUsed) };
}

process.on('message', (order: 'usage' | 'memory' | ServerOpen) => {
  if (order === 'usage') process.send?.(usage());
  else if (order === 'memory') process.send?.(memory());
  else void open(order).then((port) => process.send?.({ port }));
});
process.on('disconnect', () => process.exit(0));
