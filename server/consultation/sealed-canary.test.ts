import { randomUUID } from 'node:crypto';
import { matchMaker } from '@colyseus/core';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Party } from '../../shared/consultation-members.ts';
import { type DeskAct, type DeskPaper, OPEN_DESK, PaperFile } from '../../shared/desk-letters.ts';
import { writeSheet } from '../../shared/proposal-sheet.ts';
import { RECORDING } from '../../shared/recording.ts';
import { openFileBytes } from '../../shared/sealed/sealed-file.ts';
import { VOICE } from '../../shared/voice.ts';
import { clearDocuments, createDocumentHouse, type DocumentHouse } from '../documents/testing/document-house.ts';
import { type Database, openDatabase } from '../lib/db.ts';
import { embeddedInMemory } from '../lib/test-databases.ts';
import { customer, must, staff } from '../test-branch.ts';
import { type Entered, openLiveTalks } from './testing/live-talks.ts';

/** The server never has the words: they are searched in every byte that it receives, sends, publishes, logs and stores. */
const [anna, elena, boss] = [customer('anna'), staff('elena'), staff('boss', ['supervisor'])];
const [oliver, james] = [customer('oliver'), staff('james')];
let db: Database;
let branch: DocumentHouse;
let live: Awaited<ReturnType<typeof openLiveTalks>>;
const logged: string[] = [];

beforeAll(async () => {
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, method).mockImplementation((...said: unknown[]) => void logged.push(said.map(String).join(' ')));
  db = await openDatabase(embeddedInMemory());
  await clearDocuments(db);
  branch = createDocumentHouse(db);
  live = await openLiveTalks(branch, branch.documents.desk);
}, 60_000);
afterAll(async () => {
  await live.stop();
  await db.destroy();
  vi.restoreAllMocks();
}, 30_000);

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
  await expect.poll(() => [mine.heard.length, theirs.heard.length]).toEqual([2, 2]);
  const signs = [
    { kind: 'caption', text: `spoken ${canary}` },
    { kind: 'pointing', pointing: { documentId, page: 1, at: null } },
    { kind: 'pointing-asked', documentId },
  ] as const;
  for (const sign of signs) mine.tell(sign);
  await expect.poll(() => theirs.opened).toEqual(signs);
  const letter = { kind: 'proposal', id: randomUUID(), ...writeSheet({ payeeName: canary }) } as const;
  theirs.sayTo('customer', letter);
  await expect.poll(() => mine.letters).toEqual([letter]);
  // By which a voice goes is not encrypted: it shows that what is searched is what comes.
  mine.room.send(VOICE, { kind: 'join', call: shown, muted: false });
  await expect.poll(() => mine.voice.some(({ kind }) => kind === 'joined')).toBe(true);
  for (const one of [mine, theirs]) one.room.send(RECORDING, { agree: true });
  for (const one of [mine, theirs]) await expect.poll(() => one.members().includes('recorder')).toBe(true);
  mine.say(recorded);
  await expect.poll(async () => (await branch.lines(anna, id)).map(({ text }) => text)).toEqual([recorded]);

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

test('no value of a document, masked or open, is in what the server receives, publishes, logs or stores in the talk, nor a masked one with the consultant', async () => {
  const id = await branch.meet(oliver, james, 'desk-2');
  must(await branch.consultations.supervise(boss, id, 'listening'));
  const [mine, theirs, third] = [await live.enter(oliver, id), await live.enter(james, id), await live.enter(boss, id)];
  const received = listenAtTheServer(mine.room.roomId);
  const [open, masked] = [randomUUID(), randomUUID()];
  const ask = (who: Entered, act: DeskAct) =>
    who.sayTo('documents', { kind: 'desk-request', request: randomUUID(), act });
  const paperOf = (who: Entered): DeskPaper | undefined =>
    who.letters.flatMap((letter) => (letter.kind === 'desk' ? letter.papers : [])).at(-1);
  const read = async (who: Entered) => {
    const paper = paperOf(who);
    const sealed = paper && (await branch.files.find(id, paper.file.fileId));
    const bytes = sealed && (await openFileBytes(paper.file, Uint8Array.from(sealed)));
    return JSON.stringify(bytes && PaperFile.parse(JSON.parse(new TextDecoder().decode(bytes))).document);
  };
  // The consultant's word brings it in; nobody else's, while nothing lies there.
  for (const one of [third, mine]) one.room.send(OPEN_DESK, {});
  mine.say('nobody yet');
  await expect.poll(() => theirs.heard).toEqual(['nobody yet']);
  expect(theirs.members()).not.toContain('documents');
  theirs.room.send(OPEN_DESK, {});
  await expect.poll(() => theirs.members().includes('documents')).toBe(true);
  const values = { product: 'easy', rate: open };
  ask(theirs, { kind: 'offer', templateId: 'account-agreement', language: 'en', values });
  await expect.poll(() => paperOf(mine)?.state).toBe('filling');
  const documentId = paperOf(mine)?.documentId ?? '';
  const filled = { birthDate: '1990-01-31', idNumber: masked, taxNumber: '77', occupation: 'Doctor' };
  ask(mine, { kind: 'fill', documentId, values: filled });
  for (const who of [mine, theirs]) await expect.poll(() => paperOf(who)?.state).toBe('shown');

  for (const canary of [open, masked]) expect(await read(mine)).toContain(canary);
  expect(await read(theirs)).toContain(open);
  expect(await read(theirs)).not.toContain(masked);
  expect(third.letters).toEqual([]);
  const parties: Party[] = ['customer', 'consultant', 'supervisor'];
  expect(third.members().sort()).toEqual([...parties, 'documents'].sort());
  const places = {
    received: Buffer.concat(received).toString('latin1'),
    stored: await everythingStored(),
    published: JSON.stringify(branch.published),
    logged: logged.join('\n'),
    third: third.everything.join('\n'),
    consultant: theirs.everything.join('\n'),
  };
  expect(places.received.length + places.third.length).toBeGreaterThan(10_000);
  expect(places.stored).toContain(documentId);
  // Bytes of the database are shown in hexadecimal digits.
  for (const [place, words] of Object.entries(places))
    for (const canary of [open, masked])
      for (const form of [
        canary,
        Buffer.from(canary).toString('hex'),
        Buffer.from(canary).toString('base64').slice(2, 40),
      ])
        expect([place, words.includes(form)]).toEqual([place, false]);
  expect(live.errors).toEqual([]);
});
