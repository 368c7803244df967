import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { matchMaker } from '@colyseus/core';
import { Client, type Room } from '@colyseus/sdk';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { customerConsultation, staffConsultation } from '../../shared/consultation.ts';
import type { Result } from '../../shared/result.ts';
import type { ConsultationState } from '../../shared/room-state.ts';
import { CloseCode, MAX_MESSAGE_BYTES, REFUSED, type Refused, ROOMS_PATH, type Seat } from '../../shared/rooms.ts';
import type { KeptTalk } from '../../shared/sealed/talk-view.ts';
import { TALK, TALK_PART, TALK_PART_BYTES } from '../../shared/sealed-talk.ts';
import { VOICE, VOICES } from '../../shared/voice.ts';
import { type Database, openDatabase } from '../lib/db.ts';
import { createLinkRegistry } from '../lib/link-registry.ts';
import type { Principal } from '../lib/principal.ts';
import { embeddedInMemory } from '../lib/test-databases.ts';
import { type Rooms, startRooms } from '../rooms.ts';
import { clearTestBranch, createTestBranch, customer, must, staff, type TestBranch } from '../test-branch.ts';
import { createIceService } from '../voice/ice-service.ts';
import { createConsultationRoom } from './consultation-room.ts';
import { createConsultationRoutes } from './consultation-routes.ts';
import { LINKS_EACH } from './consultation-rules.ts';
import { CONSULTATION_ROOM, createConsultationSeats } from './consultation-seats.ts';
import { NO_DESK } from './testing/live-talks.ts';
import { enterTalk } from './testing/room-tab.ts';

/** The room over real sockets, as `context.ts` and `main.ts` compose it. */

const ORIGIN = 'http://branch.test';
const [anna, oliver, elena, james] = [customer('anna'), customer('oliver'), staff('elena'), staff('james')];
let db: Database;
let http: Server;
let rooms: Rooms;
let branch: TestBranch;
let enterAs: (who: Principal, consultationId: string) => Promise<Result<Seat, string>>;
let client: Client;
const roomErrors: unknown[] = [];

beforeAll(async () => {
  db = await openDatabase(embeddedInMemory());
  await clearTestBranch(db);
  branch = createTestBranch(db);
  const { consultations, events } = branch;
  const links = createLinkRegistry();
  events.subscribe((event) => {
    if (event.type === 'session-ended') links.closeSession(event.sessionId, CloseCode.sessionEnded);
  });
  const routes = createConsultationRoutes({ consultations, seats: createConsultationSeats() });
  enterAs = async (principal, consultationId) => {
    const endpoint = principal.kind === 'staff' ? staffConsultation.enter : customerConsultation.enter;
    const route = routes.find((mounted) => mounted.endpoint === endpoint);
    const entered = await route?.handle({ params: { consultationId }, body: undefined, principal });
    if (!entered?.ok) return entered as Result<Seat, string>;
    return { ok: true, value: endpoint.answer.parse(entered.value).seat };
  };
  http = createServer();
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  const onError = (error: unknown) => roomErrors.push(error);
  rooms = await startRooms({
    httpServer: http,
    origin: ORIGIN,
    rooms: {
      [CONSULTATION_ROOM]: createConsultationRoom({
        consultations,
        links,
        events,
        ice: createIceService(null, () => new Date()),
        desk: NO_DESK,
        onError,
      }),
    },
  });
  const { port } = http.address() as AddressInfo;
  client = new Client(`http://127.0.0.1:${port}${ROOMS_PATH}`, { headers: { origin: ORIGIN } });
}, 60_000);
afterAll(async () => {
  await rooms.stop();
  http.closeAllConnections();
  http.close();
  await db.destroy();
}, 30_000);
beforeEach(() => clearTestBranch(db));

interface Entered extends ReturnType<typeof enterTalk> {
  readonly room: Room<unknown, ConsultationState>;
  readonly refusals: string[];
  readonly closed: Promise<number>;
}

