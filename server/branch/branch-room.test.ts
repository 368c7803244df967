import { matchMaker } from '@colyseus/core';
import { expect, test, vi } from 'vitest';
import { CLOCK, PARTNERS, type Partners, POSE } from '../../shared/branch.ts';
import { HALL_VOICE } from '../../shared/hall-voice.ts';
import { CloseCode } from '../../shared/rooms.ts';
import { WholeFrameSocket } from '../lib/whole-frame-socket.ts';
import { ENTRIES } from './branch-seats.ts';
import {
  anna,
  board,
  elena,
  enter,
  handshake,
  links,
  pairs,
  placeOf,
  poseAt,
  ROOM_DATA_BYTES,
  rawSocket,
  reports,
  reserve,
  seats,
  seen,
  slotOf,
  someCustomer,
  someGuest,
  take,
} from './testing/live-hall.ts';
import { testPlan } from './testing/test-plan.ts';

/** What people in one hall see of each other. */
test('two people see each other’s poses as they were sent, and never their own', async () => {
  const one = await enter();
  const other = await enter(anna);
  one.room.sendBytes(POSE, poseAt(1, 2));
  other.room.sendBytes(POSE, poseAt(-1, 2));
  await expect.poll(() => slotOf(other)).toBeDefined();
  await expect
    .poll(() => [seen(other.batches), seen(one.batches)])
    .toEqual([[placeOf(slotOf(one), 1, 2)], [placeOf(slotOf(other), -1, 2)]]);
});

test('who comes in sees those who stand still', async () => {
  const one = await enter();
  one.room.sendBytes(POSE, poseAt(2, 2));
  await expect.poll(() => one.state().people.get(String(one.avatarId))?.zone).toBe('hall');
  const late = await enter();
  await expect.poll(() => seen(late.batches)).toContainEqual(placeOf(slotOf(one), 2, 2));
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
  await expect.poll(() => other.state().people?.size).toBe(4);
  const told = other.state().people.toJSON();
  expect(told[one.avatarId]).toEqual({
    avatarId: one.avatarId,
    slot: expect.any(Number),
    role: 'customer',
    pseudonym: 'Amber Fox',
    embodied: true,
    zone: 'hall',
    appearance: 0,
  });
  expect(told[consultant.avatarId]).toMatchObject({ role: 'consultant', pseudonym: 'Elena', embodied: false });
  expect(told[other.avatarId]).toMatchObject({ role: 'guest', pseudonym: 'Quiet Heron' });
  one.room.sendBytes(POSE, poseAt(-3, -3));
  await expect.poll(() => other.state().people.get(String(one.avatarId))?.zone).toBe('booth');

  const heard = Buffer.concat(frames).toString('latin1');
  expect(heard).toContain('Amber Fox');
  for (const secret of ['Petrova', 'Markova', 'anna-sub', 'elena-sub', 'anna-session'])
    expect(heard).not.toContain(secret);
  socket.close();
});

test('who leaves is gone from the state, and from the poses', async () => {
  const one = await enter();
  const other = await enter();
  await expect.poll(() => other.state().people?.size).toBe(2);
  await one.room.leave();
  await expect.poll(() => other.state().people.size).toBe(1);
});

test('the number board is shown, as it was before one came and as it changes', async () => {
  board.show(testPlan.id, { desks: new Map([['desk-1', { number: 'A001', calls: 1 }]]), waiting: 3, staff: new Map() });
  const one = await enter(anna, 'bodiless');
  await expect.poll(() => [one.state().desks?.get('desk-1')?.ticketNumber, one.state().waiting]).toEqual(['A001', 3]);
  board.show(testPlan.id, { desks: new Map(), waiting: 2, staff: new Map() });
  await expect.poll(() => [one.state().desks.size, one.state().waiting]).toEqual([0, 2]);
});

test('the room tells its time to whoever asks', async () => {
  const one = await enter();
  const answers: Uint8Array[] = [];
  one.room.onMessage(CLOCK, (bytes: Uint8Array) => answers.push(bytes.slice()));
  const ask = new Uint8Array(8);
  new DataView(ask.buffer).setFloat64(0, 1234.5, true);
  one.room.sendBytes(CLOCK, ask);
  one.room.sendBytes(CLOCK, ask);
  await expect.poll(() => answers.length).toBe(2);
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
  await expect.poll(() => seen(watcher.batches)).toContainEqual(placeOf(slotOf(first), 2.5, 1));
  const second = await enter(person);
  expect(await first.closed).toBe(CloseCode.takenOver);
  await expect.poll(() => watcher.state().people.size).toBe(2);
  await expect.poll(() => second.placed).toEqual([{ x: expect.closeTo(2.5, 2), z: expect.closeTo(1, 2) }]);
  expect(first.placed).toEqual([]);
  // Where the spawn is, 1.8 m away, a step of a tick would not lead.
  second.room.sendBytes(POSE, poseAt(2.6, 1.1));
  await expect.poll(() => seen(watcher.batches)).toContainEqual(placeOf(slotOf(second), 2.6, 1.1));
  const desk = await enter(elena, 'bodiless');
  await enter(elena, 'bodiless');
  expect(desk.room.connection.isOpen).toBe(true);
});

