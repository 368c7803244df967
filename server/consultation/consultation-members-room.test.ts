import { randomUUID } from 'node:crypto';
import { matchMaker } from '@colyseus/core';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { RECORDING } from '../../shared/recording.ts';
import { CloseCode } from '../../shared/rooms.ts';
import { TALK } from '../../shared/sealed-talk.ts';
import { VOICE } from '../../shared/voice.ts';
import { type Database, openDatabase } from '../lib/db.ts';
import { embeddedInMemory } from '../lib/test-databases.ts';
import { clearTestBranch, createTestBranch, customer, must, staff, type TestBranch } from '../test-branch.ts';
import { LOOK_AGAIN_MS } from './member-watch.ts';
import { type Entered, openLiveTalks } from './testing/live-talks.ts';

/** A supervisor and a colleague in the room of a consultation, over real sockets. */
const [anna, elena, james] = [customer('anna'), staff('elena'), staff('james')];
const boss = staff('boss', ['supervisor']);
let db: Database;
let branch: TestBranch;
let talks: TestBranch['consultations'];
let live: Awaited<ReturnType<typeof openLiveTalks>>;

beforeAll(async () => {
  db = await openDatabase(embeddedInMemory());
  await clearTestBranch(db);
  branch = createTestBranch(db);
  talks = branch.consultations;
  live = await openLiveTalks(branch);
}, 60_000);
afterAll(async () => {
  await live.stop();
  await db.destroy();
}, 30_000);
beforeEach(() => clearTestBranch(db));

const say = (one: Entered, text: string) => one.say(text);
const speak = async (one: Entered) => {
  const call = randomUUID();
  one.room.send(VOICE, { kind: 'join', call, muted: false });
  await expect.poll(() => one.voice.some(({ kind }) => kind === 'joined')).toBe(true);
  return call;
};
/** What somebody knows of another's voice by now: what they say is for them to hear, and the other way. */
function between(one: Entered, call: string): string | undefined {
  const told = one.voice.flatMap((news) => {
    const { peer, peers = [] } = news as { peer?: Told; peers?: Told[] };
    return [...peers, ...(peer ? [peer] : [])];
  });
  const last = told.findLast((known) => known.call === call);
  return last && `${last.isHeard ? 'hears' : 'does not hear'}, ${last.hears ? 'is heard' : 'is not heard'}`;
}
interface Told {
  readonly call: string;
  readonly isHeard: boolean;
  readonly hears: boolean;
}

async function threeOf(mode: 'listening' | 'whispering' | 'joined') {
  const id = await branch.meet(anna, elena);
  const [mine, theirs] = [await live.enter(anna, id), await live.enter(elena, id)];
  say(mine, 'canary before');
  await expect.poll(() => theirs.heard).toEqual(['canary before']);
  must(await talks.supervise(boss, id, mode));
  const third = await live.enter(boss, id);
  return { id, mine, theirs, third };
}

test('the two are shown a supervisor before the supervisor is let hear; nothing said before is theirs', async () => {
  const { id, mine, theirs, third } = await threeOf('listening');
  // What one was sent earlier is here by the time the supervisor is in.
  await expect
    .poll(() => [mine.room.state.supervisor, theirs.room.state.supervisor])
    .toEqual(['listening', 'listening']);
  say(mine, 'while');
  await expect.poll(() => third.heard).toEqual(['while']);
  const shownAt = mine.everything.findIndex((message) => message.includes('"supervisor":"listening"'));
  expect(shownAt).toBeGreaterThan(-1);
  expect(shownAt).toBeLessThan(mine.everything.findIndex((message) => message.includes('while')));
  expect(third.everything.join()).not.toContain('canary');
  const again = await live.enter(boss, id);
  expect(again.heard).toEqual([]);
});

