import { randomUUID } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { sql } from 'kysely';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MAX_DOCUMENTS } from '../../shared/desk-letters.ts';
import {
  type DocumentView,
  deleteDocument,
  type FieldValues,
  listDocuments,
  listTemplates,
  readPdf,
  readSignature,
} from '../../shared/documents.ts';
import type { DocumentFile } from '../../shared/endpoint.ts';
import type { Database } from '../lib/db.ts';
import { testDatabases } from '../lib/test-databases.ts';
import { customer, must, staff } from '../test-branch.ts';
import type { Offer } from './document-service.ts';
import {
  ADDRESS,
  clearDocuments,
  createDocumentHouse,
  type DocumentHouse,
  RETENTION_DAYS,
} from './testing/document-house.ts';

const [anna, oliver, elena, james] = [customer('anna'), customer('oliver'), staff('elena'), staff('james')];
const unknown = { ok: false, error: 'document-unknown' };
const wrongState = { ok: false, error: 'document-state-wrong' };
const over = { ok: false, error: 'consultation-unknown' };
const CHANGE = { templateId: 'address-change', language: 'en', values: {} } as const;

/** Everything of a PDF in which a text could be found: its bytes, its streams unpacked, and its words. */
async function everythingIn(bytes: Uint8Array): Promise<string> {
  const raw = Buffer.from(bytes).toString('latin1');
  const streams = [...raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, packed = '']) => {
    try {
      return inflateSync(Buffer.from(packed, 'latin1')).toString('latin1');
    } catch {
      return '';
    }
  });
  return [raw, ...streams, await wordsIn(bytes)].join('\n');
}

async function wordsIn(bytes: Uint8Array): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true });
  return text.replace(/\s+/g, ' ');
}

