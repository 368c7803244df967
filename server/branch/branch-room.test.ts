import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { matchMaker } from '@colyseus/core';
import { Client, type Room } from '@colyseus/sdk';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import { CLOCK, PLACED, type Placed, POSE, POSES, type Presence } from '../../shared/branch.ts';
import { PoseBatchReader } from '../../shared/pose/pose-batch.ts';
import { encodePose, POSE_BYTES } from '../../shared/pose/pose-packet.ts';
import { createPose, type Pose } from '../../shared/pose.ts';
import type { BranchState } from '../../shared/room-state.ts';
import { CloseCode, MAX_MESSAGE_BYTES, REFUSED, type Refused, ROOMS_PATH, type Seat } from '../../shared/rooms.ts';
import { createLinkRegistry } from '../lib/link-registry.ts';
import type { CustomerPrincipal, GuestPrincipal, Principal, StaffPrincipal } from '../lib/principal.ts';
import { type Rooms, startRooms } from '../rooms.ts';
import { createBranchBoard } from './branch-board.ts';
import { createBranchPlans } from './branch-plans.ts';
import { createBranchRoom } from './branch-room.ts';
import { BRANCH_ROOM, createBranchSeats, ENTRIES } from './branch-seats.ts';
import { createConsultationPairs } from './consultation-pairs.ts';
import { testPlan } from './test-plan.ts';

/** The room behind real sockets on loopback, and clients that are not all well behaved. */
const ORIGIN = 'https://branch.test';
const plans = createBranchPlans([testPlan]);
const board = createBranchBoard();
const links = createLinkRegistry();
let server: Server;
let rooms: Rooms;
const CAPACITY = 50;
const pairs = createConsultationPairs();
const seats = createBranchSeats(plans, CAPACITY);
let address: string;
const joined: Room[] = [];