test('of a listener and a whisperer nobody reads what is for all; who joined is read by all', async () => {
  const { id, mine, theirs, third } = await threeOf('joined');
  say(third, 'good day');
  await expect.poll(() => [mine.heard.at(-1), theirs.heard.at(-1)]).toEqual(['good day', 'good day']);
  for (const mode of ['whispering', 'listening'] as const) {
    must(await talks.supervise(boss, id, mode));
    await expect.poll(() => third.room.state.supervisor).toBe(mode);
    say(third, 'psst');
    third.tell({ kind: 'caption', text: 'psst' });
    third.tell({ kind: 'voice', prints: [] });
    await expect
      .poll(() => [mine.opened, theirs.opened].map((opened) => opened.map(({ kind }) => kind)))
      .toEqual([['voice'], ['voice']]);
    for (const { opened } of [mine, theirs]) opened.length = 0;
  }
  say(mine, 'go on');
  await expect.poll(() => third.heard.at(-1)).toBe('go on');
  const lines = ['customer: canary before', 'supervisor: good day', 'customer: go on'];
  expect([mine.lines, theirs.lines, third.lines]).toEqual([lines, lines, lines.slice(1)]);
  expect([mine.opened, theirs.opened]).toEqual([[], []]);
});

test('a whisper is opened by the consultant alone, and is in no byte that another is sent nor in a transcript', async () => {
  const { id, mine, theirs, third } = await threeOf('whispering');
  const canary = randomUUID();
  for (const one of [mine, theirs, third]) one.room.send(RECORDING, { agree: true });
  for (const one of [mine, theirs, third]) await expect.poll(() => one.members().includes('recorder')).toBe(true);
  third.sayTo('consultant', { kind: 'whisper', text: canary });
  await expect.poll(() => theirs.letters).toEqual([{ kind: 'whisper', text: canary }]);
  say(theirs, 'recorded');
  await expect.poll(async () => (await branch.lines(anna, id)).map(({ text }) => text)).toEqual(['recorded']);
  // The recorder may hear it sooner than the customer.
  await expect.poll(() => mine.heard.at(-1)).toBe('recorded');
  expect(mine.letters).toEqual([]);
  expect(mine.everything.join()).not.toContain(canary);
  expect(mine.members()).toContain('supervisor');
});

test('browsers are told who is for whom to hear, anew with each mode and with hold', async () => {
  const { id, mine, theirs, third } = await threeOf('listening');
  const [annas, elenas, bosss] = [await speak(mine), await speak(theirs), await speak(third)];
  const heard = () => [between(third, annas), between(third, elenas), between(mine, bosss), between(theirs, bosss)];
  const [deaf, all] = ['hears, is not heard', 'hears, is heard'];
  const silent = 'does not hear, is heard';
  await expect.poll(heard).toEqual([deaf, deaf, silent, silent]);
  must(await talks.supervise(boss, id, 'whispering'));
  await expect.poll(heard).toEqual([deaf, all, silent, all]);
  must(await talks.supervise(boss, id, 'joined'));
  await expect.poll(heard).toEqual([all, all, all, all]);
  await talks.act(elena, id, 'hold');
  const none = 'does not hear, is not heard';
  await expect.poll(heard).toEqual([none, all, none, all]);
  expect(between(mine, elenas)).toBe(none);
  expect(mine.room.state.held).toBe(true);
});

test('who leaves, signs out, or is in when it ends is out at once, and cannot come by a seat got before', async () => {
  const { id, mine, third } = await threeOf('joined');
  const unused = must(await live.seatFor(boss, id));
  must(await talks.endSupervision(boss, id));
  expect(await third.closed).toBe(CloseCode.consultationEnded);
  await expect.poll(() => mine.room.state.supervisor).toBe('');
  await expect(live.sit(unused)).rejects.toThrow();
  expect(await live.seatFor(boss, id)).toMatchObject({ error: 'consultation-unknown' });
  must(await talks.supervise(boss, id, 'listening'));
  const again = await live.enter(boss, id);
  branch.events.publish({ type: 'session-ended', sessionId: boss.sessionId, reason: 'sign-out' });
  expect([CloseCode.sessionEnded, CloseCode.consultationEnded]).toContain(await again.closed);
  await expect.poll(() => mine.room.state.supervisor).toBe('');
  const chief = staff('chief', ['supervisor']);
  must(await talks.supervise(chief, id, 'listening'));
  const last = await live.enter(chief, id);
  must(await talks.end(anna, id));
  expect(await last.closed).toBe(CloseCode.consultationEnded);
});

