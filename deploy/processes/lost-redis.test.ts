import { randomUUID } from 'node:crypto';
import { RedisPresence } from '@colyseus/redis-presence';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openRedisBackend } from '../../server/lib/rooms-backend.ts';
import { createSealedBox } from '../../server/lib/sealed-box.ts';
import type { BranchState } from '../../shared/room-state.ts';
import { CloseCode } from '../../shared/rooms.ts';
import {
  BRANCH,
  type BranchProcess,
  type BranchProcesses,
  createBranchProcesses,
  type Link,
} from './branch-processes.ts';

/** What others on Redis can do, and what the branch is without it, or without one of its processes. */
const CAPACITY = 2;
let house: BranchProcesses;
let one: BranchProcess;
let other: BranchProcess;

beforeAll(async () => {
  house = await createBranchProcesses({ BRANCH_CAPACITY: String(CAPACITY) });
  one = await house.start('one');
  other = await house.start('other');
});
afterEach(() => house.leaveAll());
afterAll(() => house.stop());

const stateOf = ({ room }: Link) => room.state as unknown as BranchState;
const nobody = () => null;

test('what is not sealed with the branch’s key, or is no message, changes nothing', async () => {
  const person = await house.signIn('customer');
  const link = await house.enter(one, person);
  await house.enter(one, null);
  const from = randomUUID();
  const ended = { type: 'session-ended', sessionId: person.sessionId, reason: 'sign-out' };
  const body = { person: `customer:${person.subject}`, sinceMs: Date.now() + 60_000 };
  const room = `$${link.seat.roomId}`;
  const process = `p:${link.seat.processId}`;

  const plain = new RedisPresence(house.redisUrl);
  const stranger = await openRedisBackend({
    url: new URL(house.redisUrl),
    box: createSealedBox(Buffer.alloc(32, 1)),
    onError: nobody,
  });
  for (const presence of [plain, stranger.presence])
    for (const [topic, message] of [
      ['atrium:events', { from, message: ended }],
      ['atrium:body', { from, message: body }],
      [room, ['disconnect', 'request', [4000]]],
      [process, [undefined, 'request', ['branch', { branchId: BRANCH }]]],
      ['atrium:events', 'no object'],
    ] as const)
      await presence.publish(topic, message);

  const ours = await openRedisBackend({
    url: new URL(house.redisUrl),
    box: createSealedBox(house.tokenKey()),
    onError: nobody,
  });
  for (const message of [
    null,
    'text',
    ended,
    { from, message: { ...ended, sessionId: 5 } },
    { from, message: { ...ended, type: 'no-such-type' } },
    { from, message: { ...ended, more: true } },
    { from: 'no id', message: ended },
  ])
    await ours.presence.publish('atrium:events', message);
  for (const message of [
    { from, message: { ...body, sinceMs: 'now' } },
    { from, message: { person: body.person } },
  ])
    await ours.presence.publish('atrium:body', message);
  // Redis keeps the order: when this is heard, all before it was.
  const ticket = { type: 'ticket-changed', branchId: BRANCH, customerSubject: person.subject };
  await ours.presence.publish('atrium:events', { from, message: ticket });
  await expect.poll(() => link.notices).toEqual([{ kind: 'ticket-changed' }]);
  expect(link.room.connection.isOpen).toBe(true);
  expect(await ours.driver.query({})).toHaveLength(1);

  await ours.presence.publish('atrium:body', { from, message: body });
  expect(await link.closed).toBe(CloseCode.takenOver);
  const again = await house.enter(one, person);
  await ours.presence.publish('atrium:events', { from, message: ended });
  expect(await again.closed).toBe(CloseCode.sessionEnded);
  plain.shutdown();
  for (const { presence, driver } of [stranger, ours]) {
    presence.shutdown();
    await driver.shutdown();
  }
});

test('without Redis the halls go on, nobody new is placed, and all is well when it is back, empty', async () => {
  const [customer, staying] = [await house.signIn('customer'), await house.signIn('customer')];
  const here = [await house.enter(one, null), await house.enter(one, staying)];
  const there = await house.enter(one, null);
  expect(there.seat.processId).not.toBe(here[0]?.seat.processId);
  await expect.poll(() => stateOf(there).waiting).toBe(0);

  const bringBack = await house.loseRedis();
  await expect(house.enter(one, null)).rejects.toThrow('branch-full');
  // HTTP and the database are there: a ticket is taken, and shown by the process that was asked.
  expect(await house.call(one, customer, 'POST', `/api/branches/${BRANCH}/ticket`, { topic: 'cards' })).toMatchObject({
    status: 200,
  });
  await house.call(other, staying, 'POST', '/api/sign-out/customer');
  for (const link of [...here, there]) expect(link.room.connection.isOpen || link === here[1]).toBe(true);

  await bringBack();
  for (const link of [here[0] as Link, there]) await expect.poll(() => stateOf(link).waiting).toBe(1);
  expect(await here[1]?.closed).toBe(CloseCode.sessionEnded);
  // The hall that nobody has entered or left meanwhile is found again.
  await expect
    .poll(async () => {
      const back = await house.enter(one, null, { meeting: there.seat.roomId }).catch(nobody);
      back?.room.connection.close();
      return back?.seat.roomId;
    })
    .toBe(there.seat.roomId);
  await house.call(one, customer, 'DELETE', `/api/branches/${BRANCH}/ticket`);
});

test('who was in a process that died comes in at another', async () => {
  const first = await house.enter(one, null);
  const dead = first.seat.publicAddress?.endsWith('/one') ? one : other;
  const alive = dead === one ? other : one;
  dead.child.kill('SIGKILL');
  await dead.ended;
  const again = await house.enter(alive, null);
  expect(again.seat.publicAddress).toBe(`branch.test/rooms/${alive.name}`);
  await expect.poll(() => stateOf(again).people?.size).toBe(1);
});

test('two processes cannot have one name', async () => {
  const third = await house.start('third');
  await expect(house.start('third')).rejects.toThrow('PROCESS_NAME third is taken');
  third.child.kill('SIGKILL');
  await third.ended;
  const again = await house.start('third');
  expect((await house.call(again, null, 'GET', '/readyz')).status).toBe(200);
});

test('without Redis, SIGINT still ends a process at once', async () => {
  const fourth = await house.start('fourth');
  // A hall of its own, with someone in it.
  const halls: (string | undefined)[] = [];
  while (!halls.includes('branch.test/rooms/fourth') && halls.length < 20)
    halls.push((await house.enter(fourth, null)).seat.publicAddress);
  expect(halls).toContain('branch.test/rooms/fourth');
  await house.loseRedis();
  fourth.child.kill('SIGINT');
  expect(await fourth.ended).toBe(0);
});
