import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { matchMaker } from '@colyseus/core';
import { Client, type Room } from '@colyseus/sdk';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { CHAT, type ChatLine, customerConsultation, staffConsultation, TRANSCRIPT } from '../../shared/consultation.ts';
import { POINTING } from '../../shared/documents.ts';
import type { Result } from '../../shared/result.ts';
import type { ConsultationState } from '../../shared/room-state.ts';
import { CloseCode, MAX_MESSAGE_BYTES, REFUSED, type Refused, ROOMS_PATH, type Seat } from '../../shared/rooms.ts';
import { CAPTION, VOICE, VOICES } from '../../shared/voice.ts';
import { type Database, openDatabase } from '../lib/db.ts';
import { createLinkRegistry } from '../lib/link-registry.ts';
import type { Principal } from '../lib/principal.ts';
import { type Rooms, startRooms } from '../rooms.ts';
import { clearTestBranch, createTestBranch, customer, must, staff, type TestBranch } from '../test-branch.ts';
import { createIceService } from '../voice/ice-service.ts';
import { createConsultationRoom } from './consultation-room.ts';
import { createConsultationRoutes } from './consultation-routes.ts';
import { LINKS_EACH, MESSAGES_PER_SECOND } from './consultation-rules.ts';
import { CONSULTATION_ROOM, createConsultationSeats } from './consultation-seats.ts';

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
  db = await openDatabase({ kind: 'embedded' });
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
        consultations: withSlowLines(consultations),
        links,
        events,
        ice: createIceService(null, () => new Date()),
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

/** As a busy database may: what begins with `slow` is kept at once, and its sender told of it late. */
function withSlowLines(consultations: TestBranch['consultations']): TestBranch['consultations'] {
  return {
    ...consultations,
    async say(consultationId, from, text) {
      const said = await consultations.say(consultationId, from, text);
      if (text.startsWith('slow')) await new Promise((resume) => setTimeout(resume, 100));
      return said;
    },
  };
}

interface Entered {
  readonly room: Room<unknown, ConsultationState>;
  /** Texts of the transcript and of what was said after it. */
  readonly heard: string[];
  readonly refusals: string[];
  readonly closed: Promise<number>;
}

async function sit(seat: Seat): Promise<Entered> {
  const room: Entered['room'] = await client.consumeSeatReservation(seat);
  room.reconnection.enabled = false;
  const heard: string[] = [];
  const refusals: string[] = [];
  const transcript = new Promise<void>((arrived) => {
    room.onMessage(TRANSCRIPT, (lines: ChatLine[]) => {
      heard.splice(0, heard.length, ...lines.map(({ text }) => text));
      arrived();
    });
  });
  room.onMessage(CHAT, ({ text }: ChatLine) => void heard.push(text));
  room.onMessage(REFUSED, ({ code }: Refused) => void refusals.push(code));
  room.onError(() => {});
  const closed = new Promise<number>((left) => room.onLeave((code) => left(code)));
  await transcript;
  return { room, heard, refusals, closed };
}
const enter = async (who: Principal, consultationId: string) => sit(must(await enterAs(who, consultationId)));
const eventually = (read: () => unknown) => expect.poll(read, { timeout: 8000 });
const signOut = (who: typeof anna | typeof elena) =>
  branch.events.publish({ type: 'session-ended', sessionId: who.sessionId, reason: 'sign-out' });

test('the two hear each other in one room, see who is there, and who comes later has what was said', async () => {
  const id = await branch.meet(anna, elena);
  const [customerSeat, consultantSeat] = await Promise.all([enterAs(anna, id), enterAs(elena, id)]);
  expect(must(customerSeat).roomId).toBe(must(consultantSeat).roomId);
  const mine = await sit(must(customerSeat));
  expect([mine.room.state.customerHere, mine.room.state.consultantHere]).toEqual([true, false]);
  mine.room.send(CHAT, { text: '  Здравствуйте 👩\u200d💻 ' });
  await eventually(() => mine.heard).toEqual(['Здравствуйте 👩\u200d💻']);
  const theirs = await sit(must(consultantSeat));
  expect(theirs.heard).toEqual(['Здравствуйте 👩\u200d💻']);
  theirs.room.send(CHAT, { text: 'Good day' });
  await eventually(() => mine.heard).toEqual(['Здравствуйте 👩\u200d💻', 'Good day']);
  await eventually(() => mine.room.state.consultantHere).toBe(true);
  await theirs.room.leave();
  await eventually(() => mine.room.state.consultantHere).toBe(false);
  expect(await branch.lines(anna, id)).toMatchObject([{ from: 'customer' }, { from: 'consultant' }]);
});