/** Sits down, and is a member of the group before it answers. */
async function sit(seat: Seat, consultationId: string, who: Principal, kept: KeptTalk | null = null): Promise<Entered> {
  const room: Entered['room'] = await client.consumeSeatReservation(seat);
  room.reconnection.enabled = false;
  const refusals: string[] = [];
  room.onMessage(REFUSED, ({ code }: Refused) => void refusals.push(code));
  room.onError(() => {});
  const closed = new Promise<number>((left) => room.onLeave((code) => left(code)));
  const tab = enterTalk(room, consultationId, { party: who.kind === 'staff' ? 'consultant' : 'customer', kept });
  await expect.poll(() => tab.view()?.standing).toBe('in');
  return { room, refusals, closed, ...tab };
}
const enter = async (who: Principal, consultationId: string, kept: KeptTalk | null = null) =>
  sit(must(await enterAs(who, consultationId)), consultationId, who, kept);
const signOut = (who: typeof anna | typeof elena) =>
  branch.events.publish({ type: 'session-ended', sessionId: who.sessionId, reason: 'sign-out' });

test('the two hear each other in one room, see who is there, and what was said to nobody waits for who comes', async () => {
  const id = await branch.meet(anna, elena);
  const [customerSeat, consultantSeat] = await Promise.all([enterAs(anna, id), enterAs(elena, id)]);
  expect(must(customerSeat).roomId).toBe(must(consultantSeat).roomId);
  const mine = await sit(must(customerSeat), id, anna);
  expect([mine.room.state.customerHere, mine.room.state.consultantHere]).toEqual([true, false]);
  mine.say('Здравствуйте 👩\u200d💻');
  await expect.poll(() => mine.view().waiting).toHaveLength(1);
  const theirs = await sit(must(consultantSeat), id, elena);
  await expect.poll(theirs.texts).toEqual(['Здравствуйте 👩\u200d💻']);
  theirs.say('Good day');
  await expect.poll(mine.texts).toEqual(['Здравствуйте 👩\u200d💻', 'Good day']);
  expect(mine.view().entries.map(({ from }) => from.party)).toEqual(['customer', 'consultant']);
  await expect.poll(() => mine.room.state.consultantHere).toBe(true);
  await expect.poll(async () => must(await branch.consultations.read(anna, id)).phase).toBe('talk');
  await theirs.room.leave();
  await expect.poll(() => mine.room.state.consultantHere).toBe(false);
});

test('lines are heard by both in one order', async () => {
  const id = await branch.meet(anna, elena);
  const [mine, theirs] = [await enter(anna, id), await enter(elena, id)];
  for (const text of ['one', 'two', 'three']) {
    mine.say(text);
    theirs.say(`elena: ${text}`);
  }
  await expect.poll(() => theirs.texts().length).toBe(6);
  await expect.poll(mine.texts).toEqual(theirs.texts());
  expect(mine.texts().filter((text) => !text.startsWith('elena'))).toEqual(['one', 'two', 'three']);
});

test('marks and signs are opened by the other one, however many come at once, and begin no talk', async () => {
  const id = await branch.meet(anna, elena);
  const [mine, theirs] = [await enter(anna, id), await enter(elena, id)];
  const pointing = { documentId: '3f0e8a52-7f2e-4a6e-9a0e-3a1d2b7c9e11', page: 1, at: { x: 0.5, y: 0.5 } };
  const signs = [
    { kind: 'caption', text: 'spoken' },
    { kind: 'pointing', pointing },
    { kind: 'pointing-asked', documentId: pointing.documentId },
  ] as const;
  for (const sign of signs) theirs.tell(sign);
  await expect.poll(mine.opened).toEqual(signs);
  for (let page = 1; page < 20; page++) theirs.tell({ kind: 'pointing', pointing: { ...pointing, page } });
  await expect.poll(() => mine.opened().at(-1)).toMatchObject({ pointing: { page: 19 } });
  expect(mine.opened().length).toBeLessThan(8);
  expect([theirs.refusals, must(await branch.consultations.read(anna, id)).phase]).toEqual([[], 'greeted']);
});

