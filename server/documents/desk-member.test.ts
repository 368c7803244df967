import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type DeskAct, type DeskNews, type DeskPaper, PaperFile } from '../../shared/desk-letters.ts';
import type { PrivateMessage } from '../../shared/private-message.ts';
import { openFileBytes } from '../../shared/sealed/sealed-file.ts';
import type { GroupParty } from '../../shared/sealed-talk.ts';
import type { FileKey } from '../../shared/talk-file.ts';
import { createTalkDesk, type DeskSeat } from '../consultation/talk-desk.ts';
import { openTalkHouse } from '../consultation/testing/talk-house.ts';
import { type Database, openDatabase } from '../lib/db.ts';
import type { PersonKey } from '../lib/principal.ts';
import { embeddedInMemory } from '../lib/test-databases.ts';
import { customer, must, staff } from '../test-branch.ts';
import { ADDRESS, clearDocuments, createDocumentHouse, type DocumentHouse } from './testing/document-house.ts';

/** The document service as a member, over the delivery of a talk and with the client of the browsers. */
const [anna, oliver, elena, james] = [customer('anna'), customer('oliver'), staff('elena'), staff('james')];
const CHANGE = { kind: 'offer', templateId: 'address-change', language: 'en', values: {} } as const;
const AGREEMENT = {
  ...CHANGE,
  templateId: 'account-agreement',
  values: { product: 'easy', rate: 'Canary 3.1 %' },
} as const;
let db: Database;
let house: DocumentHouse;
let consultationId: string;

beforeAll(async () => {
  db = await openDatabase(embeddedInMemory());
}, 60_000);
afterAll(() => db.destroy());
beforeEach(async () => {
  await clearDocuments(db);
  house = createDocumentHouse(db);
  consultationId = await house.meet(anna, elena);
});

type Talk = ReturnType<typeof openTalkHouse>;
type Tab = ReturnType<Talk['tab']>;

async function sitDown(talk: Talk, party: GroupParty, person: PersonKey): Promise<Tab> {
  const tab = talk.tab(party, { person }).connect();
  await expect.poll(() => tab.view()?.standing).toBe('in');
  return tab;
}
/** The talk of the two, and the desk as the room has it. */
async function talkOfTwo() {
  const talk = openTalkHouse({ consultationId });
  const errors: unknown[] = [];
  const onError = (error: unknown) => void errors.push(error);
  const openDesk = () =>
    createTalkDesk({ consultationId, service: house.documents.desk, delivery: talk.delivery, onError });
  const desk = openDesk();
  house.events.subscribeEverywhere((event) => {
    if (event.type === 'table-changed' && event.consultationId === consultationId) desk.look().catch(onError);
  });
  const mine = await sitDown(talk, 'customer', 'customer:anna');
  const theirs = await sitDown(talk, 'consultant', 'staff:elena');
  return { talk, desk, openDesk, errors, mine, theirs };
}
const newsOf = ({ letters }: Tab) =>
  letters.flatMap(({ from, message }) => (message.kind === 'desk' && from.party === 'documents' ? [message] : []));
const papersOf = (tab: Tab) => newsOf(tab).at(-1)?.papers ?? [];
const statesOf = (tab: Tab) => papersOf(tab).map(({ state }) => state);

/** Writes to the service and answers what it says of it. */
async function ask(tab: Tab, act: DeskAct): Promise<string | null | undefined> {
  const request = randomUUID();
  await expect.poll(() => tab.members()).toContain('documents');
  const service = tab.view().members.find(({ party }) => party === 'documents')?.member ?? '';
  tab.client.sayTo(service, { kind: 'desk-request', request, act });
  const answer = () => newsOf(tab).find((news) => news.answer?.request === request)?.answer;
  await expect.poll(answer).toBeTruthy();
  return answer()?.error;
}

async function opened({ file }: { readonly file: FileKey }) {
  const sealed = await house.files.find(consultationId, file.fileId);
  const bytes = sealed && (await openFileBytes(file, Uint8Array.from(sealed)));
  if (!bytes) return null;
  const { document, pdf } = PaperFile.parse(JSON.parse(new TextDecoder().decode(bytes)));
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(Buffer.from(pdf, 'base64'))), {
    mergePages: true,
  });
  return { document, everything: `${JSON.stringify(document)} ${text.replace(/\s+/g, ' ')}` };
}
const one = (papers: readonly DeskPaper[]): DeskPaper => {
  const [paper] = papers;
  if (!paper || papers.length > 1) throw new Error(`${papers.length} papers`);
  return paper;
};

