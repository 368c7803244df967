import { randomUUID } from 'node:crypto';
import { matchMaker } from '@colyseus/core';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { RECORDING } from '../../shared/recording.ts';
import { VOICE } from '../../shared/voice.ts';
import { type Database, openDatabase } from '../lib/db.ts';
import { clearTestBranch, createTestBranch, customer, staff, type TestBranch } from '../test-branch.ts';
import { openLiveTalks } from './testing/live-talks.ts';

/** The server never has the words: they are searched in every byte that it receives, sends, publishes, logs and stores. */
const [anna, elena] = [customer('anna'), staff('elena')];
let db: Database;
let branch: TestBranch;
let live: Awaited<ReturnType<typeof openLiveTalks>>;
const logged: string[] = [];

beforeAll(async () => {
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, method).mockImplementation((...said: unknown[]) => void logged.push(said.map(String).join(' ')));
  db = await openDatabase({ kind: 'embedded' });
  await clearTestBranch(db);
  branch = createTestBranch(db);
  live = await openLiveTalks(branch);
}, 60_000);
afterAll(async () => {
  await live.stop();
  await db.destroy();
  vi.restoreAllMocks();
}, 30_000);

const eventually = (read: () => unknown) => expect.poll(read, { timeout: 8000 });

/** Every message that the server's sockets take, as it is after the mask of the WebSocket is off. */
function listenAtTheServer(roomId: string): Buffer[] {
  const received: Buffer[] = [];
  for (const { ref } of matchMaker.getLocalRoomById(roomId)?.clients ?? [])
    ref.on('message', (data: Buffer) => received.push(Buffer.from(data)));
  return received;
}

async function everythingStored(): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public'`.execute(db);
  const tables = await Promise.all(
    rows.map(({ name }) => sql<{ row: string }>`select t::text as row from ${sql.raw(name)} t`.execute(db)),
  );
  return tables.flatMap((table) => table.rows.map(({ row }) => row)).join('\n');
}

test('no word of the two is in anything that the server receives, publishes, logs or stores, unless both have it recorded', async () => {
  const id = await branch.meet(anna, elena);
  const [mine, theirs] = [await live.enter(anna, id), await live.enter(elena, id)];
  const received = listenAtTheServer(mine.room.roomId);
  const [canary, recorded, shown, documentId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  mine.say(`my ${canary}`);
  theirs.say(`your ${canary}`);
  await eventually(() => [mine.heard.length, theirs.heard.length]).toEqual([2, 2]);
  const signs = [
    { kind: 'caption', text: `spoken ${canary}` },
    { kind: 'pointing', pointing: { documentId, page: 1, at: null } },
    { kind: 'pointing-asked', documentId },
  ] as const;
  for (const sign of signs) mine.tell(sign);
  await eventually(() => theirs.opened).toEqual(signs);
  // By which a voice goes is not encrypted: it shows that what is searched is what comes.
  mine.room.send(VOICE, { kind: 'join', call: shown, muted: false });
  await eventually(() => mine.voice.some(({ kind }) => kind === 'joined')).toBe(true);
  for (const one of [mine, theirs]) one.room.send(RECORDING, { agree: true });
  for (const one of [mine, theirs]) await eventually(() => one.members().includes('recorder')).toBe(true);
  mine.say(recorded);
  await eventually(async () => (await branch.lines(anna, id)).map(({ text }) => text)).toEqual([recorded]);

  const sockets = Buffer.concat(received).toString('latin1');
  const stored = await everythingStored();
  const published = JSON.stringify(branch.published);
  expect(sockets).toContain(shown);
  expect(stored).toContain(recorded);
  expect(published).toContain(id);
  for (const words of [sockets, stored, published, logged.join('\n')])
    for (const secret of [canary, documentId]) expect(words).not.toContain(secret);
  for (const words of [sockets, published, logged.join('\n')]) expect(words).not.toContain(recorded);
  expect(live.errors).toEqual([]);
});
