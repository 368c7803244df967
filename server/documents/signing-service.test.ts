import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  addPasskey,
  beginPasskey,
  beginSigning,
  deleteDocument,
  readSignature,
  signDocument,
} from '../../shared/documents.ts';
import type { DocumentFile } from '../../shared/endpoint.ts';
import { SignatureReceipt, type SigningStatement, sha256, toBase64Url } from '../../shared/signature.ts';
import type { Database } from '../lib/db.ts';
import type { CustomerPrincipal } from '../lib/principal.ts';
import { testDatabases } from '../lib/test-databases.ts';
import { createTestPasskey, type PasskeyDeviation } from '../sandbox-bank/testing/test-passkey.ts';
import { customer, must, staff } from '../test-branch.ts';
import { contextOf } from './document-papers.ts';
import { FRESH_SIGN_IN_MS, SIGNING_LIFETIME_MS } from './document-rules.ts';
import { ADDRESS, clearDocuments, createDocumentHouse, type DocumentHouse, ORIGIN } from './testing/document-house.ts';
import { verifySignature } from './verify-signature.ts';

const [anna, oliver, elena] = [customer('anna'), customer('oliver'), staff('elena')];
const refused = { ok: false, error: 'signature-refused' };
const CHANGE = { templateId: 'address-change', language: 'en', values: {} } as const;

interface Question {
  readonly statement: SigningStatement;
  readonly options: PublicKeyCredentialRequestOptionsJSON;
}