describe.each(testDatabases())('documents on $name', ({ open, concurrent }) => {
  let db: Database;
  let close: () => Promise<void>;
  let house: DocumentHouse;
  let consultationId: string;
  beforeAll(async () => {
    ({ db, close } = await open());
  }, 60_000);
  afterAll(() => close());
  beforeEach(async () => {
    await clearDocuments(db);
    house = createDocumentHouse(db);
    consultationId = await house.meet(anna, elena);
  });

  const offer = async (body: Offer = CHANGE): Promise<DocumentView> =>
    must(await house.service.offer(elena, consultationId, body));
  const fill = async (documentId: string, values: FieldValues = ADDRESS): Promise<DocumentView> =>
    must(await house.service.fill(anna, documentId, values));
  const pdf = async (documentId: string) => must(await house.service.readPdf(anna, documentId));
  const deskPdf = async (documentId: string) => must(await house.service.readPdf(elena, documentId));

  test('what the consultant lays on the desk, the customer fills in and both read; each step is recorded', async () => {
    const { id, state } = await offer();
    expect(state).toBe('filling');
    const filled = await fill(id);
    expect(filled).toMatchObject({ state: 'shown', version: 2, consultantName: 'Name of elena' });
    expect(await wordsIn((await pdf(id)).bytes)).toContain(ADDRESS.newAddress);
    await deskPdf(id);
    expect(must(await house.service.ask(elena, id)).state).toBe('asked');
    const trail = await house.store.trail(id);
    expect(trail.map(({ kind, by_kind, by_subject, version }) => [kind, by_kind, by_subject, version])).toEqual([
      ['offered', 'staff', 'elena', 1],
      ['filled', 'customer', 'anna', 2],
      ['read', 'customer', 'anna', 2],
      ['read', 'staff', 'elena', 2],
      ['asked', 'staff', 'elena', 2],
    ]);
    expect(house.published.filter(({ type }) => type === 'table-changed')).toHaveLength(3);
  });

  test('the trail cannot be changed, nor any of it deleted', async () => {
    await offer();
    await expect(sql`update document_event set by_subject = 'james'`.execute(db)).rejects.toThrow('only added to');
    await expect(sql`delete from document_event`.execute(db)).rejects.toThrow('only added to');
  });

  test('nothing that the consultant gets holds a masked value: no answer, no byte of the PDF', async () => {
    const { id } = await offer();
    await fill(id);
    const seenByCustomer = `${JSON.stringify(await house.service.listFor(anna, consultationId))}
      ${await everythingIn((await pdf(id)).bytes)}`;
    const got = [
      await house.get(listTemplates, elena, {}),
      must(await house.service.listFor(elena, consultationId)),
      must(await house.service.ask(elena, id)),
      must(await house.service.withdraw(elena, id)),
      await offer(),
    ];
    const { bytes } = await deskPdf(id);
    const seenByConsultant = `${JSON.stringify([got, house.published])} ${await everythingIn(bytes)}`;
    for (const canary of [ADDRESS.newAddress, 'Canary', ADDRESS.postcode, '5AB']) {
      expect(seenByCustomer).toContain(canary);
      expect(seenByConsultant).not.toContain(canary);
    }
    expect(await wordsIn(bytes)).toContain('1 December 2026');
  });

  test('two secrets, one paper: the consultant’s bytes are the same whatever is masked in them, and before it is filled in', async () => {
    const template: Offer = {
      templateId: 'account-agreement',
      language: 'ru',
      values: { product: 'easy', rate: '3,1 %' },
    };
    const { id } = await offer(template);
    const values = { birthDate: '1990-01-31', idNumber: '4509 123456', taxNumber: '7', occupation: 'врач' };
    await fill(id, values);
    const [own, desk] = [await pdf(id), await deskPdf(id)];
    await fill(id, { ...values, birthDate: '1961-12-08', idNumber: 'Ж'.repeat(90), taxNumber: '123456789012' });
    const [otherOwn, otherDesk] = [await pdf(id), await deskPdf(id)];
    expect(Buffer.compare(own.bytes, otherOwn.bytes)).not.toBe(0);
    expect(await wordsIn(otherOwn.bytes).then((words) => words.replaceAll(' ', ''))).toContain('Ж'.repeat(90));
    expect(Buffer.compare(desk.bytes, otherDesk.bytes)).toBe(0);
    const pages = await Promise.all(
      [own, desk].map(async ({ bytes }) => (await getDocumentProxy(new Uint8Array(bytes))).numPages),
    );
    expect(pages).toEqual([2, 2]);
  });

  test('what rests in the database is sealed: neither values nor the PDF can be read there', async () => {
    const { id } = await offer();
    await fill(id);
    const row = JSON.stringify(await house.store.find(id));
    expect(row).not.toContain('Canary');
    expect(row).not.toContain('%PDF');
    expect(row).not.toContain(Buffer.from('%PDF-1.7').toString('base64').slice(0, 8));
  });

  test('the consultant loses it with the consultation, the customer keeps it', async () => {
    const { id } = await offer();
    await fill(id);
    await deskPdf(id);
    must(await house.service.listFor(elena, consultationId));
    await house.consultations.end(elena, consultationId);
    expect(await house.service.readPdf(elena, id)).toEqual(unknown);
    expect(await house.service.ask(elena, id)).toEqual(unknown);
    expect(await house.service.withdraw(elena, id)).toEqual(unknown);
    expect(await house.service.listFor(elena, consultationId)).toEqual(over);
    expect(await house.service.offer(elena, consultationId, CHANGE)).toEqual(over);
    expect((await pdf(id)).bytes.length).toBeGreaterThan(1000);
    const { documents } = await house.get<{ documents: DocumentView[] }>(listDocuments, anna, {});
    expect(documents).toMatchObject([{ id, state: 'lapsed' }]);
    expect(await house.service.fill(anna, id, ADDRESS)).toEqual(wrongState);
    expect(await house.service.decline(anna, id)).toEqual(wrongState);
  });

  test('while the talk lasts no route has what lies on the desk; afterwards it is in the customer’s folder', async () => {
    const { id } = await offer();
    await fill(id);
    const params = { documentId: id };
    const routes = house.documents.routes.filter(({ endpoint }) => endpoint.method === 'GET');
    const read = async () =>
      Promise.all(routes.map(({ handle }) => handle({ params, body: undefined, principal: anna })));
    expect((await pdf(id)).bytes.length).toBeGreaterThan(1000);
    expect(JSON.stringify(await read())).not.toContain('Canary');
    expect(await house.call(readPdf, anna, params)).toEqual(unknown);
    expect(await house.get(listDocuments, anna, {})).toEqual({ documents: [] });
    await house.consultations.end(elena, consultationId);
    expect(JSON.stringify(await read())).toContain('Canary');
    for (const who of [oliver, customer('elena')]) expect(await house.call(readPdf, who, params)).toEqual(unknown);
    const kept = await house.get<DocumentFile>(readPdf, anna, params);
    expect(await wordsIn(kept.bytes)).toContain(ADDRESS.newAddress);
  });

  test('somebody else’s document answers as one that never was', async () => {
    const { id } = await offer();
    await fill(id);
    const others = [oliver, customer('elena')];
    for (const documentId of [id, randomUUID()]) {
      const params = { documentId };
      for (const who of others) {
        expect(await house.service.readPdf(who, documentId)).toEqual(unknown);
        expect(await house.call(readSignature, who, params)).toEqual(unknown);
        expect(await house.service.fill(who, documentId, ADDRESS)).toEqual(unknown);
        expect(await house.service.decline(who, documentId)).toEqual(unknown);
        expect(await house.call(deleteDocument, who, params)).toEqual(unknown);
      }
      for (const who of [james, staff('anna'), staff('boss', ['supervisor'])]) {
        expect(await house.service.readPdf(who, documentId)).toEqual(unknown);
        expect(await house.service.ask(who, documentId)).toEqual(unknown);
        expect(await house.service.withdraw(who, documentId)).toEqual(unknown);
      }
    }
    for (const who of others) {
      expect(await house.service.listFor(who, consultationId)).toEqual(over);
      expect(await house.get(listDocuments, who, {})).toEqual({ documents: [] });
    }
    expect(await house.service.offer(james, consultationId, CHANGE)).toEqual(over);
    expect((await house.store.find(id))?.state).toBe('shown');
  });

  test.each([
    ['one is missing', { newAddress: 'a', postcode: 'b' }],
    ['one is not theirs', { ...ADDRESS, card: 'classic' }],
    ['a day that is none', { ...ADDRESS, validFrom: '2026-02-30' }],
    ['a name that reads as another', { ...ADDRESS, newAddress: 'a\u202eb' }],
    ['nothing but spaces', { ...ADDRESS, newAddress: '   ' }],
    ['a script that the paper’s font lacks', { ...ADDRESS, newAddress: '東京都' }],
  ])('fields are refused and nothing changes: %s', async (_, values) => {
    const { id } = await offer();
    expect(await house.service.fill(anna, id, values)).toEqual({
      ok: false,
      error: 'field-wrong',
    });
    expect((await house.store.find(id))?.version).toBe(1);
    expect(await fill(id)).toMatchObject({ version: 2 });
  });

  test('a choice is one of those that there are, and a template one that the bank has', async () => {
    const call = (body: Offer) => house.service.offer(elena, consultationId, body);
    const card: Offer = { templateId: 'card-order', language: 'en', values: { card: 'travel' } };
    expect(await call(card)).toMatchObject({ ok: true });
    expect(await call({ ...card, values: { card: 'gold' } })).toEqual({ ok: false, error: 'field-wrong' });
    expect(await call({ ...card, templateId: '../package' })).toEqual({ ok: false, error: 'template-unknown' });
  });

  test('a document is asked for once it is filled in, and is over once it is declined or taken back', async () => {
    const { id } = await offer();
    expect(await house.service.ask(elena, id)).toEqual(wrongState);
    await fill(id);
    expect(await house.service.ask(elena, id)).toMatchObject({ ok: true });
    expect(await house.service.decline(anna, id)).toMatchObject({ ok: true });
    expect(await house.service.fill(anna, id, ADDRESS)).toEqual(wrongState);
    expect(await house.service.withdraw(elena, id)).toEqual(wrongState);
  });

  test('a consultation has so many documents and no more, however they come', async () => {
    const { id } = await offer();
    const row = await house.store.find(id);
    if (!row) throw new Error('there is one');
    const act = { kind: 'offered', at: house.time.now, by: { by_kind: 'staff', by_subject: 'elena' } } as const;
    const more = Array.from({ length: MAX_DOCUMENTS + 2 }, () =>
      house.store.insert({ ...row, id: randomUUID() }, MAX_DOCUMENTS, act),
    );
    expect((await Promise.all(more)).filter(Boolean)).toHaveLength(MAX_DOCUMENTS - 1);
    expect(await house.service.offer(elena, consultationId, CHANGE)).toEqual({
      ok: false,
      error: 'too-many-documents',
    });
  });

  test('what binds nobody can be deleted; what is old, or of a customer who asked for it, is gone with everything but the trail', async () => {
    const { id } = await offer();
    expect(await house.call(deleteDocument, anna, { documentId: id })).toMatchObject({ ok: true });
    expect(await house.service.readPdf(anna, id)).toEqual(unknown);
    const [older, newer] = [await offer(), await offer()];
    house.pass(RETENTION_DAYS * 24 * 60 * 60_000 - 1000);
    await fill(newer.id);
    expect(await house.service.deleteOld()).toBe(0);
    house.pass(2000);
    expect(await house.service.deleteOld()).toBe(1);
    expect(await house.store.find(older.id)).toBeUndefined();
    expect(await house.service.deleteAllOf('oliver')).toBe(0);
    expect(await house.service.deleteAllOf('anna')).toBe(1);
    expect(await house.store.find(newer.id)).toBeUndefined();
    expect((await house.store.trail(newer.id)).at(-1)).toMatchObject({ kind: 'deleted', by_kind: 'system' });
  });

  test.runIf(concurrent)('of two who change one version at once, one does', async () => {
    const { id } = await offer();
    const both = await Promise.all([1, 2].map(() => house.service.fill(anna, id, ADDRESS)));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });
});