test('a document is offered, filled in, asked for and declined by letters alone; each has their own paper, the consultant’s masked', async () => {
  const { talk, desk, errors, mine, theirs } = await talkOfTwo();
  await desk.look();
  expect(talk.delivery.members().map(({ party }) => party)).toEqual(['customer', 'consultant']);
  desk.open();
  expect(await ask(theirs, CHANGE)).toBeNull();
  await expect.poll(() => statesOf(mine)).toEqual(['filling']);
  expect(mine.members()).toContain('documents');
  const { documentId } = one(papersOf(mine));
  expect(await ask(mine, { kind: 'fill', documentId, values: ADDRESS })).toBeNull();
  await expect.poll(() => statesOf(theirs)).toEqual(['shown']);

  const [own, masked] = [one(papersOf(mine)), one(papersOf(theirs))];
  const [hers, his] = [await opened(own), await opened(masked)];
  for (const canary of [ADDRESS.newAddress, ADDRESS.postcode]) {
    expect(hers?.everything).toContain(canary);
    expect(his?.everything).not.toContain(canary);
  }
  expect(his?.everything).toContain('1 December 2026');
  // The consultant has neither the key of the customer's paper nor the letter that holds it.
  expect(JSON.stringify(theirs.letters)).not.toContain(own.file.key);
  expect(await opened({ file: { ...own.file, key: masked.file.key, iv: masked.file.iv } })).toBeNull();
  expect(JSON.stringify(mine.letters.map(({ from }) => from.party))).toBe('["documents","documents"]');
  // Nothing of it is in what the delivery was sent, nor in what rests as a file.
  const files = await Promise.all([own, masked].map(({ file }) => house.files.find(consultationId, file.fileId)));
  for (const bytes of [...talk.seen, ...files])
    for (const canary of ['Canary', '%PDF', 'newAddress', ADDRESS.validFrom])
      expect(Buffer.from(bytes ?? []).includes(canary)).toBe(false);

  expect(await ask(theirs, { kind: 'ask', documentId })).toBeNull();
  await expect.poll(() => statesOf(mine)).toEqual(['asked']);
  expect(await ask(mine, { kind: 'decline', documentId })).toBeNull();
  await expect.poll(() => statesOf(theirs)).toEqual(['declined']);
  for (const tab of [mine, theirs]) expect(tab.view().refusedFrames).toBe(0);
  expect((await house.store.trail(documentId)).map(({ kind }) => kind)).toContain('read');
  desk.close();
  await expect.poll(() => talk.delivery.members().map(({ party }) => party)).not.toContain('documents');
  expect(errors).toEqual([]);
});

test('what a version was encrypted in is deleted with the next; a service that comes anew encrypts all anew', async () => {
  const { desk, openDesk, mine, theirs } = await talkOfTwo();
  desk.open();
  await ask(theirs, CHANGE);
  const former = one(papersOf(theirs));
  await ask(mine, { kind: 'fill', documentId: former.documentId, values: ADDRESS });
  await expect.poll(() => house.files.find(consultationId, former.file.fileId)).toBeNull();
  const filled = one(papersOf(mine));
  desk.close();
  await expect.poll(() => mine.members()).not.toContain('documents');
  // As after a restart: there is something on the desk, so that the service is brought in.
  const next = openDesk();
  await next.look();
  expect(await ask(mine, { kind: 'look' })).toBeNull();
  const again = one(papersOf(mine));
  expect(again.file.key).not.toBe(filled.file.key);
  expect((await opened(again))?.everything).toContain(ADDRESS.newAddress);
  expect(await house.files.find(consultationId, filled.file.fileId)).toBeNull();
  next.close();
});

test('the members beside the two have no answer and no letter, whatever they write; nor has one whose party is not theirs', async () => {
  const { talk, desk, mine, theirs } = await talkOfTwo();
  desk.open();
  await ask(theirs, CHANGE);
  const { documentId } = one(papersOf(theirs));
  const others = [
    await sitDown(talk, 'supervisor', 'staff:boss'),
    await sitDown(talk, 'colleague', 'staff:james'),
    await sitDown(talk, 'customer', 'customer:oliver'),
    await sitDown(talk, 'consultant', 'customer:anna'),
  ];
  const service = () => mine.view().members.find(({ party }) => party === 'documents')?.member ?? '';
  const acts: DeskAct[] = [{ kind: 'look' }, CHANGE, { kind: 'withdraw', documentId }];
  for (const tab of others)
    for (const act of acts) tab.client.sayTo(service(), { kind: 'desk-request', request: randomUUID(), act });
  // Ordered after all of their letters.
  for (const tab of others) tab.say('done');
  await expect.poll(() => mine.texts().length).toBe(others.length);
  expect(await ask(theirs, { kind: 'look' })).toBeNull();
  expect(others.map(newsOf)).toEqual([[], [], [], []]);
  expect(statesOf(theirs)).toEqual(['filling']);
});

