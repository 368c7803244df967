import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../lib/db.ts';
import { testDatabases } from '../lib/test-databases.ts';
import { BRANCH, clearTestBranch, createTestBranch, customer, must, staff, type TestBranch } from '../test-branch.ts';

const [anna, elena, james] = [customer('anna'), staff('elena'), staff('james')];

describe.each(testDatabases())('signing out, on $name', ({ open }) => {
  let db: Database;
  let close: () => Promise<void>;
  let branch: TestBranch;
  beforeAll(async () => {
    ({ db, close } = await open());
  }, 60_000);
  afterAll(() => close());
  beforeEach(async () => {
    await clearTestBranch(db);
    branch = createTestBranch(db);
  });

  const signOut = (who: typeof elena, reason: 'sign-out' | 'expired' | 'role-lost' = 'sign-out') =>
    branch.events.publish({ type: 'session-ended', sessionId: who.sessionId, reason });
  /** Both commit in order where the second waits for the first; asking the database again is waiting enough. */
  const settled = () => expect.poll(() => branch.board());

  test.each(['sign-out', 'role-lost'] as const)('by %s goes off duty', async (reason) => {
    await branch.goOnDuty(elena, 'desk-1');
    await branch.goOnDuty(james, 'desk-2');
    signOut(elena, reason);
    await settled().toEqual([0, { 'desk-2': '' }]);
  });

  test('from another session, or running out, leaves the desk staffed', async () => {
    await branch.goOnDuty(elena, 'desk-1');
    await branch.goOnDuty(james, 'desk-2');
    signOut({ ...elena, sessionId: 'another' });
    signOut(elena, 'expired');
    signOut(james);
    await settled().toEqual([0, { 'desk-1': '' }]);
  });

  test('in a consultation leaves it open, and its desk with it', async () => {
    const consultationId = await branch.meet(anna, elena);
    await branch.goOnDuty(james, 'desk-2');
    signOut(elena);
    signOut(james);
    await settled().toEqual([0, { 'desk-1': 'G-001' }]);
    expect(await branch.consultations.admit(anna, consultationId)).toMatchObject({ ok: true });
  });

  test('of who signed in anew and is at the desk by that goes off duty; of the session before it does not', async () => {
    const anew = { ...elena, sessionId: 'anew' };
    await branch.goOnDuty(elena, 'desk-1');
    must(await branch.queue.view(anew, BRANCH));
    signOut(elena);
    await branch.goOnDuty(james, 'desk-2');
    await settled().toEqual([0, { 'desk-1': '', 'desk-2': '' }]);
    signOut(anew);
    await settled().toEqual([0, { 'desk-2': '' }]);
  });

  test('for want of the role passes the customer on: they wait again at their place, the desk is free, and it is kept why', async () => {
    const id = await branch.meet(anna, elena);
    await branch.consultations.arrive(anna, id);
    await branch.goOnDuty(james, 'desk-2');
    signOut(elena, 'role-lost');
    await settled().toEqual([1, { 'desk-2': '' }]);
    for (const who of [elena, { ...elena, sessionId: 'another' }])
      expect(await branch.consultations.read(who, id)).toEqual({ ok: false, error: 'consultation-unknown' });
    expect(await branch.consultations.wrapUp(elena)).toBeNull();
    expect(must(await branch.consultations.read(anna, id))).toMatchObject({ state: 'ended', phase: 'closed' });
    const { trail } = (await branch.consultationStore.trails(BRANCH)).get(id) ?? {};
    expect(trail?.slice(-2)).toEqual([
      { kind: 'transferred', why: 'role-lost' },
      { kind: 'closed', code: 'unspecified' },
    ]);
    expect(branch.published).toContainEqual(
      expect.objectContaining({ type: 'consultation-changed', consultationId: id, state: 'ended' }),
    );
    expect(await branch.queue.ticket(anna, BRANCH)).toMatchObject({ value: { number: 'G-001', state: 'waiting' } });
    await branch.call(james);
    expect(branch.errors).toEqual([]);
  });
});
