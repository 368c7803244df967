import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MAX_PROPOSALS } from '../../shared/proposal-sheet.ts';
import type { Database } from '../lib/db.ts';
import { testDatabases } from '../lib/test-databases.ts';
import { clearTestBranch, createTestBranch, customer, must, staff, type TestBranch } from '../test-branch.ts';
import { createProposalService, type ProposalService } from './proposal-service.ts';
import { createProposalStore, proposalMigrations } from './proposal-store.ts';

const [anna, oliver, elena, james] = [customer('anna'), customer('oliver'), staff('elena'), staff('james')];
const unknown = { ok: false, error: 'proposal-unknown' };
const decided = { ok: false, error: 'proposal-decided' };
const RETENTION_MS = 60_000;
const hash = randomBytes(32).toString('base64url');
const payment = { kind: 'payment', hash } as const;
const product = { kind: 'product', hash } as const;

describe.each(testDatabases())('proposals on $name', ({ open, concurrent }) => {
  let db: Database;
  let close: () => Promise<void>;
  let branch: TestBranch;
  let proposals: ProposalService;
  let consultationId: string;
  beforeAll(async () => {
    ({ db, close } = await open());
  }, 60_000);
  afterAll(() => close());
  beforeEach(async () => {
    await clearTestBranch(db, proposalMigrations);
    await sql`truncate proposal`.execute(db);
    branch = createTestBranch(db);
    proposals = createProposalService({
      store: createProposalStore(db),
      clock: () => branch.time.now,
      events: branch.events,
      retentionMs: RETENTION_MS,
      people: branch.consultations.people,
    });
    consultationId = await branch.meet(anna, elena);
  });
  const propose = async (proposed: typeof payment | typeof product = payment) =>
    must(await proposals.propose(elena, consultationId, proposed));

  test('a proposal that is made and accepted is known by its hash, to the two, and nothing else has happened', async () => {
    const { id } = await propose();
    const listed = must(await proposals.listFor(anna, consultationId));
    expect(listed).toMatchObject([{ id, kind: 'payment', hash, state: 'proposed', isLaid: false }]);
    expect(must(await proposals.decide(anna, id, 'accept'))).toMatchObject({ state: 'accepted', hash });
    expect(must(await proposals.listFor(elena, consultationId))).toMatchObject([{ id, state: 'accepted' }]);
    const told = branch.published.filter(({ type }) => type === 'table-changed');
    expect(told).toHaveLength(2);
    expect(JSON.stringify(told)).not.toContain(hash);
  });

  test('of a product that was accepted the consultant is given the laying once; of what was not, and of a payment, never', async () => {
    const [first, second, third] = [await propose(product), await propose(product), await propose()];
    expect(await proposals.lay(elena, first.id)).toEqual(decided);
    for (const { id } of [first, third]) must(await proposals.decide(anna, id, 'accept'));
    expect(await proposals.decide(anna, first.id, 'accept')).toEqual(decided);
    for (const who of [james, staff('anna')]) expect(await proposals.lay(who, first.id)).toEqual(unknown);
    const both = await Promise.all([proposals.lay(elena, first.id), proposals.lay(elena, first.id)]);
    expect(both.filter(({ ok }) => ok)).toMatchObject([{ value: { state: 'accepted', isLaid: true } }]);
    expect(await proposals.lay(elena, third.id)).toEqual(decided);
    expect(must(await proposals.decide(anna, second.id, 'discard'))).toMatchObject({ state: 'discarded' });
    expect([await proposals.lay(elena, second.id), await proposals.decide(anna, second.id, 'accept')]).toEqual([
      decided,
      decided,
    ]);
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
    const taken = await propose(product);
    must(await proposals.decide(anna, taken.id, 'accept'));
    must(await proposals.listFor(elena, consultationId));
    await branch.consultations.end(elena, consultationId);
    expect(await proposals.listFor(elena, consultationId)).toEqual({ ok: false, error: 'consultation-unknown' });
    expect(await proposals.withdraw(elena, id)).toEqual(unknown);
    expect(await proposals.lay(elena, taken.id)).toEqual(unknown);
    expect(await proposals.propose(elena, consultationId, payment)).toMatchObject({ ok: false });
    const left = must(await proposals.listFor(anna, consultationId));
    expect(left.map(({ state }) => state).sort()).toEqual(['accepted', 'lapsed']);
    expect(await proposals.decide(anna, id, 'accept')).toEqual(decided);
  });

  test('there are so many and no more, however they come; what rests is gone in its time', async () => {
    const all = await Promise.all(
      Array.from({ length: MAX_PROPOSALS + 3 }, () => proposals.propose(elena, consultationId, payment)),
    );
    expect(all.filter(({ ok }) => ok)).toHaveLength(MAX_PROPOSALS);
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
