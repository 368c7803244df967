import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PaymentProposal } from '../../shared/proposals.ts';
import type { Offer } from '../documents/document-service.ts';
import type { Database } from '../lib/db.ts';
import { createSealedBox } from '../lib/sealed-box.ts';
import { testDatabases } from '../lib/test-databases.ts';
import { clearTestBranch, createTestBranch, customer, must, staff, type TestBranch } from '../test-branch.ts';
import { createProposalService, MAX_PROPOSALS, type ProposalService } from './proposal-service.ts';
import { createProposalStore, proposalMigrations } from './proposal-store.ts';

const [anna, oliver, elena, james] = [customer('anna'), customer('oliver'), staff('elena'), staff('james')];
const unknown = { ok: false, error: 'proposal-unknown' };
const decided = { ok: false, error: 'proposal-decided' };
const RETENTION_MS = 60_000;
const payment: PaymentProposal = {
  kind: 'payment',
  payeeName: 'Oliver Bennett',
  identification: '20451455779911',
  amount: '12.50',
  currency: 'GBP',
  reference: 'Theatre',
};
const product = { kind: 'product', templateId: 'card-order', language: 'en', values: { card: 'travel' } } as const;

describe.each(testDatabases())('proposals on $name', ({ open, concurrent }) => {
  let db: Database;
  let close: () => Promise<void>;
  let branch: TestBranch;
  let proposals: ProposalService;
  let offered: unknown[];
  let consultationId: string;
  beforeAll(async () => {
    ({ db, close } = await open());
  }, 60_000);
  afterAll(() => close());
  beforeEach(async () => {
    await clearTestBranch(db, proposalMigrations);
    await sql`truncate proposal`.execute(db);
    branch = createTestBranch(db);
    offered = [];
    proposals = createProposalService({
      store: createProposalStore(db),
      box: createSealedBox(randomBytes(32)),
      clock: () => branch.time.now,
      events: branch.events,
      retentionMs: RETENTION_MS,
      documents: {
        isOfferable: ({ templateId }: Offer) => templateId === product.templateId,
        titleOf: (templateId) => (templateId === product.templateId ? { en: 'Card', ru: 'Карта' } : null),
        async offer({ subject }, consultation, offer) {
          offered.push([subject, consultation, offer]);
          return { ok: true, value: {} as never };
        },
      },
      people: branch.consultations.people,
    });
    consultationId = await branch.meet(anna, elena);
  });
  const propose = async (content: typeof payment | typeof product = payment) =>
    must(await proposals.propose(elena, consultationId, content));

  test('a payment that is proposed and accepted is a form filled in, and nothing else has happened', async () => {
    const { id } = await propose();
    const listed = must(await proposals.listFor(anna, consultationId));
    expect(listed).toMatchObject([{ id, content: payment, state: 'proposed', title: null }]);
    expect(must(await proposals.decide(anna, id, 'accept'))).toMatchObject({ state: 'accepted', content: payment });
    expect(must(await proposals.listFor(elena, consultationId))).toMatchObject([{ id, state: 'accepted' }]);
    expect(offered).toEqual([]);
    const told = branch.published.filter(({ type }) => type === 'table-changed');
    expect(told).toHaveLength(2);
    expect(JSON.stringify(told)).not.toMatch(/12\.50|Bennett/);
  });

  test('a product that is accepted lays its document on the desk, once; one that is thrown away does not', async () => {
    const [first, second] = [await propose(product), await propose(product)];
    expect(first.title).toEqual({ en: 'Card', ru: 'Карта' });
    must(await proposals.decide(anna, first.id, 'accept'));
    expect(offered).toEqual([['elena', consultationId, product]]);
    expect(await proposals.decide(anna, first.id, 'accept')).toEqual(decided);
    expect(must(await proposals.decide(anna, second.id, 'discard'))).toMatchObject({ state: 'discarded' });
    expect(await proposals.decide(anna, second.id, 'accept')).toEqual(decided);
    expect(offered).toHaveLength(1);
  });

  test('what is not offered cannot be proposed', async () => {
    await propose(product);
    expect(await proposals.propose(elena, consultationId, { ...product, templateId: 'yacht' })).toEqual({
      ok: false,
      error: 'product-unknown',
    });
  });

  test('it is the customer’s to decide and the consultant’s to take back; to others there is none', async () => {
    const { id } = await propose();
    for (const asked of [id, randomUUID()]) {
      for (const who of [oliver, customer('elena')])
        expect(await proposals.decide(who, asked, 'accept')).toEqual(unknown);
      for (const who of [james, staff('anna')]) expect(await proposals.withdraw(who, asked)).toEqual(unknown);
    }
    for (const who of [oliver, james, staff('anna'), staff('boss', ['supervisor'])])
      expect(await proposals.listFor(who, consultationId)).toEqual({ ok: false, error: 'consultation-unknown' });
    expect(await proposals.propose(james, consultationId, payment)).toMatchObject({ ok: false });
    expect(must(await proposals.withdraw(elena, id))).toMatchObject({ state: 'withdrawn' });
    expect(await proposals.decide(anna, id, 'accept')).toEqual(decided);
  });

  test('with the consultation the consultant loses it, and nothing of it can be accepted any more', async () => {
    const { id } = await propose();
    must(await proposals.listFor(elena, consultationId));
    await branch.consultations.end(elena, consultationId);
    expect(await proposals.listFor(elena, consultationId)).toEqual({ ok: false, error: 'consultation-unknown' });
    expect(await proposals.withdraw(elena, id)).toEqual(unknown);
    expect(await proposals.propose(elena, consultationId, payment)).toMatchObject({ ok: false });
    expect(must(await proposals.listFor(anna, consultationId))).toMatchObject([{ state: 'lapsed' }]);
    expect(await proposals.decide(anna, id, 'accept')).toEqual(decided);
  });

  test('there are so many and no more, however they come; what rests is sealed, and is gone in its time', async () => {
    const all = await Promise.all(
      Array.from({ length: MAX_PROPOSALS + 3 }, () => proposals.propose(elena, consultationId, payment)),
    );
    expect(all.filter(({ ok }) => ok)).toHaveLength(MAX_PROPOSALS);
    const { rows } = await sql`select * from proposal`.execute(db);
    expect(JSON.stringify(rows)).not.toContain('Bennett');
    branch.time.now = new Date(branch.time.now.getTime() + RETENTION_MS);
    expect(await proposals.deleteOld()).toBe(0);
    branch.time.now = new Date(branch.time.now.getTime() + 1);
    expect(await proposals.deleteOld()).toBe(MAX_PROPOSALS);
    await propose();
    expect(await proposals.deleteAllOf('oliver')).toBe(0);
    expect(await proposals.deleteAllOf('anna')).toBe(1);
  });

  test.runIf(concurrent)('of an acceptance and a withdrawal at once, one counts', async () => {
    const { id } = await propose();
    const both = await Promise.all([proposals.decide(anna, id, 'accept'), proposals.withdraw(elena, id)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });
});