test('lines are heard by both in the order they are kept, whatever takes longer', async () => {
  const id = await branch.meet(anna, elena);
  const [mine, theirs] = [await enter(anna, id), await enter(elena, id)];
  for (const text of ['slow', 'quick', 'slow again', 'last']) {
    mine.room.send(CHAT, { text });
    theirs.room.send(CHAT, { text: `elena: ${text}` });
  }
  await eventually(() => theirs.heard.length).toBe(8);
  expect(theirs.heard).toEqual((await branch.lines(anna, id)).map(({ text }) => text));
  await eventually(() => mine.heard).toEqual(theirs.heard);
});

test('who comes in while something is being said hears it once', async () => {
  const id = await branch.meet(anna, elena);
  const mine = await enter(anna, id);
  mine.room.send(CHAT, { text: 'slow' });
  const theirs = await enter(elena, id);
  await eventually(() => mine.heard).toEqual(['slow']);
  mine.room.send(CHAT, { text: 'then' });
  await eventually(() => theirs.heard).toEqual(['slow', 'then']);
});

test('where one points reaches the other one alone, and does not count as something said', async () => {
  const id = await branch.meet(anna, elena);
  const others = await branch.meet(oliver, james, 'desk-2');
  const [mine, theirs, outsider] = [await enter(anna, id), await enter(elena, id), await enter(oliver, others)];
  const pointed: [string, unknown][] = [];
  for (const [name, { room }] of Object.entries({ mine, theirs, outsider }))
    room.onMessage(POINTING, (message: unknown) => pointed.push([name, message]));
  const pointing = { documentId: '3f0e8a52-7f2e-4a6e-9a0e-3a1d2b7c9e11', page: 1, at: { x: 0.5, y: 0.5 } };
  for (let sent = 0; sent < MESSAGES_PER_SECOND + 1; sent++) mine.room.send(POINTING, pointing);
  mine.room.send(CHAT, { text: 'here' });
  await eventually(() => theirs.heard).toEqual(['here']);
  expect(pointed).toEqual(Array(MESSAGES_PER_SECOND + 1).fill(['theirs', pointing]));
  mine.room.send(POINTING, { ...pointing, page: 0 });
  await eventually(() => mine.refusals).toEqual(['message-malformed']);
});

test('a third person gets no seat, cannot take a spent or made-up one, and hears nothing', async () => {
  const id = await branch.meet(anna, elena);
  const seat = must(await enterAs(anna, id));
  const mine = await sit(seat);
  const others = await branch.meet(oliver, james, 'desk-2');
  const stranger = must(await enterAs(oliver, others));
  for (const who of [oliver, james, staff('anna'), customer('elena')])
    expect(await enterAs(who, id)).toEqual({ ok: false, error: 'consultation-unknown' });
  await expect(sit(seat)).rejects.toThrow();
  await expect(sit({ ...seat, sessionId: 'AAAAAAAAA' })).rejects.toThrow();
  await expect(sit({ ...seat, sessionId: stranger.sessionId })).rejects.toThrow();
  const outsider = await sit(stranger);
  mine.room.send(CHAT, { text: 'between us' });
  await eventually(() => mine.heard).toEqual(['between us']);
  outsider.room.send(CHAT, { text: 'elsewhere' });
  await eventually(() => outsider.heard).toEqual(['elsewhere']);
  expect(mine.heard).toEqual(['between us']);
});

test('a room is listed to nobody, and closes behind the last of the two; the next to come opens it anew', async () => {
  const id = await branch.meet(anna, elena);
  const mine = await enter(anna, id);
  expect(await matchMaker.query({ roomId: mine.room.roomId, private: false })).toEqual([]);
  mine.room.send(CHAT, { text: 'kept' });
  await eventually(() => mine.heard).toEqual(['kept']);
  await mine.room.leave();
  await eventually(() => matchMaker.getLocalRoomById(mine.room.roomId)).toBeUndefined();
  const again = await enter(elena, id);
  expect(again.room.roomId).not.toBe(mine.room.roomId);
  expect(again.heard).toEqual(['kept']);
});

