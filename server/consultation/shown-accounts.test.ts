import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ShownAccountsNote } from '../../shared/shown-accounts.ts';
import type { Database } from '../lib/db.ts';
import type { CustomerPrincipal } from '../lib/principal.ts';
import { testDatabases } from '../lib/test-databases.ts';
import { BRANCH, clearTestBranch, createTestBranch, customer, must, staff, type TestBranch } from '../test-branch.ts';
import { replayPhase } from './phase-rules.ts';

const [anna, oliver, elena] = [customer('anna'), customer('oliver'), staff('elena')];
const show: ShownAccountsNote = { act: 'show', accounts: 2 };
const read: ShownAccountsNote = { act: 'read', accounts: 2 };
const hide: ShownAccountsNote = { act: 'hide', why: 'stopped' };

describe.each(testDatabases())('accounts that a customer shows on $name', ({ open, concurrent }) => {
  let db: Database;
  let close: () => Promise<void>;
  let branch: TestBranch;
  let consultationId: string;
  beforeAll(async () => {
    ({ db, close } = await open());
  }, 60_000);
  afterAll(() => close());
  beforeEach(async () => {
    await clearTestBranch(db);
    branch = createTestBranch(db);
    consultationId = await branch.meet(anna, elena);
  });
  const note = (what: ShownAccountsNote, who: CustomerPrincipal = anna, id = consultationId) =>
    branch.consultations.noteAccounts(who, id, what);
  const trail = async () => (await branch.consultationStore.trails(BRANCH)).get(consultationId);

  test('the trail has when they were shown, each reading and the end, how many, and nothing else of them', async () => {
    for (const what of [show, read, read, hide]) must(await note(what));
    const { phase, trail: kept } = (await trail()) ?? {};
    expect(kept).toEqual([
      { kind: 'called' },
      { kind: 'accounts-shown', accounts: 2 },
      { kind: 'accounts-read', accounts: 2 },
      { kind: 'accounts-read', accounts: 2 },
      { kind: 'accounts-hidden', why: 'stopped' },
    ]);
    expect(replayPhase(kept as Parameters<typeof replayPhase>[0])).toBe(phase);
    const { rows } =
      await sql`select distinct by_kind, by_subject from consultation_event where kind like 'accounts-%'`.execute(db);
    expect(rows).toEqual([{ by_kind: 'customer', by_subject: 'anna' }]);
  });

  test('nothing is read that is not shown, nor once it is hidden, in whichever tab', async () => {
    const notShown = { ok: false, error: 'not-shown' };
    for (const what of [read, hide]) expect(await note(what)).toEqual(notShown);
    for (const what of [show, hide]) must(await note(what));
    for (const what of [read, hide]) expect(await note(what)).toEqual(notShown);
    must(await note(show));
    must(await note(read));
  });

  test('it is the customer’s alone to show; anybody else’s talk is none', async () => {
    must(await note(show));
    for (const [who, id] of [
      [oliver, consultationId],
      [customer('elena'), consultationId],
      [anna, randomUUID()],
    ] as const)
      for (const what of [show, read, hide])
        expect(await note(what, who, id)).toEqual({ ok: false, error: 'consultation-unknown' });
  });

  test('the end of the talk ends it, and so does passing the customer on', async () => {
    const ended = { ok: false, error: 'consultation-ended' };
    must(await note(show));
    must(await branch.consultations.transfer(elena, consultationId, { topic: 'cards' }, 'For cards'));
    for (const what of [show, read]) expect(await note(what)).toEqual(ended);
    const next = await branch.call(elena);
    expect(await note(read, anna, next)).toEqual({ ok: false, error: 'not-shown' });
    must(await note(show, anna, next));
    must(await branch.consultations.end(elena, next));
    expect(await note(read, anna, next)).toEqual(ended);
  });

  test.runIf(concurrent)('of a reading and a hiding at once, no reading follows the hiding', async () => {
    must(await note(show));
    await Promise.all([note(read), note(hide), note(read)]);
    expect((await trail())?.trail.at(-1)).toEqual({ kind: 'accounts-hidden', why: 'stopped' });
  });
});
