import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { POSE } from '../../shared/branch.ts';
import { encodePose, POSE_BYTES } from '../../shared/pose/pose-packet.ts';
import { createPose } from '../../shared/pose.ts';
import { CloseCode, REFUSED, type Refused } from '../../shared/rooms.ts';
import {
  type BranchProcess,
  type BranchProcesses,
  createBranchProcesses,
  type Link,
  type Visitor,
} from './branch-processes.ts';

/** What SIGTERM does to the people of a process, with another beside it and alone. */
let house: BranchProcesses;
beforeAll(async () => {
  house = await createBranchProcesses({});
});
afterEach(() => house.leaveAll());
afterAll(() => house.stop());

const readiness = async (at: BranchProcess) => {
  const { status, answer } = await house.call(at, null, 'GET', '/readyz');
  return [status, answer?.status];
};
const addressOf = (name: string) => `branch.test/rooms/${name}`;

/** Two in the hall who have a consultation, and both their links to it. */
async function meet(at: BranchProcess) {
  const customer: Visitor = await house.signIn('customer');
  const consultant: Visitor = await house.signIn('staff');
  const bodies = [await house.enter(at, consultant), await house.enter(at, customer)];
  const consultationId = await house.consult(customer, consultant, at);
  const links = [
    await house.enterTalk(at, customer, consultationId),
    await house.enterTalk(at, consultant, consultationId),
  ];
  return { customer, consultant, consultationId, bodies, links };
}
type Talk = Awaited<ReturnType<typeof meet>>;

async function expectTalking({ links }: Talk, text: string) {
  links[0]?.say(text);
  await expect.poll(() => links.map(({ heard }) => heard.at(-1))).toEqual([text, text]);
}
function poseAt(x: number, z: number): Uint8Array {
  const pose = createPose();
  Object.assign(pose.headPosition, { x, y: 1.7, z });
  const bytes = new Uint8Array(POSE_BYTES);
  encodePose(pose, 2 ** 32 - 1, new DataView(bytes.buffer), 0);
  return bytes;
}

/** Where the server has someone's body, to a centimetre: it says so to who sends what is no pose. */
async function whereIs({ room }: Link) {
  const refused = new Promise<Refused>((resolve) => room.onMessage(REFUSED, resolve));
  room.sendBytes(POSE, new Uint8Array(1));
  const { at } = await refused;
  return at && { x: Math.round(at.x * 100) / 100, z: Math.round(at.z * 100) / 100 };
}
const areOpen = (links: readonly Link[]) => links.map(({ room }) => room.connection.isOpen);

test('SIGTERM sends the hall to the other process, lets a consultation end, and then ends by itself', async () => {
  const one = await house.start('one');
  const talk = await meet(one);
  const visitor = await house.signIn('customer');
  const walking = await house.enter(one, visitor);
  expect(walking.seat.publicAddress).toBe(addressOf('one'));
  walking.room.sendBytes(POSE, poseAt(2.5, 1));
  expect(await whereIs(walking)).toEqual({ x: 2.5, z: 1 });
  const other = await house.start('other');
  expect(await readiness(one)).toEqual([200, 'ready']);
  const early = await house.reserve(one, null);
  const late = await house.reserve(one, null);
  expect([early, late].map(({ seat }) => seat.publicAddress)).toEqual([addressOf('one'), addressOf('one')]);
  await house.take(early.seat);

  one.child.kill('SIGTERM');
  expect(await walking.closed).toBe(CloseCode.moved);
  expect(await readiness(one)).toEqual([503, 'draining']);
  expect(await readiness(other)).toEqual([200, 'ready']);
  await expect(house.take(late.seat)).rejects.toThrow('the room is closing');
  // Whichever process is asked: no seat for anyone else there.
  for (const asked of [one, other])
    await expect
      .poll(async () => (await house.enter(asked, null).catch(() => null))?.seat.publicAddress)
      .toBe(addressOf('other'));

  const back = await house.enter(other, visitor);
  expect(await whereIs(back)).toEqual({ x: 2.5, z: 1 });

  await expectTalking(talk, 'Still here');
  expect(areOpen([...talk.bodies, ...talk.links])).toEqual([true, true, true, true]);
  // Who is cut off comes back to both.
  talk.links[0]?.room.connection.close();
  talk.bodies[1]?.room.connection.close();
  const again = await house.enterTalk(other, talk.customer, talk.consultationId);
  expect(again.seat.roomId).toBe(talk.links[0]?.seat.roomId);
  talk.links[0] = again;
  talk.bodies[1] = await house.enter(other, talk.customer);
  expect(talk.bodies[1].seat.roomId).toBe(talk.bodies[0]?.seat.roomId);
  await expectTalking(talk, 'And again');

  await house.endTalk(other, talk.consultant, talk.consultationId);
  expect(await Promise.all(talk.bodies.map(({ closed }) => closed))).toEqual([CloseCode.moved, CloseCode.moved]);
  expect(await one.ended).toBe(0);
  other.child.kill('SIGTERM');
  expect(await other.ended).toBe(0);
});

test('a consultation that does not end is ended with the process after DRAIN_SECONDS', async () => {
  const one = await house.start('one', { DRAIN_SECONDS: '1' });
  const talk = await meet(one);
  one.child.kill('SIGTERM');
  expect(await Promise.all(talk.links.map(({ closed }) => closed))).toEqual([
    CloseCode.branchClosing,
    CloseCode.branchClosing,
  ]);
  expect(await one.ended).toBe(0);
});

test.each(['SIGTERM', 'SIGINT'] as const)('while it waits, %s ends it at once', async (signal) => {
  const one = await house.start('one');
  const talk = await meet(one);
  one.child.kill('SIGTERM');
  await expect.poll(() => readiness(one)).toEqual([503, 'draining']);
  await expectTalking(talk, 'Still here');
  one.child.kill(signal);
  expect(await one.ended).toBe(0);
});

test('alone, it lets a consultation end too, and says that the branch closes', async () => {
  const alone = await house.start('alone', { REDIS_URL: '', PROCESS_NAME: '' });
  const talk = await meet(alone);
  const walking = await house.enter(alone, null);
  alone.child.kill('SIGTERM');
  expect(await walking.closed).toBe(CloseCode.branchClosing);
  await expectTalking(talk, 'Still here');
  await expect(house.enter(alone, null)).rejects.toThrow('branch-full');
  await house.endTalk(alone, talk.customer, talk.consultationId);
  expect(await alone.ended).toBe(0);
});