test('one person has two links at most, and keeps nobody out with them', async () => {
  const id = await branch.meet(anna, elena);
  const tabs = [];
  for (let count = 0; count < LINKS_EACH; count++) tabs.push(await enter(anna, id));
  await expect(enter(anna, id)).rejects.toThrow();
  const unused = await Promise.all(Array.from({ length: 6 }, () => enterAs(anna, id)));
  expect(unused.every(({ ok }) => ok)).toBe(true);
  const theirs = await enter(elena, id);
  theirs.room.send(CHAT, { text: 'Hello to both tabs' });
  for (const tab of tabs) await eventually(() => tab.heard).toEqual(['Hello to both tabs']);
  await tabs[0]?.room.leave();
  await eventually(() => enter(anna, id).then(({ heard }) => heard)).toEqual(['Hello to both tabs']);
});

test.each<[string, string, unknown, string]>([
  ['no object', CHAT, 5, 'message-malformed'],
  ['no text', CHAT, {}, 'message-malformed'],
  ['an empty text', CHAT, { text: ' \n ' }, 'message-malformed'],
  ['a text too long', CHAT, { text: 'a'.repeat(2001) }, 'message-malformed'],
  ['a bidirectional override', CHAT, { text: 'a\u202eb' }, 'message-malformed'],
  ['an unknown type', 'transfer', { amount: '1.00' }, 'message-unknown'],
  ['a type only the server sends', TRANSCRIPT, [], 'message-unknown'],
  ['a type that is a name of objects', 'constructor', {}, 'message-unknown'],
])('a message with %s is refused with its code, and changes nothing', async (_what, type, message, code) => {
  const id = await branch.meet(anna, elena);
  const [mine, theirs] = [await enter(anna, id), await enter(elena, id)];
  mine.room.send(type, message);
  await eventually(() => mine.refusals).toEqual([code]);
  mine.room.send(CHAT, { text: 'still here' });
  await eventually(() => theirs.heard).toEqual(['still here']);
  expect(await branch.lines(anna, id)).toHaveLength(1);
});

test('messages too frequent are refused, and who goes on is closed with 4429', async () => {
  const id = await branch.meet(anna, elena);
  const [mine, theirs] = [await enter(anna, id), await enter(elena, id)];
  for (let count = 0; count <= MESSAGES_PER_SECOND; count++) mine.room.send(CHAT, { text: `line ${count}` });
  await eventually(() => mine.refusals).toEqual(['message-too-frequent']);
  await eventually(() => theirs.heard.length).toBe(MESSAGES_PER_SECOND);
  for (let count = 0; count < 40; count++) mine.room.send(CHAT, { text: 'flood' });
  expect(await mine.closed).toBe(CloseCode.tooManyMessages);
  theirs.room.send(CHAT, { text: 'where are you?' });
  await eventually(() => theirs.heard.at(-1)).toBe('where are you?');
});

test('a message larger than the limit closes the link with 1009 and is not said', async () => {
  const id = await branch.meet(anna, elena);
  const mine = await enter(anna, id);
  mine.room.send(CHAT, { text: 'a'.repeat(2000) });
  await eventually(() => mine.heard.length).toBe(1);
  mine.room.send(CHAT, { text: 'я'.repeat(MAX_MESSAGE_BYTES) });
  expect(await mine.closed).toBe(1009);
  expect(await branch.lines(anna, id)).toHaveLength(1);
});

test('a page of another origin gets no socket', async () => {
  const id = await branch.meet(anna, elena);
  const { port } = http.address() as AddressInfo;
  const foreign = new Client(`http://127.0.0.1:${port}${ROOMS_PATH}`, { headers: { origin: 'http://evil.test' } });
  const seat = must(await enterAs(anna, id));
  await expect(foreign.consumeSeatReservation(seat)).rejects.toThrow();
  expect((await sit(seat)).heard).toEqual([]);
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
  await expect(sit(unused)).rejects.toThrow();
  await expect(sit(unusedToo)).rejects.toThrow();
});

test('signing out closes the links of that session alone, and a seat got before is refused', async () => {
  const id = await branch.meet(anna, elena);
  const [mine, theirs] = [await enter(anna, id), await enter(elena, id)];
  const unused = must(await enterAs(anna, id));
  signOut(anna);
  expect(await mine.closed).toBe(CloseCode.sessionEnded);
  await expect(sit(unused)).rejects.toThrow();
  theirs.room.send(CHAT, { text: 'hello?' });
  await eventually(() => theirs.heard).toEqual(['hello?']);
});