test('a third person gets no seat, cannot take a spent or made-up one, and hears nothing', async () => {
  const id = await branch.meet(anna, elena);
  const seat = must(await enterAs(anna, id));
  const mine = await sit(seat, id, anna);
  const theirs = await enter(elena, id);
  const others = await branch.meet(oliver, james, 'desk-2');
  const stranger = must(await enterAs(oliver, others));
  for (const who of [oliver, james, staff('anna'), customer('elena')])
    expect(await enterAs(who, id)).toEqual({ ok: false, error: 'consultation-unknown' });
  await expect(sit(seat, id, anna)).rejects.toThrow();
  await expect(sit({ ...seat, sessionId: 'AAAAAAAAA' }, id, anna)).rejects.toThrow();
  await expect(sit({ ...seat, sessionId: stranger.sessionId }, id, oliver)).rejects.toThrow();
  const outsider = await sit(stranger, others, oliver);
  const partner = await enter(james, others);
  mine.say('between us');
  await expect.poll(theirs.texts).toEqual(['between us']);
  outsider.say('elsewhere');
  await expect.poll(partner.texts).toEqual(['elsewhere']);
  expect([mine.texts(), outsider.texts()]).toEqual([['between us'], ['elsewhere']]);
});

test('a room is listed to nobody, and closes behind the last of the two, who bring their talk back', async () => {
  const id = await branch.meet(anna, elena);
  const [mine, theirs] = [await enter(anna, id), await enter(elena, id)];
  expect(await matchMaker.query({ roomId: mine.room.roomId, private: false })).toEqual([]);
  mine.say('kept');
  await expect.poll(theirs.texts).toEqual(['kept']);
  const before = mine.view().members.map(({ signatureKey }) => Buffer.from(signatureKey).toString('hex'));
  await mine.room.leave();
  await theirs.room.leave();
  await expect.poll(() => matchMaker.getLocalRoomById(mine.room.roomId)).toBeUndefined();
  const again = await enter(elena, id, theirs.vault.kept);
  expect(again.room.roomId).not.toBe(mine.room.roomId);
  expect(again.texts()).toEqual(['kept']);
  const back = await enter(anna, id, mine.vault.kept);
  again.say('still here');
  await expect.poll(back.texts).toEqual(['kept', 'still here']);
  const now = back.view().members.map(({ signatureKey }) => Buffer.from(signatureKey).toString('hex'));
  expect(now.sort()).toEqual(before.sort());
});

test('one person has two links at most, and keeps nobody out with them', async () => {
  const id = await branch.meet(anna, elena);
  const tabs = [];
  for (let count = 0; count < LINKS_EACH; count++) tabs.push(await enter(anna, id));
  await expect(enter(anna, id)).rejects.toThrow();
  const unused = await Promise.all(Array.from({ length: 6 }, () => enterAs(anna, id)));
  expect(unused.every(({ ok }) => ok)).toBe(true);
  const theirs = await enter(elena, id);
  theirs.say('Hello to both tabs');
  for (const tab of tabs) await expect.poll(tab.texts).toEqual(['Hello to both tabs']);
  await tabs[0]?.room.leave();
  await expect.poll(() => theirs.room.state.customerHere).toBe(true);
  const another = await enter(anna, id);
  expect([another.texts(), another.view().cameLate]).toEqual([[], true]);
});