beforeAll(async () => {
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `127.0.0.1:${(server.address() as AddressInfo).port}${ROOMS_PATH}`;
  rooms = await startRooms({
    httpServer: server,
    origin: ORIGIN,
    rooms: { [BRANCH_ROOM]: createBranchRoom({ plans, board, links, pairs, capacity: CAPACITY }) },
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
const someGuest = (): GuestPrincipal => ({
  kind: 'guest',
  sessionId: `guest-${guests++}`,
  pseudonym: 'Quiet Heron',
});
const anna: CustomerPrincipal = {
  kind: 'customer',
  sessionId: 'anna-session',
  subject: 'anna-sub',
  legalName: 'Anna Petrova',
  pseudonym: 'Amber Fox',
};
/** Someone who has not been here before: places are kept. */
const someCustomer = (): CustomerPrincipal => ({ ...anna, subject: `customer-${guests++}` });
const elena: StaffPrincipal = {
  kind: 'staff',
  sessionId: 'elena-session',
  subject: 'elena-sub',
  legalName: 'Elena Markova',
  pseudonym: 'Elena',
  roles: ['consultant'],
};

async function reserve(principal: Principal = someGuest(), presence: Presence = 'embodied') {
  const entered = await seats.reserve(testPlan.id, principal, presence);
  if (!entered.ok) throw new Error(entered.error);
  return entered.value;
}

const poll = <T>(read: () => T) => expect.poll(read, { timeout: 10_000, interval: 10 });

/** Comes in as the browser's link does, keeping what it is told. */
async function take(seat: Seat) {
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
    await poll(() => refusals.length).toBe(1);
    return refusals.pop();
  };
  return { room, refusal, batches, placed, closed, state: () => room.state as unknown as BranchState };
}
async function enter(principal?: Principal, presence?: Presence) {
  const { seat, avatarId } = await reserve(principal, presence);
  const taken = await take(seat);
  await poll(() => taken.state().people?.has(String(avatarId))).toBe(true);
  return { avatarId, ...taken };
}

function poseAt(x: number, z: number, change: (pose: Pose) => void = () => {}): Uint8Array {
  const pose = createPose();
  Object.assign(pose.headPosition, { x, y: 1.7, z });
  change(pose);
  const bytes = new Uint8Array(POSE_BYTES);
  expect(encodePose(pose, 2 ** 32 - 1, new DataView(bytes.buffer), 0)).toBe(true);
  return bytes;
}

/** Where which slots were seen in all batches so far, to a centimetre: `slot: x, z`. */
function seen(batches: readonly Uint8Array[]): string[] {
  const reader = new PoseBatchReader();
  const places: string[] = [];
  for (const bytes of batches)
    reader.read(bytes, (slot, { headPosition: { x, z } }) => places.push(placeOf(slot, x, z)));
  return places;
}
const placeOf = (slot: number | undefined, x: number, z: number) => `${slot}: ${x.toFixed(2)}, ${z.toFixed(2)}`;
type Entered = Awaited<ReturnType<typeof enter>>;
const slotOf = ({ state, avatarId }: Entered) => state().people?.get(String(avatarId))?.slot;

test('two people see each other’s poses as they were sent, and never their own', async () => {
  const one = await enter();
  const other = await enter(anna);
  one.room.sendBytes(POSE, poseAt(1, 2));
  other.room.sendBytes(POSE, poseAt(-1, 2));
  await poll(() => slotOf(other)).toBeDefined();
  await expect
    .poll(() => [seen(other.batches), seen(one.batches)])
    .toEqual([[placeOf(slotOf(one), 1, 2)], [placeOf(slotOf(other), -1, 2)]]);
});

test('who comes in sees those who stand still', async () => {
  const one = await enter();
  one.room.sendBytes(POSE, poseAt(2, 2));
  await poll(() => one.state().people.get(String(one.avatarId))?.zone).toBe('hall');
  const late = await enter();
  await poll(() => seen(late.batches)).toContainEqual(placeOf(slotOf(one), 2, 2));
});

test('the state tells role, pseudonym and zone, and nothing holds a legal name or a subject', async () => {
  const frames: Buffer[] = [];
  const { seat } = await reserve();
  const socket = rawSocket(seat);
  socket.on('message', (data: Buffer) => frames.push(data));
  await handshake(socket);
  const one = await enter(anna);
  const consultant = await enter(elena, 'bodiless');
  const other = await enter();
  await poll(() => other.state().people?.size).toBe(4);
  const told = other.state().people.toJSON();
  expect(told[one.avatarId]).toEqual({
    avatarId: one.avatarId,
    slot: expect.any(Number),
    role: 'customer',
    pseudonym: 'Amber Fox',
    embodied: true,
    zone: 'hall',
  });
  expect(told[consultant.avatarId]).toMatchObject({ role: 'consultant', pseudonym: 'Elena', embodied: false });
  expect(told[other.avatarId]).toMatchObject({ role: 'guest', pseudonym: 'Quiet Heron' });
  one.room.sendBytes(POSE, poseAt(-3, -3));
  await poll(() => other.state().people.get(String(one.avatarId))?.zone).toBe('booth');

  const heard = Buffer.concat(frames).toString('latin1');
  expect(heard).toContain('Amber Fox');
  for (const secret of ['Petrova', 'Markova', 'anna-sub', 'elena-sub', 'anna-session'])
    expect(heard).not.toContain(secret);
  socket.close();
});

test('who leaves is gone from the state, and from the poses', async () => {
  const one = await enter();
  const other = await enter();
  await poll(() => other.state().people?.size).toBe(2);
  await one.room.leave();
  await poll(() => other.state().people.size).toBe(1);
});

test('the number board is shown, as it was before one came and as it changes', async () => {
  board.show(testPlan.id, { desks: new Map([['desk-1', 'A001']]), waiting: 3 });
  const one = await enter(anna, 'bodiless');
  await poll(() => [one.state().desks?.get('desk-1')?.ticketNumber, one.state().waiting]).toEqual(['A001', 3]);
  board.show(testPlan.id, { desks: new Map(), waiting: 2 });
  await poll(() => [one.state().desks.size, one.state().waiting]).toEqual([0, 2]);
});

test('messages that are unknown, malformed or impossible are refused with their own code, and others see nothing of them', async () => {
  const one = await enter();
  const other = await enter();
  one.room.sendBytes(POSE, poseAt(1, 1));
  await poll(() => seen(other.batches)).toEqual([placeOf(slotOf(one), 1, 1)]);

  const at = { x: expect.closeTo(1, 2), z: expect.closeTo(1, 2) };
  const impossible = poseAt(1, 1);
  impossible.fill(255, 13, 19);
  for (const [send, refused] of [
    [() => one.room.send('no-such-message', { a: 1 }), { code: 'message-unknown' }],
    [() => one.room.send(POSE, { x: 1 }), { code: 'message-unknown' }],
    [() => one.room.sendBytes('no-such-bytes', new Uint8Array(4)), { code: 'message-unknown' }],
    // Colyseus hands what is called by its own inner name to the handler of packed bytes, whatever it is.
    [() => one.room.send(`_$b${POSE}`, { byteLength: POSE_BYTES }), { code: 'pose-malformed' }],
    [() => one.room.send(`_$b${POSE}`), { code: 'pose-malformed' }],
    [() => one.room.sendBytes(POSE, new Uint8Array(POSE_BYTES - 1)), { code: 'pose-malformed', at }],
    [() => one.room.sendBytes(POSE, impossible), { code: 'pose-malformed', at }],
    [() => one.room.sendBytes(POSE, poseAt(-8, -8)), { code: 'pose-too-fast', at }],
    [() => one.room.sendBytes(POSE, poseAt(40, 1)), { code: 'pose-out-of-bounds', at }],
    [
      () =>
        one.room.sendBytes(
          POSE,
          poseAt(4.5, 0, (pose) => {
            pose.teleported = true;
          }),
        ),
      { code: 'pose-out-of-bounds', at },
    ],
  ] as const) {
    send();
    expect(await one.refusal()).toEqual(refused);
  }
  one.room.sendBytes(POSE, poseAt(1.1, 1));
  await poll(() => seen(other.batches).length).toBe(2);
  expect(seen(other.batches)[1]).toEqual(placeOf(slotOf(one), 1.1, 1));
});

test('someone without a body sends no pose and is sent none', async () => {
  const one = await enter();
  const bodiless = await enter(anna, 'bodiless');
  bodiless.room.sendBytes(POSE, poseAt(0, 0));
  expect(await bodiless.refusal()).toEqual({ code: 'pose-malformed' });
  const watcher = await enter();
  one.room.sendBytes(POSE, poseAt(1, 1));
  await poll(() => watcher.batches.length).toBe(1);
  expect([bodiless.batches, one.batches]).toEqual([[], []]);
});

test('an oversize message, a flood of messages and a flood of what is no message each close the link', async () => {
  const big = await enter();
  big.room.sendBytes(POSE, new Uint8Array(MAX_MESSAGE_BYTES));
  expect(await big.closed).toBe(1009);
  const flood = await enter();
  for (let count = 0; count < 150; count++) flood.room.sendBytes(POSE, poseAt(0, 0));
  expect(await flood.closed).toBe(CloseCode.tooManyMessages);
  const nagging = await enter();
  for (let count = 0; count < 400; count++) nagging.room.ping(() => {});
  expect(await nagging.closed).toBe(4002);
});

test('a seat is good for one link; a made-up one, and one with a foreign Origin, for none', async () => {
  const { seat } = await reserve();
  await take(seat);
  await expect(take(seat)).rejects.toThrow('seat reservation expired');
  await expect(take({ ...seat, sessionId: 'made-up' })).rejects.toThrow('seat reservation expired');
  const fresh = (await reserve()).seat;
  expect(await upgradeStatus(rawSocket(fresh, 'https://evil.test'))).toBe(403);
  expect(await upgradeStatus(rawSocket(fresh))).toBe(101);
});

test('the room tells its time to whoever asks', async () => {
  const one = await enter();
  const answers: Uint8Array[] = [];
  one.room.onMessage(CLOCK, (bytes: Uint8Array) => answers.push(bytes.slice()));
  const ask = new Uint8Array(8);
  new DataView(ask.buffer).setFloat64(0, 1234.5, true);
  one.room.sendBytes(CLOCK, ask);
  one.room.sendBytes(CLOCK, ask);
  await poll(() => answers.length).toBe(2);
  const [first, second] = answers.map((bytes) => new DataView(bytes.buffer));
  expect(first?.getFloat64(0, true)).toBe(1234.5);
  expect(second?.getFloat64(8, true)).toBeGreaterThanOrEqual(first?.getFloat64(8, true) ?? Number.NaN);
  one.room.sendBytes(CLOCK, new Uint8Array(7));
  expect(await one.refusal()).toEqual({ code: 'message-malformed' });
});

test('one person has one body: a second tab takes it over where it stood, and the first is closed', async () => {
  const watcher = await enter();
  const person = someCustomer();
  const first = await enter(person);
  first.room.sendBytes(POSE, poseAt(2.5, 1));
  await poll(() => seen(watcher.batches)).toContainEqual(placeOf(slotOf(first), 2.5, 1));
  const second = await enter(person);
  expect(await first.closed).toBe(CloseCode.takenOver);
  await poll(() => watcher.state().people.size).toBe(2);
  await poll(() => second.placed).toEqual([{ x: expect.closeTo(2.5, 2), z: expect.closeTo(1, 2) }]);
  expect(first.placed).toEqual([]);
  // Where the spawn is, 1.8 m away, a step of a tick would not lead.
  second.room.sendBytes(POSE, poseAt(2.6, 1.1));
  await poll(() => seen(watcher.batches)).toContainEqual(placeOf(slotOf(second), 2.6, 1.1));
  const desk = await enter(elena, 'bodiless');
  await enter(elena, 'bodiless');
  expect(desk.room.connection.isOpen).toBe(true);
});

test('who was cut off finds their body where it stood', async () => {
  const watcher = await enter();
  const person = someCustomer();
  const first = await enter(person);
  first.room.sendBytes(POSE, poseAt(-1, 2));
  await poll(() => seen(watcher.batches)).toContainEqual(placeOf(slotOf(first), -1, 2));
  first.room.connection.close();
  await poll(() => watcher.state().people.size).toBe(1);
  const back = await enter(person);
  back.room.sendBytes(POSE, poseAt(-1.1, 2));
  await poll(() => seen(watcher.batches)).toContainEqual(placeOf(slotOf(back), -1.1, 2));
});

test('the end of a session closes its links alone', async () => {
  const one = await enter(anna);
  const other = await enter();
  links.closeSession(anna.sessionId, CloseCode.sessionEnded);
  expect(await one.closed).toBe(CloseCode.sessionEnded);
  await poll(() => other.state().people?.size).toBe(1);
});

test('whoever has an avatar id keeps it when ids come round', async () => {
  const one = await enter(anna);
  // What is counted next gives the same id.
  await matchMaker.presence.hset(ENTRIES.key, ENTRIES.field, String(65_535 + one.avatarId - 2));
  const { seat, avatarId } = await reserve();
  expect(avatarId).toBe(one.avatarId);
  await expect(take(seat)).rejects.toThrow(`avatar id ${avatarId} is taken`);
  expect(one.state().people.get(String(avatarId))?.pseudonym).toBe('Amber Fox');
});

test('nothing is stored up for who never ends the handshake', async () => {
  const one = await enter();
  const watcher = await enter();
  const socket = rawSocket((await reserve()).seat);
  const frames: Buffer[] = [];
  socket.on('message', (data: Buffer) => frames.push(data));
  await poll(() => frames.length).toBe(1);
  for (let count = 1; count <= 5; count++) {
    one.room.sendBytes(POSE, poseAt(1, count / 10));
    await poll(() => watcher.batches.length).toBe(count);
  }
  socket.send(Buffer.of(JOIN_ROOM));
  await poll(() => frames.some((frame) => frame.includes('Quiet Heron'))).toBe(true);
  const batches = () => frames.filter((frame) => frame[0] === ROOM_DATA_BYTES && frame[1] === POSES).length;
  expect(batches()).toBe(0);
  one.room.sendBytes(POSE, poseAt(1, 0.6));
  await poll(batches).toBe(1);
  socket.close();
});

test('no frame of random bytes ends the room, or reaches anybody else', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const one = await enter(someCustomer());
  const noise = fc.sample(fc.uint8Array({ minLength: 0, maxLength: 80 }), { numRuns: 900, seed: 20261121 });
  for (let from = 0; from < noise.length; from += 30) {
    const socket = rawSocket((await reserve()).seat);
    await handshake(socket);
    const left = new Promise((resolve) => socket.once('close', resolve));
    // Odd ones begin as a message of the protocol does, so that they come further.
    for (const [index, bytes] of noise.slice(from, from + 30).entries())
      socket.send(index % 2 ? Buffer.concat([Buffer.of(10 + (index % 12)), bytes]) : bytes);
    socket.close();
    await left;
  }
  expect(one.batches).toEqual([]);
  const other = await enter();
  one.room.sendBytes(POSE, poseAt(1, 1));
  await poll(() => seen(other.batches)).toContainEqual(placeOf(slotOf(one), 1, 1));
});

test('a branch that is full opens another instance, and an unknown one none', async () => {
  const first = await reserve();
  const roomIds = new Set([first.seat.roomId]);
  for (let count = 0; count < 60; count++) roomIds.add((await reserve(someGuest(), 'bodiless')).seat.roomId);
  expect(roomIds.size).toBe(2);
  expect(await seats.reserve('nowhere', someGuest(), 'embodied')).toEqual({ ok: false, error: 'branch-unknown' });
});

function rawSocket({ processId, roomId, sessionId }: Seat, origin = ORIGIN): WebSocket {
  return new WebSocket(`ws://${address}/${processId}/${roomId}?sessionId=${sessionId}`, { headers: { origin } });
}

const JOIN_ROOM = 10;
const ROOM_DATA_BYTES = 17;
/** Ends the handshake of Colyseus by hand. */
function handshake(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('message', () => {
      socket.send(Buffer.of(JOIN_ROOM));
      resolve();
    });
  });
}

/** The HTTP status with which the server answers a socket. */
function upgradeStatus(socket: WebSocket): Promise<number> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('open', () => {
      socket.close();
      resolve(101);
    });
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
  });
}
