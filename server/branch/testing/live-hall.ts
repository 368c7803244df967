import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client, type Room } from '@colyseus/sdk';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import WebSocket from 'ws';
import { PLACED, type Placed, POSES, type Presence } from '../../../shared/branch.ts';
import { PoseBatchReader } from '../../../shared/pose/pose-batch.ts';
import { encodePose, POSE_BYTES } from '../../../shared/pose/pose-packet.ts';
import { createPose, type Pose } from '../../../shared/pose.ts';
import type { BranchState } from '../../../shared/room-state.ts';
import { REFUSED, type Refused, ROOMS_PATH, type Seat } from '../../../shared/rooms.ts';
import { createLinkRegistry } from '../../lib/link-registry.ts';
import type { CustomerPrincipal, GuestPrincipal, Principal, StaffPrincipal } from '../../lib/principal.ts';
import { type Rooms, startRooms } from '../../rooms.ts';
import { createIceService } from '../../voice/ice-service.ts';
import type { VoiceReport } from '../../voice/voice-report-store.ts';
import { createBranchBoard } from '../branch-board.ts';
import { createBranchPlans } from '../branch-plans.ts';
import { createBranchRoom } from '../branch-room.ts';
import { BRANCH_ROOM, createBranchSeats } from '../branch-seats.ts';
import { createConsultationPairs } from '../consultation-pairs.ts';
import { createDeskPresence } from '../desk-presence.ts';
import { testPlan } from './test-plan.ts';

/** The branch room behind real sockets on loopback, opened for the suite that imports this, and clients that are not all well behaved. */
export const ORIGIN = 'https://branch.test';
const plans = createBranchPlans([testPlan]);
export const board = createBranchBoard();
export const links = createLinkRegistry();
let server: Server;
let rooms: Rooms;
const CAPACITY = 50;
export const pairs = createConsultationPairs();
/** A lost console is gone at once here. */
const desks = createDeskPresence(undefined, Date.now, 0);
export const seats = createBranchSeats(plans, CAPACITY);
/** The relay is a name, and what is reported is kept here. */
export const reports: VoiceReport[] = [];
const voice = {
  ice: createIceService({ urls: ['turn:t.example'], secret: 'x'.repeat(32), relayOnly: false }, () => new Date()),
  report: (report: VoiceReport) => void reports.push(report),
};
let address: string;
const joined: Room[] = [];

beforeAll(async () => {
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `127.0.0.1:${(server.address() as AddressInfo).port}${ROOMS_PATH}`;
  rooms = await startRooms({
    httpServer: server,
    origin: ORIGIN,
    rooms: { [BRANCH_ROOM]: createBranchRoom({ plans, board, links, pairs, voice, desks, capacity: CAPACITY }) },
  });
});
afterAll(async () => {
  await rooms.stop();
  server.closeAllConnections();
  server.close();
});
afterEach(async () => {
  await Promise.all(joined.splice(0).map((room) => room.connection.isOpen && room.leave()));
});

let guests = 0;
/** Another guest each time: one person has one body. */
export const someGuest = (): GuestPrincipal => ({
  kind: 'guest',
  sessionId: `guest-${guests++}`,
  pseudonym: 'Quiet Heron',
});
export const anna: CustomerPrincipal = {
  kind: 'customer',
  sessionId: 'anna-session',
  subject: 'anna-sub',
  legalName: 'Anna Petrova',
  pseudonym: 'Amber Fox',
};
/** Someone who has not been here before: places are kept. */
export const someCustomer = (): CustomerPrincipal => ({ ...anna, subject: `customer-${guests++}` });
export const elena: StaffPrincipal = {
  kind: 'staff',
  sessionId: 'elena-session',
  subject: 'elena-sub',
  legalName: 'Elena Markova',
  pseudonym: 'Elena',
  roles: ['consultant'],
};

export async function reserve(principal: Principal = someGuest(), presence: Presence = 'embodied') {
  const entered = await seats.reserve(testPlan.id, principal, presence);
  if (!entered.ok) throw new Error(entered.error);
  return entered.value;
}

/** Comes in as the browser's link does, keeping what it is told. */
export async function take(seat: Seat) {
  const room: Room = await new Client(`http://${address}`, { headers: { origin: ORIGIN } }).consumeSeatReservation(
    seat,
  );
  room.reconnection.enabled = false;
  joined.push(room);
  const refusals: Refused[] = [];
  const batches: Uint8Array[] = [];
  const placed: Placed[] = [];
  room.onMessage(PLACED, (place: Placed) => placed.push(place));
  room.onMessage(REFUSED, (refused: Refused) => refusals.push(refused));
  room.onMessage(POSES, (bytes: Uint8Array) => batches.push(bytes.slice()));
  room.onMessage('*', () => {});
  const closed = new Promise<number>((resolve) => room.onLeave(resolve));
  const refusal = async () => {
    await expect.poll(() => refusals.length).toBe(1);
    return refusals.pop();
  };
  return { room, refusal, batches, placed, closed, state: () => room.state as unknown as BranchState };
}
export async function enter(principal?: Principal, presence?: Presence) {
  const { seat, avatarId } = await reserve(principal, presence);
  const taken = await take(seat);
  await expect.poll(() => taken.state().people?.has(String(avatarId))).toBe(true);
  return { avatarId, ...taken };
}

export function poseAt(x: number, z: number, change: (pose: Pose) => void = () => {}): Uint8Array {
  const pose = createPose();
  Object.assign(pose.headPosition, { x, y: 1.7, z });
  change(pose);
  const bytes = new Uint8Array(POSE_BYTES);
  expect(encodePose(pose, 2 ** 32 - 1, new DataView(bytes.buffer), 0)).toBe(true);
  return bytes;
}

/** Where which slots were seen in all batches so far, to a centimetre: `slot: x, z`. */
export function seen(batches: readonly Uint8Array[]): string[] {
  const reader = new PoseBatchReader();
  const places: string[] = [];
  for (const bytes of batches)
    reader.read(bytes, (slot, { headPosition: { x, z } }) => places.push(placeOf(slot, x, z)));
  return places;
}
export const placeOf = (slot: number | undefined, x: number, z: number) => `${slot}: ${x.toFixed(2)}, ${z.toFixed(2)}`;
type Entered = Awaited<ReturnType<typeof enter>>;
export const slotOf = ({ state, avatarId }: Entered) => state().people?.get(String(avatarId))?.slot;

export function rawSocket({ processId, roomId, sessionId }: Seat, origin = ORIGIN): WebSocket {
  return new WebSocket(`ws://${address}/${processId}/${roomId}?sessionId=${sessionId}`, { headers: { origin } });
}

export const JOIN_ROOM = 10;
export const ROOM_DATA_BYTES = 17;
/** Ends the handshake of Colyseus by hand. */
export function handshake(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('message', () => {
      socket.send(Buffer.of(JOIN_ROOM));
      resolve();
    });
  });
}

/** The HTTP status with which the server answers a socket. */
export function upgradeStatus(socket: WebSocket): Promise<number> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('open', () => {
      socket.close();
      resolve(101);
    });
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
  });
}