test.each<[string, string, unknown, string]>([
  ['no object', TALK, 5, 'message-malformed'],
  ['no kind', TALK, {}, 'message-malformed'],
  ['a name that is none', TALK, { kind: 'hello', member: 'anna', seen: null }, 'message-malformed'],
  ['more than is asked', TALK, { kind: 'found', party: 'consultant' }, 'message-malformed'],
  ['an unknown type', 'transfer', { amount: '1.00' }, 'message-unknown'],
  ['plain words', 'chat', { text: 'hello' }, 'message-unknown'],
  ['a type that is a name of objects', 'constructor', {}, 'message-unknown'],
])('a message with %s is refused with its code, and changes nothing', async (_what, type, message, code) => {
  const id = await branch.meet(anna, elena);
  const [mine, theirs] = [await enter(anna, id), await enter(elena, id)];
  mine.room.send(type, message);
  await expect.poll(() => mine.refusals).toEqual([code]);
  mine.say('still here');
  await expect.poll(theirs.texts).toEqual(['still here']);
});

test('messages too frequent are refused, and who goes on is closed with 4429', async () => {
  const id = await branch.meet(anna, elena);
  const [mine, theirs] = [await enter(anna, id), await enter(elena, id)];
  for (let count = 0; count < 40; count++) mine.room.send(TALK, { kind: 'found' });
  expect(await mine.closed).toBe(CloseCode.tooManyMessages);
  expect(mine.refusals).toContain('message-too-frequent');
  theirs.say('where are you?');
  await expect.poll(theirs.texts).toEqual(['where are you?']);
});

test('a long line goes in parts; a part larger than the limit closes the link with 1009, more of them are refused', async () => {
  const id = await branch.meet(anna, elena);
  const [mine, theirs] = [await enter(anna, id), await enter(elena, id)];
  mine.say('я'.repeat(2000));
  await expect.poll(() => theirs.texts().map(({ length }) => length)).toEqual([2000]);
  const part = new Uint8Array(TALK_PART_BYTES);
  for (let count = 0; count < 30; count++) theirs.room.sendBytes(TALK_PART, part);
  await expect.poll(() => theirs.refusals[0]).toBe('message-malformed');
  mine.room.sendBytes(TALK_PART, new Uint8Array(MAX_MESSAGE_BYTES));
  expect(await mine.closed).toBe(1009);
});

test('a page of another origin gets no socket', async () => {
  const id = await branch.meet(anna, elena);
  const { port } = http.address() as AddressInfo;
  const foreign = new Client(`http://127.0.0.1:${port}${ROOMS_PATH}`, { headers: { origin: 'http://evil.test' } });
  const seat = must(await enterAs(anna, id));
  await expect(foreign.consumeSeatReservation(seat)).rejects.toThrow();
  expect((await sit(seat, id, anna)).texts()).toEqual([]);
});

test('when it ends every link closes with 4410, nobody comes in again, nor by a seat got before', async () => {
  const id = await branch.meet(anna, elena);
  const [mine, theirs] = [await enter(anna, id), await enter(elena, id)];
  const [unused, unusedToo] = [must(await enterAs(anna, id)), must(await enterAs(elena, id))];
  must(await branch.consultations.end(anna, id));
  expect(await Promise.all([mine.closed, theirs.closed])).toEqual([
    CloseCode.consultationEnded,
    CloseCode.consultationEnded,
  ]);
  expect(await enterAs(anna, id)).toEqual({ ok: false, error: 'consultation-ended' });
  expect(await enterAs(elena, id)).toEqual({ ok: false, error: 'consultation-unknown' });
  await expect(sit(unused, id, anna)).rejects.toThrow();
  await expect(sit(unusedToo, id, elena)).rejects.toThrow();
});

test('signing out closes the links of that session alone, and a seat got before is refused', async () => {
  const id = await branch.meet(anna, elena);
  const [mine, theirs] = [await enter(anna, id), await enter(elena, id)];
  const unused = must(await enterAs(anna, id));
  signOut(anna);
  expect(await mine.closed).toBe(CloseCode.sessionEnded);
  await expect(sit(unused, id, anna)).rejects.toThrow();
  // Whose session has ended has no keys of the talk any more.
  await expect.poll(() => theirs.view().members.map(({ party }) => party)).toEqual(['consultant']);
});