/** The service of a talk with a member that is none: what is written to it, and what it writes. */
function seatFor(people: Readonly<Record<string, readonly [GroupParty, PersonKey]>>) {
  const sent: { readonly to: string; readonly news: DeskNews }[] = [];
  let hear: Parameters<DeskSeat['enter']>[0] | null = null;
  const members = Object.entries(people).map(([member, [party]], leafIndex) => ({
    member,
    party,
    leafIndex,
    signatureKey: new Uint8Array(),
  }));
  const seat: DeskSeat = {
    consultationId,
    enter(handlers) {
      hear = handlers;
      const sayTo = (to: string, message: PrivateMessage) => {
        if (message.kind === 'desk') sent.push({ to, news: message });
        return true;
      };
      return { members: () => members, sayTo, stop: () => {} };
    },
    personOf: (member) => people[member]?.[1] ?? null,
  };
  const stopped: unknown[] = [];
  const desk = house.documents.desk.sit(seat, (error) => stopped.push(error));
  const write = (member: string, act: DeskAct): string => {
    const request = randomUUID();
    const from = { party: people[member]?.[0] ?? 'customer', member };
    hear?.onPrivate({ id: randomUUID(), at: '', from, message: { kind: 'desk-request', request, act } });
    return request;
  };
  const answerTo = (request: string) => sent.find(({ news }) => news.answer?.request === request)?.news.answer;
  return {
    desk,
    sent,
    stopped,
    write,
    async ask(member: string, act: DeskAct) {
      const request = write(member, act);
      await expect.poll(() => answerTo(request)).toBeTruthy();
      return answerTo(request)?.error;
    },
  };
}
const TWO = { mine: ['customer', 'customer:anna'], theirs: ['consultant', 'staff:elena'] } as const;

test('each does what is theirs: the consultant offers, asks and takes back, the customer fills in and declines', async () => {
  const { ask: say } = seatFor(TWO);
  expect(await say('mine', CHANGE)).toBe('consultation-unknown');
  expect(await say('theirs', CHANGE)).toBeNull();
  const [{ id: documentId } = { id: '' }] = must(await house.service.listFor(anna, consultationId));
  const fill = { kind: 'fill', documentId, values: ADDRESS } as const;
  expect(await say('theirs', fill)).toBe('document-unknown');
  expect(await say('mine', { ...fill, values: { ...ADDRESS, card: 'classic' } })).toBe('field-wrong');
  expect(await say('theirs', { kind: 'ask', documentId })).toBe('document-state-wrong');
  expect(await say('mine', fill)).toBeNull();
  expect(await say('mine', { kind: 'ask', documentId })).toBe('document-unknown');
  expect(await say('mine', { kind: 'withdraw', documentId })).toBe('document-unknown');
  expect(await say('theirs', { kind: 'decline', documentId })).toBe('document-unknown');
  expect(await say('theirs', { kind: 'ask', documentId })).toBeNull();
  expect(await say('theirs', { kind: 'withdraw', documentId })).toBeNull();
  expect((await house.store.find(documentId))?.state).toBe('withdrawn');
});

test('a document of another talk is on no other desk, one’s own of an earlier talk neither; and who is no longer the consultant has none', async () => {
  const elsewhere = await house.meet(oliver, james, 'desk-2');
  const { id: others } = must(await house.service.offer(james, elsewhere, CHANGE));
  const { id: earlier } = must(await house.service.offer(elena, consultationId, CHANGE));
  await house.consultations.end(elena, consultationId);
  consultationId = await house.meet(anna, staff('maria'), 'desk-3');
  const { ask: say, write, sent } = seatFor({ ...TWO, theirs: ['consultant', 'staff:maria'] });
  expect(await say('theirs', CHANGE)).toBeNull();
  for (const documentId of [others, earlier, randomUUID()]) {
    expect(await say('theirs', { kind: 'withdraw', documentId })).toBe('document-unknown');
    expect(await say('mine', { kind: 'decline', documentId })).toBe('document-unknown');
  }
  expect((await house.store.find(others))?.state).toBe('filling');
  await house.consultations.end(staff('maria'), consultationId);
  const before = sent.length;
  write('theirs', { kind: 'look' });
  // The customer keeps it, and is told: after that nothing else is to be.
  expect(await say('mine', { kind: 'look' })).toBeNull();
  expect(new Set(sent.slice(before).map(({ to }) => to))).toEqual(new Set(['mine']));
});

test('papers are made for one person so often in a minute and no more, and letters answered', async () => {
  const { ask: say, write, sent, stopped } = seatFor(TWO);
  const wrong = { ...AGREEMENT, values: {} };
  expect(await say('theirs', AGREEMENT)).toBeNull();
  for (let time = 1; time < 30; time += 1) expect(await say('theirs', wrong)).toBe('field-wrong');
  expect(await say('theirs', wrong)).toBe('too-many-requests');
  expect(await say('theirs', { kind: 'look' })).toBeNull();
  house.pass(60_000);
  expect(await say('theirs', wrong)).toBe('field-wrong');
  for (let time = 0; time < 150; time += 1) write('mine', { kind: 'look' });
  expect(await say('theirs', { kind: 'look' })).toBeNull();
  expect(sent.filter(({ to, news }) => to === 'mine' && news.answer)).toHaveLength(120);
  expect(stopped).toEqual([]);
});

test('what goes wrong with one request is answered as such, and the next one is in order', async () => {
  const { ask: say, stopped } = seatFor(TWO);
  await sql`alter table document_event rename to elsewhere`.execute(db);
  try {
    expect(await say('theirs', CHANGE)).toBe('internal-error');
  } finally {
    await sql`alter table elsewhere rename to document_event`.execute(db);
  }
  expect(await say('theirs', CHANGE)).toBeNull();
  expect(stopped).toEqual([]);
});