test('a full transcript is said to who speaks', async () => {
  const id = await branch.meet(anna, elena);
  const mine = await enter(anna, id);
  await sql`
    insert into chat_line (id, consultation_id, speaker, text, at)
    select gen_random_uuid(), ${id}, 'customer', 'again', now() from generate_series(1, 2000)`.execute(db);
  mine.room.send(CHAT, { text: 'one more' });
  await eventually(() => mine.refusals).toEqual(['transcript-full']);
});

test('a line that cannot be kept closes its link, so that nobody takes it for said', async () => {
  const id = await branch.meet(anna, elena);
  const [mine, theirs] = [await enter(anna, id), await enter(elena, id)];
  await sql`alter table chat_line add constraint broken check (text <> 'lost')`.execute(db);
  mine.room.send(CHAT, { text: 'lost' });
  expect(await mine.closed).toBe(1011);
  await sql`alter table chat_line drop constraint broken`.execute(db);
  expect(roomErrors).toHaveLength(1);
  theirs.room.send(CHAT, { text: 'go on' });
  await eventually(() => theirs.heard).toEqual(['go on']);
});

/** Everything of voice that a link is sent from now on. */
function listen({ room }: Entered): { kind?: string; parties?: string[]; text?: string }[] {
  const heard: { kind?: string }[] = [];
  for (const type of [VOICE, VOICES, CAPTION]) room.onMessage(type, (message: object) => void heard.push(message));
  return heard;
}
const CALL = '7c0ad0c4-3a3c-4a26-9a52-5c2b6a6f6f3e';
const signalTo = (to: string) => ({
  kind: 'signal',
  to,
  signal: { candidates: [{ candidate: 'candidate:1 1 udp 2113937151 192.0.2.77 5000 typ host' }] },
});

test('signals and captions of voice reach the other alone; the same sent from another consultation reach nobody', async () => {
  const id = await branch.meet(anna, elena);
  const [mine, theirs] = [await enter(anna, id), await enter(elena, id)];
  const outsider = await enter(oliver, await branch.meet(oliver, james, 'desk-2'));
  const [myNews, theirNews, outsiderNews] = [listen(mine), listen(theirs), listen(outsider)];
  const theirCall = randomUUID();
  theirs.room.send(VOICE, { kind: 'join', call: theirCall, muted: false });
  await eventually(() => theirNews.some(({ kind }) => kind === 'joined')).toBe(true);
  mine.room.send(VOICE, { kind: 'join', call: CALL, muted: false });
  await eventually(() => myNews.find(({ kind }) => kind === 'joined')).toMatchObject({ peers: [{ call: theirCall }] });
  mine.room.send(VOICE, signalTo(theirCall));
  await eventually(() => theirNews.at(-1)).toMatchObject({ kind: 'signal', from: CALL });

  outsider.room.send(VOICE, { kind: 'join', call: randomUUID(), muted: false });
  await eventually(() => outsiderNews.some(({ kind }) => kind === 'joined')).toBe(true);
  const before = theirNews.length;
  outsider.room.send(VOICE, signalTo(theirCall));
  await eventually(() => outsider.refusals).toEqual(['voice-peer-unknown']);
  mine.room.send(CAPTION, { text: 'canary caption' });
  await eventually(() => theirNews.at(-1)).toEqual({ from: 'customer', text: 'canary caption' });
  expect(theirNews).toHaveLength(before + 1);
  expect(JSON.stringify(outsiderNews)).not.toMatch(new RegExp(`canary|${CALL}|${theirCall}|192\\.0\\.2\\.77`));
  expect(JSON.stringify(myNews)).not.toContain('canary');
});

test('a malformed signal and one before joining are refused, and reach nobody', async () => {
  const id = await branch.meet(anna, elena);
  const [mine, theirs] = [await enter(anna, id), await enter(elena, id)];
  const theirNews = listen(theirs);
  theirs.room.send(VOICE, { kind: 'join', call: CALL, muted: false });
  await eventually(() => theirNews.some(({ kind }) => kind === 'joined')).toBe(true);
  const before = theirNews.length;
  mine.room.send(VOICE, signalTo(CALL));
  mine.room.send(VOICE, { ...signalTo(CALL), signal: { description: { type: 'offer', sdp: 'v=0' } } });
  await eventually(() => mine.refusals).toEqual(['voice-not-joined', 'message-malformed']);
  mine.room.send(CAPTION, { text: 'heard' });
  await eventually(() => theirNews.at(-1)).toEqual({ from: 'customer', text: 'heard' });
  expect(theirNews).toHaveLength(before + 1);
});