test('who signs in once more has left the page without a word: their old keys are out before they come back, and nobody is listed twice', async () => {
  const id = await branch.meet(anna, elena);
  const [before, theirs] = [await enter(anna, id), await enter(elena, id)];
  const parties = () =>
    theirs
      .view()
      .members.map(({ party }) => party)
      .sort();
  await expect.poll(parties).toHaveLength(2);
  await before.room.leave();
  // One that only reloads keeps its place.
  await expect.poll(() => theirs.room.state.customerHere).toBe(false);
  expect(parties()).toHaveLength(2);
  signOut(anna);
  await expect.poll(parties).toEqual(['consultant']);
  const again = await enter({ ...anna, sessionId: randomUUID() }, id);
  await expect.poll(parties).toEqual(['consultant', 'customer']);
  theirs.say('to one of you');
  await expect.poll(again.texts).toEqual(['to one of you']);
});

/** Everything of voice that a link is sent from now on. */
function listen({ room }: Entered): { kind?: string; parties?: string[] }[] {
  const heard: { kind?: string }[] = [];
  for (const type of [VOICE, VOICES]) room.onMessage(type, (message: object) => void heard.push(message));
  return heard;
}
const CALL = '7c0ad0c4-3a3c-4a26-9a52-5c2b6a6f6f3e';
const signalTo = (to: string) => ({
  kind: 'signal',
  to,
  signal: { candidates: [{ candidate: 'candidate:1 1 udp 2113937151 192.0.2.77 5000 typ host' }] },
});

test('signals of voice reach the other alone; the same sent from another consultation reach nobody', async () => {
  const id = await branch.meet(anna, elena);
  const [mine, theirs] = [await enter(anna, id), await enter(elena, id)];
  const outsider = await enter(oliver, await branch.meet(oliver, james, 'desk-2'));
  const [myNews, theirNews, outsiderNews] = [listen(mine), listen(theirs), listen(outsider)];
  const theirCall = randomUUID();
  theirs.room.send(VOICE, { kind: 'join', call: theirCall, muted: false });
  await expect.poll(() => theirNews.some(({ kind }) => kind === 'joined')).toBe(true);
  mine.room.send(VOICE, { kind: 'join', call: CALL, muted: false });
  await expect.poll(() => myNews.find(({ kind }) => kind === 'joined')).toMatchObject({ peers: [{ call: theirCall }] });
  mine.room.send(VOICE, signalTo(theirCall));
  await expect.poll(() => theirNews.at(-1)).toMatchObject({ kind: 'signal', from: CALL });

  outsider.room.send(VOICE, { kind: 'join', call: randomUUID(), muted: false });
  await expect.poll(() => outsiderNews.some(({ kind }) => kind === 'joined')).toBe(true);
  const before = theirNews.length;
  outsider.room.send(VOICE, signalTo(theirCall));
  await expect.poll(() => outsider.refusals).toEqual(['voice-peer-unknown']);
  expect(theirNews).toHaveLength(before);
  expect(JSON.stringify(outsiderNews)).not.toMatch(new RegExp(`${CALL}|${theirCall}|192\\.0\\.2\\.77`));
});

test('a malformed signal and one before joining are refused, and reach nobody', async () => {
  const id = await branch.meet(anna, elena);
  const [mine, theirs] = [await enter(anna, id), await enter(elena, id)];
  const theirNews = listen(theirs);
  theirs.room.send(VOICE, { kind: 'join', call: CALL, muted: false });
  await expect.poll(() => theirNews.some(({ kind }) => kind === 'joined')).toBe(true);
  const before = theirNews.length;
  mine.room.send(VOICE, signalTo(CALL));
  mine.room.send(VOICE, { ...signalTo(CALL), signal: { description: { type: 'offer', sdp: 'v=0' } } });
  await expect.poll(() => mine.refusals).toEqual(['voice-not-joined', 'message-malformed']);
  mine.say('heard');
  await expect.poll(theirs.texts).toEqual(['heard']);
  expect(theirNews).toHaveLength(before);
});
