import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { BranchState } from '../../shared/room-state.ts';
import { CloseCode } from '../../shared/rooms.ts';
import {
  BRANCH,
  type BranchProcess,
  type BranchProcesses,
  createBranchProcesses,
  type Link,
} from './branch-processes.ts';

/** Two branch servers over one PostgreSQL and one Redis, as `server/main.ts` runs them. */
const CAPACITY = 3;
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
const processOf = ({ seat }: Link) => seat.publicAddress;
const peopleIn = (link: Link) => stateOf(link).people?.size;

test('who comes by either process is in one hall, and when it is full in another, on the other process', async () => {
  const people = [await house.enter(one, null), await house.enter(other, null), await house.enter(other, null)];
  expect(new Set(people.map(({ seat }) => seat.roomId)).size).toBe(1);
  await expect.poll(() => people.map(peopleIn)).toEqual([CAPACITY, CAPACITY, CAPACITY]);
  const late = await house.enter(one, null);
  expect(processOf(late)).not.toBe(processOf(people[0] as Link));
  await expect.poll(() => peopleIn(late)).toBe(1);
  expect(new Set([...people, late].map(({ avatarId }) => avatarId)).size).toBe(CAPACITY + 1);
});

test('who is asked to come meets who asked, not the greater crowd; a code that nobody knows changes nothing', async () => {
  const crowd = [await house.enter(one, null), await house.enter(one, null), await house.enter(one, null)];
  const host = await house.enter(one, null);
  await crowd[0]?.room.leave();
  await expect.poll(() => peopleIn(crowd[1] as Link)).toBe(2);
  const stranger = await house.enter(other, null, { meeting: 'no-such-code' });
  expect(stranger.seat.roomId).toBe(crowd[1]?.seat.roomId);
  await stranger.room.leave();
  await expect.poll(() => peopleIn(crowd[1] as Link)).toBe(2);
  const guest = await house.enter(other, null, { meeting: host.seat.roomId });
  expect(guest.seat.roomId).toBe(host.seat.roomId);
});

test('a body is taken over from the other process, and its first link is closed', async () => {
  const person = await house.signIn('customer');
  const first = await house.enter(one, person);
  // No place is left where the body is: the second tab comes into another hall.
  await house.enter(one, null);
  await house.enter(one, null);
  const second = await house.enter(other, person);
  expect(processOf(second)).not.toBe(processOf(first));
  expect(await first.closed).toBe(CloseCode.takenOver);
  await expect.poll(() => peopleIn(second)).toBe(1);
  expect(second.room.connection.isOpen).toBe(true);
});

test('who was cut off comes back to their hall and place, by whichever process they ask', async () => {
  const person = await house.signIn('customer');
  const first = await house.enter(one, person);
  const crowd = [await house.enter(one, null), await house.enter(one, null), await house.enter(one, null)];
  await house.enter(one, null);
  first.room.connection.close();
  await expect.poll(() => peopleIn(crowd[0] as Link)).toBe(2);
  const back = await house.enter(other, person);
  expect(back.seat.roomId).toBe(first.seat.roomId);
});

test('a notice, the number board and the end of a session reach the other process', async () => {
  const [customer, consultant] = [await house.signIn('customer'), await house.signIn('staff')];
  const links = [];
  for (let count = 0; count < CAPACITY; count++) links.push(await house.enter(one, null));
  const there = await house.enter(one, customer);
  const away = processOf(there) === 'branch.test/rooms/one' ? other : one;
  await expect.poll(() => stateOf(there).waiting).toBe(0);
  await house.call(away, customer, 'POST', `/api/branches/${BRANCH}/ticket`, { topic: 'cards' });
  await expect.poll(() => there.notices).toContainEqual({ kind: 'ticket-changed' });
  for (const link of [...links, there]) await expect.poll(() => stateOf(link).waiting).toBe(1);
  await house.call(away, customer, 'DELETE', `/api/branches/${BRANCH}/ticket`);
  for (const link of [...links, there]) await expect.poll(() => stateOf(link).waiting).toBe(0);
  const desk = await house.enter(one, consultant);
  await house.call(away, customer, 'POST', '/api/sign-out/customer');
  expect(await there.closed).toBe(CloseCode.sessionEnded);
  expect(desk.room.connection.isOpen).toBe(true);
});

test('two in consultation are brought together, and speak in one room, each by their own process', async () => {
  const [customer, consultant] = [await house.signIn('customer'), await house.signIn('staff')];
  const consulting = await house.enter(one, consultant);
  const crowd = [await house.enter(one, null), await house.enter(one, null)];
  const waiting = await house.enter(other, customer);
  expect(waiting.seat.roomId).not.toBe(consulting.seat.roomId);
  await crowd[0]?.room.leave();
  await expect.poll(() => peopleIn(consulting)).toBe(2);
  const consultationId = await house.consult(customer, consultant, other);
  expect(await waiting.closed).toBe(CloseCode.moved);
  expect(consulting.room.connection.isOpen).toBe(true);
  const together = await house.enter(other, customer);
  expect(together.seat.roomId).toBe(consulting.seat.roomId);

  const [mine, theirs] = await Promise.all([
    house.enterTalk(one, customer, consultationId),
    house.enterTalk(other, consultant, consultationId),
  ]);
  expect(mine.seat.roomId).toBe(theirs.seat.roomId);
  mine.say('Good morning');
  await expect.poll(() => [mine.heard, theirs.heard]).toEqual([['Good morning'], ['Good morning']]);
  await house.endTalk(one, consultant, consultationId);
  expect([await mine.closed, await theirs.closed]).toEqual([CloseCode.consultationEnded, CloseCode.consultationEnded]);
});