test('a colleague who was asked has no seat until they say yes; then all hear and read each other', async () => {
  const id = await branch.meet(anna, elena);
  const [mine, theirs] = [await live.enter(anna, id), await live.enter(elena, id)];
  say(mine, 'canary before');
  await expect.poll(() => theirs.heard).toHaveLength(1);
  await branch.goOnDuty(james, 'desk-2');
  must(await talks.invite(elena, id, 'james'));
  expect(await live.seatFor(james, id)).toMatchObject({ error: 'consultation-unknown' });
  must(await talks.joinConference(james, id));
  const colleague = await live.enter(james, id);
  await expect.poll(() => mine.room.state.colleague).toBe(true);
  say(colleague, 'I know loans');
  say(mine, 'Good');
  await expect.poll(() => [mine.heard.length, colleague.heard]).toEqual([3, ['I know loans', 'Good']]);
  expect(colleague.everything.join()).not.toContain('canary');
  must(await talks.endConference(elena, id));
  expect(await colleague.closed).toBe(CloseCode.consultationEnded);
  expect(live.errors).toEqual([]);
});

/** A browser that does not answer that its link is to be closed: it goes on sending until it is cut. */
function holdOpen({ room }: Entered): () => void {
  const client = matchMaker.getLocalRoomById(room.roomId).clients.find((one) => one.sessionId === room.sessionId);
  if (!client) throw new Error('no such link');
  const leave = client.leave.bind(client);
  client.leave = () => {};
  return leave;
}

test.each([
  ['sent away', async (id: string) => must(await talks.endConference(elena, id))],
  [
    'signed out',
    async () => branch.events.publish({ type: 'session-ended', sessionId: james.sessionId, reason: 'sign-out' }),
  ],
])('who is %s and does not let go of the link says, hears and shows nothing by it', async (_how, go) => {
  const id = await branch.meet(anna, elena);
  const [mine, theirs] = [await live.enter(anna, id), await live.enter(elena, id)];
  await branch.goOnDuty(james, 'desk-2');
  must(await talks.invite(elena, id, 'james'));
  must(await talks.joinConference(james, id));
  const colleague = await live.enter(james, id);
  await speak(colleague);
  say(colleague, 'while');
  await expect.poll(() => theirs.heard).toEqual(['while']);
  const cut = holdOpen(colleague);
  const told = () => colleague.everything.filter((message) => !message.includes('customerHere')).length;
  await go(id);
  await expect.poll(() => mine.members()).toEqual(['customer', 'consultant']);
  const before = told();
  colleague.room.send(TALK, { kind: 'hello', member: randomUUID(), seen: null });
  colleague.tell({ kind: 'caption', text: 'afterwards' });
  colleague.room.send(VOICE, { kind: 'join', call: randomUUID(), muted: false });
  say(colleague, 'afterwards');
  say(mine, 'between us');
  await expect.poll(() => theirs.heard.at(-1)).toBe('between us');
  expect([theirs.heard, theirs.opened]).toEqual([['while', 'between us'], []]);
  expect(mine.members()).toEqual(['customer', 'consultant']);
  expect([told() - before, colleague.heard]).toEqual([0, ['while']]);
  cut();
  await colleague.closed;
});

test('who is out, and the end, are known in the room also where nobody told it', async () => {
  const { id, mine, third } = await threeOf('listening');
  const look = () => {
    for (const timer of matchMaker.getLocalRoomById(mine.room.roomId).clock.delayed) timer.tick(LOOK_AGAIN_MS);
  };
  look();
  await expect
    .poll(async () => (await sql`select from consultation_member where seen_at is not null`.execute(db)).rows)
    .toHaveLength(1);
  await sql`update consultation_member set left_at = now()`.execute(db);
  look();
  expect(await third.closed).toBe(CloseCode.consultationEnded);
  await sql`update consultation set state = 'ended', phase = 'wrap-up', ended_at = now() where id = ${id}`.execute(db);
  look();
  expect(await mine.closed).toBe(CloseCode.consultationEnded);
  expect(live.errors).toEqual([]);
});
