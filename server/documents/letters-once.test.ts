import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DeskAct, DeskRefusal } from '../../shared/desk-letters.ts';
import type { PrivateMessage } from '../../shared/private-message.ts';
import type { DeskSeat } from '../consultation/talk-desk.ts';
import type { Database } from '../lib/db.ts';
import type { PersonKey } from '../lib/principal.ts';
import { testDatabases } from '../lib/test-databases.ts';
import { customer, must, staff } from '../test-branch.ts';
import { ADDRESS, clearDocuments, createDocumentHouse, type DocumentHouse } from './testing/document-house.ts';

/** A letter to the document service that is written again, to the service of the process that comes after one that died. */
const [anna, elena] = [customer('anna'), staff('elena')];
const OFFER = { kind: 'offer', templateId: 'address-change', language: 'en', values: {} } as const;
const TABS = { mine: ['customer', 'customer:anna'], theirs: ['consultant', 'staff:elena'] } as const;
type Tab = keyof typeof TABS;

describe.each(testDatabases())('$name', ({ open }) => {
  let close: () => Promise<void>;
  let db: Database;
  let house: DocumentHouse;
  let consultationId: string;
  beforeAll(async () => {
    ({ db, close } = await open());
  }, 90_000);
  afterAll(() => close());
  beforeEach(async () => {
    await clearDocuments(db);
    house = createDocumentHouse(db);
    consultationId = await house.meet(anna, elena);
  });

  /** A service as a process begins it; it knows nothing of the one before. */
  function begin() {
    let hear: Parameters<DeskSeat['enter']>[0] | null = null;
    const answers = new Map<string, DeskRefusal | null>();
    const members = Object.entries(TABS).map(([member, [party]], leafIndex) => ({
      member,
      party,
      leafIndex,
      signatureKey: new Uint8Array(),
    }));
    house.documents.desk.sit(
      {
        consultationId,
        enter(handlers) {
          hear = handlers;
          const sayTo = (_to: string, message: PrivateMessage) => {
            if (message.kind === 'desk' && message.answer) answers.set(message.answer.request, message.answer.error);
            return true;
          };
          return { members: () => members, sayTo, stop: () => {} };
        },
        personOf: (member): PersonKey | null => TABS[member as Tab]?.[1] ?? null,
      },
      () => {},
    );
    return async function write(from: Tab, request: string, act: DeskAct): Promise<DeskRefusal | null | undefined> {
      const [party] = TABS[from];
      hear?.onPrivate({
        id: randomUUID(),
        at: '',
        from: { party, member: from },
        message: { kind: 'desk-request', request, act },
      });
      await expect.poll(() => answers.has(request)).toBe(true);
      return answers.get(request);
    };
  }
  const onDesk = async () => must(await house.service.listFor(elena, consultationId));

  test('each act is done once, however often its letter is written, and answered as done', async () => {
    const first = begin();
    const letters = { offer: randomUUID(), fill: randomUUID(), ask: randomUUID(), withdraw: randomUUID() };
    const kinds = async (id: string) =>
      (await house.store.trail(id)).map(({ kind }) => kind).filter((kind) => kind !== 'read');
    expect(await first('theirs', letters.offer, OFFER)).toBeNull();
    expect(await begin()('theirs', letters.offer, OFFER)).toBeNull();
    expect(await onDesk()).toHaveLength(1);
    const [{ id: documentId } = { id: '' }] = await onDesk();
    const fill = { kind: 'fill', documentId, values: ADDRESS } as const;
    const [ask, withdraw] = [{ kind: 'ask', documentId } as const, { kind: 'withdraw', documentId } as const];
    expect(await first('mine', letters.fill, fill)).toBeNull();
    expect(await first('theirs', letters.ask, ask)).toBeNull();
    const second = begin();
    // Filled in once more the customer would be asked no longer.
    expect(await second('mine', letters.fill, fill)).toBeNull();
    expect(await second('theirs', letters.ask, ask)).toBeNull();
    expect(await onDesk()).toMatchObject([{ state: 'asked', version: 2 }]);
    expect(await second('theirs', letters.withdraw, withdraw)).toBeNull();
    expect(await begin()('theirs', letters.withdraw, withdraw)).toBeNull();
    expect(await kinds(documentId)).toEqual(['offered', 'filled', 'asked', 'withdrawn']);
    // Another letter of the same words is another wish.
    expect(await second('theirs', randomUUID(), OFFER)).toBeNull();
    expect(await onDesk()).toHaveLength(2);
  });

  test('the letter of a process whose change is not yet kept waits for it, and does nothing more', async () => {
    const [offer, fill] = [randomUUID(), randomUUID()];
    await Promise.all([begin()('theirs', offer, OFFER), begin()('theirs', offer, OFFER)]);
    expect(await onDesk()).toHaveLength(1);
    const [{ id: documentId } = { id: '' }] = await onDesk();
    const values = { kind: 'fill', documentId, values: ADDRESS } as const;
    await Promise.all([begin()('mine', fill, values), begin()('mine', fill, values)]);
    expect(await onDesk()).toMatchObject([{ state: 'shown', version: 2 }]);
  });

  test('what was not kept whole is not kept at all, and is done when the letter comes again', async () => {
    const offer = randomUUID();
    await sql`alter table document_event rename column letter to lost`.execute(db);
    try {
      expect(await begin()('theirs', offer, OFFER)).toBe('internal-error');
    } finally {
      await sql`alter table document_event rename column lost to letter`.execute(db);
    }
    expect(await onDesk()).toEqual([]);
    expect(await begin()('theirs', offer, OFFER)).toBeNull();
    expect(await onDesk()).toHaveLength(1);
  });

  test('somebody else’s letter by the same id is theirs, and holds nothing up', async () => {
    const id = randomUUID();
    const write = begin();
    expect(await write('theirs', id, OFFER)).toBeNull();
    const [{ id: documentId } = { id: '' }] = await onDesk();
    expect(await begin()('mine', id, { kind: 'decline', documentId })).toBeNull();
    expect(await onDesk()).toMatchObject([{ state: 'declined' }]);
  });
});