test('who was cut off finds their body where it stood', async () => {
  const watcher = await enter();
  const person = someCustomer();
  const first = await enter(person);
  first.room.sendBytes(POSE, poseAt(-1, 2));
  await expect.poll(() => seen(watcher.batches)).toContainEqual(placeOf(slotOf(first), -1, 2));
  first.room.connection.close();
  await expect.poll(() => watcher.state().people.size).toBe(1);
  const back = await enter(person);
  back.room.sendBytes(POSE, poseAt(-1.1, 2));
  await expect.poll(() => seen(watcher.batches)).toContainEqual(placeOf(slotOf(back), -1.1, 2));
});

test('the end of a session closes its links alone', async () => {
  const one = await enter(anna);
  const other = await enter();
  links.closeSession(anna.sessionId, CloseCode.sessionEnded);
  expect(await one.closed).toBe(CloseCode.sessionEnded);
  await expect.poll(() => other.state().people?.size).toBe(1);
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

test('a branch that is full opens another instance, and an unknown one none', async () => {
  const first = await reserve();
  const roomIds = new Set([first.seat.roomId]);
  for (let count = 0; count < 60; count++) roomIds.add((await reserve(someGuest(), 'bodiless')).seat.roomId);
  expect(roomIds.size).toBe(2);
  expect(await seats.reserve('nowhere', someGuest(), 'embodied')).toEqual({ ok: false, error: 'branch-unknown' });
});

/** Everything of the hall's voices that a link is sent from now on. */
function hearVoices({ room }: Awaited<ReturnType<typeof enter>>): { kind: string; avatarIds?: number[] }[] {
  const news: { kind: string }[] = [];
  room.onMessage(HALL_VOICE, (message: { kind: string }) => void news.push(message));
  return news;
}

test('voices of the hall: who is near is paired, signals go to them alone, and a report parts the two and is kept', async () => {
  const [one, two, quiet] = [await enter(someCustomer()), await enter(someCustomer()), await enter(someCustomer())];
  const [ones, twos, quiets] = [hearVoices(one), hearVoices(two), hearVoices(quiet)];
  const relayed = 'candidate:1 1 udp 33562367 198.51.100.3 50211 typ relay raddr 0.0.0.0 rport 0';
  const signal = { candidates: [{ candidate: relayed }] };
  for (const { room } of [one, two]) room.send(HALL_VOICE, { kind: 'on' });
  await expect.poll(() => ones.find(({ kind }) => kind === 'near')?.avatarIds).toEqual([two.avatarId]);
  one.room.send(HALL_VOICE, { kind: 'signal', to: two.avatarId, signal });
  await expect.poll(() => twos.at(-1)).toEqual({ kind: 'signal', from: one.avatarId, signal });
  quiet.room.send(HALL_VOICE, { kind: 'signal', to: two.avatarId, signal });
  expect(await quiet.refusal()).toEqual({ code: 'voice-not-joined' });
  one.room.send(HALL_VOICE, { kind: 'report', avatarId: two.avatarId, reason: 'rude' });
  expect(await one.refusal()).toEqual({ code: 'message-malformed' });
  one.room.send(HALL_VOICE, { kind: 'report', avatarId: two.avatarId, reason: 'abuse' });
  await expect.poll(() => twos.at(-1)).toEqual({ kind: 'near', avatarIds: [] });
  expect(reports.map(({ reason }) => reason)).toEqual(['abuse']);
  expect(quiets).toEqual([]);
});

test('two in consultation are told which body is the other’s, and when it is no longer so', async () => {
  const who = someCustomer();
  const [customer, consultant, other] = [await enter(who), await enter(elena), await enter(someCustomer())];
  const told = [customer, consultant, other].map(({ room }) => {
    const partners: number[][] = [];
    room.onMessage(PARTNERS, ({ avatarIds }: Partners) => void partners.push(avatarIds));
    return partners;
  });
  const keys = [`customer:${who.subject}`, 'staff:elena-sub'] as const;
  pairs.set(keys[0], keys[1], true);
  await expect.poll(() => told).toEqual([[[consultant.avatarId]], [[customer.avatarId]], []]);
  await consultant.room.leave();
  await expect.poll(() => told[0]).toEqual([[consultant.avatarId], []]);
  pairs.set(keys[0], keys[1], false);
});

test('a pose comes straight from its connection, and in its turn among what else its sender says', async () => {
  const emitted = vi.spyOn(WholeFrameSocket.prototype, 'emit');
  const one = await enter();
  const other = await enter();
  const readByWs = () => emitted.mock.calls.filter(([event, bytes]) => event === 'message' && isPose(bytes as Buffer));
  for (let step = 1; step <= 3; step++) {
    one.room.sendBytes(POSE, poseAt(1, step / 10));
    await expect.poll(() => seen(other.batches).length).toBe(step);
  }
  expect(readByWs()).toEqual([]);
  // What is said in one breath may come as one chunk, which is for `ws`.
  one.room.sendBytes(POSE, poseAt(1, 0.4));
  one.room.sendBytes(POSE, poseAt(40, 0.4));
  one.room.sendBytes(POSE, poseAt(1, 0.5));
  expect(await one.refusal()).toEqual({
    code: 'pose-out-of-bounds',
    at: { x: expect.closeTo(1, 2), z: expect.closeTo(0.4, 2) },
  });
  emitted.mockRestore();
});
const isPose = (bytes: Buffer) => bytes[0] === ROOM_DATA_BYTES && bytes[1] === POSE;