describe.each(testDatabases())('signatures on $name', ({ open, concurrent }) => {
  let db: Database;
  let close: () => Promise<void>;
  let house: DocumentHouse;
  let consultationId: string;
  let documentId: string;
  beforeAll(async () => {
    ({ db, close } = await open());
  }, 60_000);
  afterAll(() => close());
  beforeEach(async () => {
    await clearDocuments(db);
    house = createDocumentHouse(db);
    consultationId = await house.meet(anna, elena);
    documentId = await askedDocument();
  });

  async function askedDocument(): Promise<string> {
    const { id } = must(await house.service.offer(elena, consultationId, CHANGE));
    must(await house.service.fill(anna, id, ADDRESS));
    must(await house.service.ask(elena, id));
    return id;
  }
  async function enrol(who: CustomerPrincipal, passkey = createTestPasskey()) {
    const { options } = await house.get<{ options: PublicKeyCredentialCreationOptionsJSON }>(beginPasskey, who, {});
    await house.get(addPasskey, who, {}, { registration: passkey.enrol(options, ORIGIN) });
    return passkey;
  }
  const question = (id = documentId) => house.get<Question>(beginSigning, anna, { documentId: id });
  const answer = (
    { statement, options }: Question,
    passkey: ReturnType<typeof createTestPasskey>,
    deviation: PasskeyDeviation & { readonly origin?: string } = {},
  ) => ({ nonce: statement.nonce, assertion: passkey.sign(options, deviation.origin ?? ORIGIN, deviation) });
  const send = (body: object, who = anna, id = documentId) => house.call(signDocument, who, { documentId: id }, body);

  /** Proves that the house would have taken it, so that what was refused was refused for its own reason. */
  async function expectEntitled(passkey: ReturnType<typeof createTestPasskey>): Promise<void> {
    expect(await send(answer(await question(), passkey))).toMatchObject({ ok: true });
  }

  test('a signature is over the very bytes that the customer is shown, and anyone can check it', async () => {
    const passkey = await enrol(anna);
    const asked = await question();
    const { bytes } = must(await house.service.readPdf(anna, documentId));
    expect(asked.statement).toEqual({
      documentId,
      pdfSha256: toBase64Url(await sha256(Uint8Array.from(bytes))),
      customer: 'anna',
      customerName: 'Name of anna',
      consultationId,
      consultantName: 'Name of elena',
      at: house.time.now.toISOString(),
      nonce: asked.statement.nonce,
    });
    expect(await send(answer(asked, passkey))).toMatchObject({ ok: true });
    const kept = await house.get<DocumentFile>(readSignature, anna, { documentId });
    const receipt = SignatureReceipt.parse(JSON.parse(Buffer.from(kept.bytes).toString()));
    expect(await verifySignature(receipt, bytes)).toEqual({ ok: true, value: null });
    const changed = Uint8Array.from(bytes);
    changed[changed.length - 10] = (changed[changed.length - 10] ?? 0) ^ 1;
    expect(await verifySignature(receipt, changed)).toEqual({ ok: false, error: 'document-differs' });
    const forged = { ...receipt, statement: { ...receipt.statement, customerName: 'Name of oliver' } };
    expect(await verifySignature(forged, bytes)).toEqual({ ok: false, error: 'signature-wrong' });
    expect((await house.store.trail(documentId)).at(-1)).toMatchObject({ kind: 'signed', by_subject: 'anna' });
    expect(await house.call(deleteDocument, anna, { documentId })).toEqual({ ok: false, error: 'document-kept' });
    await house.consultations.end(elena, consultationId);
    expect((await house.service.folder(anna))[0]).toMatchObject({ state: 'signed', signedAt: expect.any(String) });
  });

  test('a challenge counts once', async () => {
    const passkey = await enrol(anna);
    const said = answer(await question(), passkey);
    expect(await send(said)).toMatchObject({ ok: true });
    expect(await send(said)).toEqual({ ok: false, error: 'document-state-wrong' });
    // The same once more, where nothing but the challenge's use stands against it.
    await db
      .withTables<{ document: object }>()
      .updateTable('document')
      .set({ state: 'asked', signature: null, signed_at: null } as never)
      .execute();
    expect(await send(said)).toEqual(refused);
    await expectEntitled(passkey);
  });

  test('a challenge is good for five minutes', async () => {
    const passkey = await enrol(anna);
    const late = await question();
    house.pass(SIGNING_LIFETIME_MS);
    expect(await send(answer(late, passkey))).toEqual(refused);
    const inTime = await question();
    house.pass(SIGNING_LIFETIME_MS - 1);
    expect(await send(answer(inTime, passkey))).toMatchObject({ ok: true });
  });

  test('a document that was changed after the question is not signed by the answer', async () => {
    const passkey = await enrol(anna);
    const asked = await question();
    must(await house.service.fill(anna, documentId, { ...ADDRESS, postcode: 'N1 9GU' }));
    expect(await send(answer(asked, passkey))).toEqual({ ok: false, error: 'document-state-wrong' });
    must(await house.service.ask(elena, documentId));
    expect(await send(answer(asked, passkey))).toEqual(refused);
    await expectEntitled(passkey);
  });

  test('bytes that were changed in the database behind everyone’s back are not signed', async () => {
    const passkey = await enrol(anna);
    const asked = await question();
    const row = await house.store.find(documentId);
    if (!row) throw new Error('it is there');
    const set = (pdf: string) =>
      db
        .withTables<{ document: { customer_pdf: string } }>()
        .updateTable('document')
        .set({ customer_pdf: pdf })
        .execute();
    await set(house.box.seal(Buffer.from('%PDF another').toString('base64'), contextOf(row, 'customer_pdf')));
    expect(await send(answer(asked, passkey))).toEqual(refused);
    await set(row.customer_pdf);
    await expectEntitled(passkey);
  });

  test('the answer for one document signs no other', async () => {
    const passkey = await enrol(anna);
    const other = await askedDocument();
    expect(await send(answer(await question(other), passkey))).toEqual(refused);
    const asked = await question();
    expect(await send({ ...answer(await question(other), passkey), nonce: asked.statement.nonce })).toEqual(refused);
    await expectEntitled(passkey);
  });

  test('another customer’s passkey signs nothing, nor does another customer with their own', async () => {
    const passkey = await enrol(anna);
    const stranger = await enrol(oliver);
    expect(await send(answer(await question(), stranger))).toEqual(refused);
    const said = answer(await question(), passkey);
    expect(await send(said, oliver)).toEqual({ ok: false, error: 'document-unknown' });
    expect(await house.call(beginSigning, oliver, { documentId })).toEqual({ ok: false, error: 'document-unknown' });
    expect(await send(said)).toMatchObject({ ok: true });
  });

  test.each([
    ['made on another page', { origin: 'http://bank.localhost:4000' }],
    ['for another site', { rpId: 'bank.localhost' }],
    ['without the person verified', { isUserVerified: false }],
  ])('an answer %s is refused, and recorded', async (_, deviation) => {
    const passkey = await enrol(anna);
    expect(await send(answer(await question(), passkey, deviation))).toEqual(refused);
    expect((await house.store.trail(documentId)).at(-1)).toMatchObject({
      kind: 'signature-refused',
      by_subject: 'anna',
    });
    await expectEntitled(passkey);
  });

  test('a copy of a passkey that counts is refused once the original has been used', async () => {
    const passkey = await enrol(anna, createTestPasskey(1));
    const second = await askedDocument();
    const [first, other] = [await question(), await question(second)];
    const early = answer(first, passkey);
    expect(await send(answer(other, passkey), anna, second)).toMatchObject({ ok: true });
    expect(await send(early)).toEqual(refused);
    await expectEntitled(passkey);
  });

  test('nothing is signed before it was asked for, or after the consultation', async () => {
    const passkey = await enrol(anna);
    const { id } = must(await house.service.offer(elena, consultationId, CHANGE));
    const wrongState = { ok: false, error: 'document-state-wrong' };
    expect(await house.call(beginSigning, anna, { documentId: id })).toEqual(wrongState);
    const asked = await question();
    await house.consultations.end(elena, consultationId);
    expect(await send(answer(asked, passkey))).toEqual(wrongState);
    expect(await house.call(beginSigning, anna, { documentId })).toEqual(wrongState);
  });

  test('a passkey is made shortly after the bank has asked who it is, and not else', async () => {
    const stale = { ok: false, error: 'sign-in-not-fresh' };
    expect(await house.call(beginSigning, anna, { documentId })).toEqual({ ok: false, error: 'passkey-missing' });
    house.signedInAt.set(anna.sessionId, null);
    expect(await house.call(beginPasskey, anna, {})).toEqual(stale);
    house.signedInAt.set(anna.sessionId, new Date(house.time.now.getTime() - FRESH_SIGN_IN_MS - 1));
    expect(await house.call(beginPasskey, anna, {})).toEqual(stale);
    house.signedInAt.set(anna.sessionId, new Date(house.time.now.getTime() - FRESH_SIGN_IN_MS));
    const passkey = createTestPasskey();
    const begun = await house.get<{ options: PublicKeyCredentialCreationOptionsJSON }>(beginPasskey, anna, {});
    const registration = passkey.enrol(begun.options, ORIGIN);
    house.pass(1);
    expect(await house.call(addPasskey, anna, {}, { registration })).toEqual(stale);
    house.signedInAt.set(anna.sessionId, house.time.now);
    expect(await house.call(addPasskey, anna, {}, { registration })).toMatchObject({ ok: true });
    await expectEntitled(passkey);
  });

  test('a passkey is made of an answer to this session’s own question, once, with the person verified', async () => {
    const wrong = { ok: false, error: 'passkey-refused' };
    const begin = () => house.get<{ options: PublicKeyCredentialCreationOptionsJSON }>(beginPasskey, anna, {});
    const add = (registration: object, who = anna) => house.call(addPasskey, who, {}, { registration });
    const passkey = createTestPasskey();
    const { options } = await begin();
    expect(await add(passkey.enrol(options, ORIGIN), oliver)).toEqual(wrong);
    expect(await add(passkey.enrol(options, ORIGIN), { ...anna, sessionId: 'another' })).toEqual(wrong);
    const registration = passkey.enrol(options, ORIGIN);
    expect(await add(registration)).toMatchObject({ ok: true });
    expect(await add(registration)).toEqual(wrong);
    expect(await add(createTestPasskey().enrol((await begin()).options, ORIGIN, { isUserVerified: false }))).toEqual(
      wrong,
    );
    expect(await add(createTestPasskey().enrol((await begin()).options, 'http://bank.localhost:4000'))).toEqual(wrong);
  });

  test.runIf(concurrent)('of two answers at once, one signs', async () => {
    const passkey = await enrol(anna);
    const said = answer(await question(), passkey);
    const both = await Promise.all([send(said), send(said)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });
});
