import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { testDatabases } from '../lib/test-databases.ts';
import { BRANCH, clearTestBranch, must, OTHER_BRANCH, staff } from '../test-branch.ts';
import { replayCompany } from './member-rules.ts';
import {
  anna,
  boss,
  done,
  elena,
  james,
  type MemberHouse,
  memberHouse,
  oliver,
  stranger,
  unknown,
} from './testing/member-house.ts';

describe.each(testDatabases())('a colleague in a consultation, on $name', ({ open, concurrent }) => {
  const begin = memberHouse(open);
  let branch: MemberHouse['branch'];
  let talks: MemberHouse['talks'];
  let trailOf: MemberHouse['trailOf'];
  let kinds: MemberHouse['kinds'];
  let texts: MemberHouse['texts'];
  let membersFor: MemberHouse['membersFor'];
  let db: MemberHouse['db'];
  beforeEach(async () => {
    ({ branch, talks, trailOf, kinds, texts, membersFor, db } = await begin());
  });

  test('a colleague who is asked learns the number alone, comes in by saying yes, and can be sent away', async () => {
    const id = await branch.meet(anna, elena);
    await branch.goOnDuty(james, 'desk-2');
    expect(await talks.invite(elena, id, 'james')).toEqual(done);
    expect(await talks.conferences(james)).toEqual([
      { consultationId: id, ticketNumber: 'G-001', topic: 'other', consultantName: 'Name of elena', isJoined: false },
    ]);
    expect(await talks.read(james, id)).toEqual(unknown);
    expect(await talks.admit(james, id)).toEqual(unknown);
    expect([await membersFor(elena, id), await membersFor(anna, id)]).toEqual([['colleague invited'], []]);
    await branch.record(id, 'customer', 'before');
    expect(await talks.joinConference(james, id)).toEqual(done);
    expect(await talks.joinConference(james, id)).toEqual(unknown);
    expect(await talks.admit(james, id)).toEqual({ ok: true, value: 'colleague' });
    expect(await texts(james, id)).toEqual([]);
    expect(await membersFor(anna, id)).toEqual(['colleague joined']);
    expect(await talks.endConference(elena, id)).toEqual(done);
    expect(await talks.admit(james, id)).toEqual(unknown);
    must(await talks.invite(elena, id, 'james'));
    expect(await talks.leaveConference(james, id)).toEqual(done);
    expect(await talks.joinConference(james, id)).toEqual(unknown);
    expect(await kinds(id)).toEqual([
      'called',
      ...['colleague-invited', 'colleague-joined', 'colleague-left'],
      ...['colleague-invited', 'colleague-left'],
    ]);
  });

  test('only the talk’s consultant asks, only who is on duty and free, one at a time; only who is asked comes', async () => {
    const id = await branch.meet(anna, elena);
    expect(await talks.invite(elena, id, 'james')).toEqual({ ok: false, error: 'colleague-not-there' });
    await branch.goOnDuty(james, 'desk-2');
    for (const who of [james, boss, stranger, staff('anna')]) {
      expect(await talks.invite(who, id, 'james')).toEqual(unknown);
      expect(await talks.endConference(who, id)).toEqual(unknown);
      expect(await talks.joinConference(who, id)).toEqual(unknown);
      expect(await talks.leaveConference(who, id)).toEqual(unknown);
    }
    expect(await talks.invite(elena, id, 'elena')).toEqual({ ok: false, error: 'already-in' });
    await branch.take(oliver);
    const other = await branch.call(james);
    expect(await talks.invite(elena, id, 'james')).toEqual({ ok: false, error: 'colleague-busy' });
    must(await talks.end(james, other));
    expect(await talks.invite(elena, id, 'james')).toEqual(done);
    await branch.goOnDuty(staff('tom'), 'desk-3');
    expect(await talks.invite(elena, id, 'tom')).toEqual({ ok: false, error: 'conference-full' });
    expect(await talks.joinConference(staff('tom'), id)).toEqual(unknown);
    await branch.take(oliver);
    const mine = await branch.call(james);
    expect(await talks.joinConference(james, id)).toEqual({ ok: false, error: 'in-consultation' });
    must(await talks.end(james, mine));
    expect(await talks.joinConference(james, id)).toEqual(done);
    const jamesToo = staff('james', ['supervisor']);
    expect(await talks.supervise(jamesToo, id, 'listening')).toEqual({ ok: false, error: 'already-in' });
  });

  test('an invitation is for who is on duty: not after it, by no later session, and not when on duty again', async () => {
    const id = await branch.meet(anna, elena);
    const later = { ...james, sessionId: 'another' };
    const ways = [
      async () => void must(await branch.queue.goOffDuty(james, BRANCH)),
      async () => void must(await branch.queue.goOnDuty(james, OTHER_BRANCH, 'desk-2')),
      async () => branch.events.publish({ type: 'session-ended', sessionId: james.sessionId, reason: 'sign-out' }),
    ];
    for (const goAway of ways) {
      await branch.goOnDuty(james, 'desk-2');
      must(await talks.invite(elena, id, 'james'));
      await goAway();
      await expect.poll(() => talks.conferences(later)).toEqual([]);
      expect(await talks.joinConference(later, id)).toEqual(unknown);
      await branch.goOnDuty(later, 'desk-2');
      expect(await talks.joinConference(later, id)).toEqual(unknown);
      expect((await trailOf(id)).at(-1)).toEqual({ kind: 'colleague-left', colleague: 'james', why: 'off-duty' });
    }
    must(await talks.invite(elena, id, 'james'));
    // As after a crash between going off duty and taking back the invitation.
    await sql`delete from duty where consultant_subject = 'james'`.execute(db);
    expect(await talks.joinConference(later, id)).toEqual(unknown);
    await branch.goOnDuty(later, 'desk-2');
    must(await talks.joinConference(later, id));
    expect(await talks.admit(later, id)).toEqual({ ok: true, value: 'colleague' });
  });

  test('who is in a talk beside its two calls nobody', async () => {
    const id = await branch.meet(anna, elena);
    await branch.goOnDuty(james, 'desk-2');
    must(await talks.invite(elena, id, 'james'));
    must(await talks.joinConference(james, id));
    await branch.take(oliver);
    expect(await branch.queue.call(james, BRANCH)).toEqual({ ok: false, error: 'in-consultation' });
    must(await talks.leaveConference(james, id));
    await branch.call(james);
  });

  test('a colleague who came in is out when off duty: by going, in another branch, signed out, or without their role; all are told, and it is kept why', async () => {
    const ways = [
      ['off-duty', async () => void must(await branch.queue.goOffDuty(james, BRANCH))],
      ['off-duty', async () => void must(await branch.queue.goOnDuty(james, OTHER_BRANCH, 'desk-2'))],
      ['signed-out', async () => endSession('sign-out')],
      ['signed-out', async () => endSession('expired')],
      ['role-lost', async () => endSession('role-lost')],
    ] as const;
    const endSession = (reason: 'sign-out' | 'expired' | 'role-lost') =>
      branch.events.publish({ type: 'session-ended', sessionId: james.sessionId, reason });
    const id = await branch.meet(anna, elena);
    for (const [why, goAway] of ways) {
      await branch.goOnDuty(james, 'desk-2');
      must(await talks.invite(elena, id, 'james'));
      must(await talks.joinConference(james, id));
      expect(await talks.admit(james, id)).toEqual({ ok: true, value: 'colleague' });
      branch.published.length = 0;
      await goAway();
      await expect.poll(() => talks.admit(james, id)).toEqual(unknown);
      expect(await talks.read(james, id)).toEqual(unknown);
      expect(new Set(await membersFor(anna, id))).toEqual(new Set(['colleague left']));
      // Signing out may end it twice at one moment: of the session, and of the duty. One of the two is kept.
      const left = (await trailOf(id)).at(-1);
      expect(left).toMatchObject({ kind: 'colleague-left', colleague: 'james' });
      expect([why, 'off-duty']).toContain(left && 'why' in left ? left.why : '');
      expect(branch.published).toContainEqual(
        expect.objectContaining({ type: 'members-changed', customerSubject: 'anna', memberSubject: 'james' }),
      );
    }
    const trail = await trailOf(id);
    expect(trail.filter(({ kind }) => kind === 'colleague-left')).toHaveLength(ways.length);
    expect(replayCompany(trail)).toEqual({ supervisor: null, colleague: null });
    expect(branch.errors).toEqual([]);
  });

  test('a colleague who is off duty is out also where nobody was told of it, as after a crash; one on duty stays', async () => {
    const id = await branch.meet(anna, elena);
    await branch.goOnDuty(james, 'desk-2');
    must(await talks.invite(elena, id, 'james'));
    must(await talks.joinConference(james, id));
    await talks.dropStale();
    expect(await talks.admit(james, id)).toMatchObject({ ok: true });
    await sql`delete from duty where consultant_subject = 'james'`.execute(db);
    await talks.dropStale();
    expect(await talks.admit(james, id)).toEqual(unknown);
    expect((await trailOf(id)).at(-1)).toMatchObject({ kind: 'colleague-left', why: 'off-duty' });
  });

  test.runIf(concurrent)('who comes in while going off duty is not in afterwards, whichever is first', async () => {
    for (let round = 0; round < 5; round++) {
      await clearTestBranch(db);
      const id = await branch.meet(anna, elena);
      await branch.goOnDuty(james, 'desk-2');
      must(await talks.invite(elena, id, 'james'));
      await Promise.all([talks.joinConference(james, id), branch.queue.goOffDuty(james, BRANCH)]);
      expect(await talks.admit(james, id)).toEqual(unknown);
      expect(replayCompany(await trailOf(id))).toEqual({ supervisor: null, colleague: null });
    }
  });
});
