import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DraftFields } from '../../shared/assistant.ts';
import type { Database } from '../lib/db.ts';
import { migrate } from '../lib/db.ts';
import type { StaffPrincipal } from '../lib/principal.ts';
import { testDatabases } from '../lib/test-databases.ts';
import type { AssistantEngine } from './assistant-engine.ts';
import { createAssistantStore } from './assistant-store.ts';
import { assistantMigrations } from './assistant-tables.ts';
import { createEmbeddedEngine } from './embedded/embedded-engine.ts';
import { ANNA, createTalkHouse, GUEST, OLIVER } from './testing/talk-house.ts';

const ELENA: StaffPrincipal = {
  kind: 'staff',
  sessionId: 'session-elena',
  subject: 'elena',
  legalName: 'Elena Markova',
  pseudonym: 'finch-3',
  roles: ['consultant'],
};
const CONSULTATION = randomUUID();
const WHERE = { branchId: 'flagship', withTalk: true };

describe.each(testDatabases())('what the assistant keeps, on $name', ({ open }) => {
  let db: Database;
  let close: () => Promise<void>;
  const state = { open: true };
  beforeAll(async () => {
    ({ db, close } = await open());
    await migrate(db, assistantMigrations);
  });
  afterAll(() => close());
  beforeEach(async () => {
    state.open = true;
    await sql`truncate assistant_turn, assistant_draft, assistant_handover`.execute(db);
  });
  const createHouse = (engine: AssistantEngine = createEmbeddedEngine()) =>
    createTalkHouse(engine, {
      store: createAssistantStore(db),
      customerInConsultation: async (staff, consultationId) =>
        state.open && staff.subject === 'elena' && consultationId === CONSULTATION
          ? { subject: 'anna', branchId: 'flagship' }
          : null,
    });
  const draftOf = async (house: ReturnType<typeof createHouse>, text: string) => {
    const draft = (await house.ask(ANNA, text)).turn?.drafts[0];
    if (!draft) throw new Error('nothing was prepared');
    return draft;
  };

  test('a draft that is put right takes the place of the one before, and only what is open is replaced', async () => {
    const house = createHouse();
    const states = async () => (await house.assistant.turns(ANNA)).flatMap(({ drafts }) => drafts.map((d) => d.state));
    const first = await draftOf(house, 'Send £60 to Oliver Grant');
    await draftOf(house, 'sorry, make that £65');
    expect(await states()).toEqual(['replaced', 'open']);
    expect(await house.assistant.confirm(ANNA, first.id, WHERE)).toMatchObject({ ok: false, error: 'draft-settled' });
    // Another order is no correction, and what was confirmed stays confirmed.
    const second = await draftOf(house, 'pay £30 to Alice Brown');
    expect(await states()).toEqual(['replaced', 'open', 'open']);
    await house.assistant.confirm(ANNA, second.id, WHERE);
    await draftOf(house, 'sorry, make that £35');
    expect(await states()).toEqual(['replaced', 'open', 'confirmed', 'open']);
  });

  test('a talk is kept for its session, with its drafts, and forgotten when asked to be', async () => {
    const house = createHouse();
    await house.ask(ANNA, 'pay £30 to Alice Brown');
    expect((await house.assistant.turns(ANNA)).map(({ from, kind }) => [from, kind])).toEqual([
      ['customer', 'talk'],
      ['assistant', 'draft'],
    ]);
    expect((await house.assistant.turns(ANNA))[1]?.drafts[0]?.fields.kind).toBe('payment');
    expect(await house.assistant.turns({ ...ANNA, sessionId: 'another session of hers' })).toEqual([]);
    expect(await house.assistant.turns(OLIVER)).toEqual([]);
    await house.assistant.forget(ANNA);
    expect(await house.assistant.turns(ANNA)).toEqual([]);
  });

  test('of a guest nothing is kept but the masked audit', async () => {
    await createHouse().ask(GUEST, 'What does an overdraft cost? I am at 020 7946 0199');
    const { rows } = await sql<{ count: bigint }>`select count(*) from assistant_turn`.execute(db);
    expect(rows[0]?.count).toBe(0n);
  });

  test('a draft is settled once, by its own customer in its own session', async () => {
    const { assistant, ask } = createHouse();
    const draft = (await ask(ANNA, 'block my card')).turn?.drafts[0];
    const id = draft?.id ?? '';
    for (const stranger of [OLIVER, { ...ANNA, sessionId: 'another session of hers' }]) {
      expect(await assistant.confirm(stranger, id, WHERE)).toEqual({ ok: false, error: 'draft-unknown' });
      expect(await assistant.discard(stranger, id)).toEqual({ ok: false, error: 'draft-unknown' });
      expect(await assistant.amend(stranger, id, { kind: 'card-block' })).toEqual({
        ok: false,
        error: 'draft-unknown',
      });
    }
    const both = await Promise.all([assistant.confirm(ANNA, id, WHERE), assistant.confirm(ANNA, id, WHERE)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await assistant.discard(ANNA, id)).toEqual({ ok: false, error: 'draft-settled' });
  });

  test('a changed draft keeps to the limits and to its kind', async () => {
    const house = createHouse();
    const { id, fields } = await draftOf(house, 'pay £30 to Alice Brown');
    const amended = { ...fields, amount: '45.00' } as DraftFields;
    expect(await house.assistant.amend(ANNA, id, amended)).toMatchObject({ ok: true, value: { fields: amended } });
    expect(await house.assistant.amend(ANNA, id, { ...amended, amount: '10000.01' } as DraftFields)).toEqual({
      ok: false,
      error: 'amount-over-limit',
    });
    expect(await house.assistant.amend(ANNA, id, { kind: 'card-block' })).toEqual({
      ok: false,
      error: 'draft-not-possible',
    });
    expect((await house.assistant.turns(ANNA)).at(-1)?.drafts[0]?.fields).toEqual(amended);
  });

  test('what is handed over is read by the consultant of its consultation while that is open, and by nobody else', async () => {
    const house = createHouse();
    const { assistant } = house;
    const { id } = await draftOf(house, 'I want to talk to a human');
    const read = (staff = ELENA, consultationId = CONSULTATION) => assistant.handedOver(staff, consultationId);
    expect(await read()).toEqual({ ok: true, value: [] });
    await assistant.confirm(ANNA, id, WHERE);
    const given = await read();
    expect(given).toMatchObject({ ok: true, value: [{ reason: 'asked', wish: { kind: 'handover' } }] });
    expect(given.ok && given.value[0]?.turns[0]?.text).toBe('I want to talk to a human');
    const unknown = { ok: false, error: 'consultation-unknown' };
    expect(await read({ ...ELENA, subject: 'james' })).toEqual(unknown);
    expect(await read(ELENA, randomUUID())).toEqual(unknown);
    state.open = false;
    expect(await read()).toEqual(unknown);
  });

  test('without the customer’s leave the talk stays theirs, and the request alone is handed over', async () => {
    const house = createHouse();
    const { id } = await draftOf(house, 'block my card');
    await house.assistant.confirm(ANNA, id, { ...WHERE, withTalk: false });
    expect(await house.assistant.handedOver(ELENA, CONSULTATION)).toMatchObject({
      value: [{ reason: 'wish', wish: { kind: 'card-block' }, turns: [] }],
    });
  });

  test('the audit holds every step, masked, and cannot be changed', async () => {
    const house = createHouse();
    const { id } = await draftOf(house, 'I am Anna Petrova, pay £30 to Alice Brown, 20-45-14 00012345');
    await house.assistant.confirm(ANNA, id, WHERE);
    const { rows } = await sql<{ step: string; detail: string }>`
      select step, detail from assistant_audit where session_id = ${ANNA.sessionId} order by seq desc limit 4`.execute(
      db,
    );
    expect(rows.map(({ step }) => step)).toEqual(['draft-confirmed', 'answer', 'draft', 'question']);
    const all = rows.map(({ detail }) => detail).join();
    expect(all).toContain('pay £30');
    expect(all).not.toMatch(/Petrova|00012345/);
    await expect(sql`update assistant_audit set step = 'x'`.execute(db)).rejects.toThrow('append-only');
    await expect(sql`delete from assistant_audit`.execute(db)).rejects.toThrow('append-only');
  });

  test('one answer at a time, and after it the next', async () => {
    const house = createHouse();
    const first = await house.assistant.ask(ANNA, 'en', 'hello');
    expect(await house.assistant.ask(ANNA, 'en', 'hello')).toEqual({ ok: false, error: 'answer-under-way' });
    expect((await house.ask(OLIVER, 'hello')).turn?.kind).toBe('talk');
    if (first.ok) for await (const _ of first.value);
    expect((await house.ask(ANNA, 'hello')).turn?.kind).toBe('talk');
  });

  test('after a day a talk is forgotten, and what was handed over and never read', async () => {
    const house = createHouse();
    const { id } = await draftOf(house, 'I want to talk to a human');
    await house.assistant.confirm(ANNA, id, WHERE);
    house.time.now = new Date('2026-11-22T10:00:01Z');
    await house.ask(OLIVER, 'hello');
    expect(await house.assistant.turns(ANNA)).toEqual([]);
    expect(await house.assistant.handedOver(ELENA, CONSULTATION)).toEqual({ ok: true, value: [] });
  });
});
