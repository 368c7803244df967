import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { testDatabases } from '../lib/test-databases.ts';
import { BRANCH, clearTestBranch, customer, must, staff } from '../test-branch.ts';
import { consultationMigrations } from './consultation-migrations.ts';
import { UNLINKED_AFTER_MS } from './consultation-rules.ts';
import { replayCompany } from './member-rules.ts';
import { replayPhase } from './phase-rules.ts';
import {
  anna,
  boss,
  bossHere,
  chief,
  done,
  elena,
  james,
  type MemberHouse,
  memberHouse,
  oliver,
  stranger,
  unknown,
} from './testing/member-house.ts';

describe.each(testDatabases())(
  'who comes into a consultation beside its two, and goes, on $name',
  ({ open, concurrent }) => {
    const begin = memberHouse(open);
    let branch: MemberHouse['branch'];
    let db: MemberHouse['db'];
    let kinds: MemberHouse['kinds'];
    let membersFor: MemberHouse['membersFor'];
    let pass: MemberHouse['pass'];
    let talks: MemberHouse['talks'];
    let texts: MemberHouse['texts'];
    let trailOf: MemberHouse['trailOf'];
    beforeEach(async () => {
      ({ branch, db, kinds, membersFor, pass, talks, texts, trailOf } = await begin());
    });

    test('a supervisor of the branch comes in by an act that is kept, changes how they are in, and leaves', async () => {
      const id = await branch.meet(anna, elena);
      expect(await talks.read(boss, id)).toEqual(unknown);
      expect(await talks.supervise(boss, id, 'listening')).toEqual(done);
      expect(await talks.admit(boss, id)).toEqual({ ok: true, value: 'supervisor' });
      for (const who of [anna, elena, boss]) expect(await membersFor(who, id)).toEqual(['supervisor listening']);
      expect(await talks.supervise(boss, id, 'joined')).toEqual(done);
      expect(await membersFor(anna, id)).toEqual(['supervisor joined']);
      expect(await talks.endSupervision(boss, id)).toEqual(done);
      expect(await talks.endSupervision(boss, id)).toEqual(unknown);
      expect(await talks.read(boss, id)).toEqual(unknown);
      expect(await talks.admit(boss, id)).toEqual(unknown);
      expect(await membersFor(anna, id)).toEqual(['supervisor left']);
      expect(await trailOf(id)).toEqual([
        { kind: 'called' },
        { kind: 'supervised', supervisor: 'boss', mode: 'listening' },
        { kind: 'supervised', supervisor: 'boss', mode: 'joined' },
        { kind: 'supervision-ended', supervisor: 'boss', why: 'left' },
      ]);
      const told = branch.published.filter(({ type }) => type === 'members-changed');
      expect(told).toHaveLength(3);
      expect(told[0]).toMatchObject({ customerSubject: 'anna', consultantSubject: 'elena', memberSubject: 'boss' });
    });

    test('nothing said before they came is theirs: not in the talk, not in a transcript, not after coming again', async () => {
      const id = await branch.meet(anna, elena);
      await branch.record(id, 'customer', 'before');
      await talks.supervise(boss, id, 'listening');
      await branch.record(id, 'customer', 'while');
      expect(await texts(boss, id)).toEqual(['while']);
      await talks.endSupervision(boss, id);
      await branch.record(id, 'customer', 'between');
      expect(await texts(boss, id)).toEqual([]);
      await talks.supervise(boss, id, 'joined');
      expect(await texts(boss, id)).toEqual([]);
      await branch.record(id, 'supervisor', 'good day');
      expect(await texts(boss, id)).toEqual(['good day']);
      expect(await texts(elena, id)).toEqual(['before', 'while', 'between', 'good day']);
    });

    test('what a colleague wrote of the customer is for the consultant alone', async () => {
      const first = await branch.meet(anna, elena);
      must(await talks.transfer(elena, first, { topic: 'other' }, 'Be gentle'));
      await branch.goOnDuty(james, 'desk-2');
      const id = await branch.call(james);
      await talks.supervise(boss, id, 'listening');
      expect(must(await talks.read(james, id)).transferNote).toBe('Be gentle');
      expect(must(await talks.read(boss, id)).transferNote).toBeNull();
    });

    test('nobody else comes in so: another branch’s supervisor, a consultant, the talk’s own, or to no talk', async () => {
      const id = await branch.meet(anna, elena);
      for (const who of [stranger, james, elena, staff('anna')])
        for (const asked of [id, randomUUID()]) {
          expect(await talks.supervise(who, asked, 'listening')).toEqual(unknown);
          expect(await talks.endSupervision(who, asked)).toEqual(unknown);
        }
      expect(await talks.supervise(boss, randomUUID(), 'listening')).toEqual(unknown);
      expect(await talks.supervise(staff('elena', ['supervisor']), id, 'listening')).toMatchObject({
        error: 'already-in',
      });
      expect(await kinds(id)).toEqual(['called']);
      expect(await talks.supervise(boss, id, 'listening')).toEqual(done);
      expect(await talks.supervise(chief, id, 'listening')).toEqual({ ok: false, error: 'supervisor-there' });
      expect(await talks.endSupervision(chief, id)).toEqual(unknown);
      expect(await talks.end(boss, id)).toEqual(unknown);
    });

    test.runIf(concurrent)(
      'of two supervisors at once one is in; what is said meanwhile is heard whole or not at all',
      async () => {
        const id = await branch.meet(anna, elena);
        const both = await Promise.all([
          talks.supervise(boss, id, 'listening'),
          talks.supervise(chief, id, 'listening'),
          ...Array.from({ length: 10 }, (_, index) => branch.record(id, 'customer', `line ${index}`)),
        ]);
        expect(both.slice(0, 2).filter(({ ok }) => ok)).toHaveLength(1);
        const inside = both[0].ok ? boss : chief;
        const all = await texts(elena, id);
        const heard = await texts(inside, id);
        expect(all.slice(all.length - heard.length)).toEqual(heard);
      },
    );

    test('the end of the talk is the end of it for them: by either of the two, or by passing the customer on', async () => {
      for (const end of [
        (id: string) => talks.end(anna, id),
        (id: string) => talks.end(elena, id),
        (id: string) => talks.transfer(boss, id, { topic: 'cards' }, 'to cards'),
      ]) {
        await clearTestBranch(db);
        const id = await branch.meet(anna, elena);
        await branch.goOnDuty(james, 'desk-2');
        must(await talks.supervise(boss, id, 'whispering'));
        must(await talks.invite(elena, id, 'james'));
        must(await talks.joinConference(james, id));
        must(await end(id));
        for (const who of [boss, james]) {
          expect(await talks.read(who, id)).toEqual(unknown);
          expect(await talks.transcript(who, id)).toEqual(unknown);
        }
        expect(await talks.supervise(boss, id, 'listening')).toEqual(unknown);
        expect(await talks.invite(elena, id, 'james')).toEqual(unknown);
        expect(await talks.conferences(james)).toEqual([]);
        expect(must(await talks.read(anna, id)).members.map(({ standing }) => standing)).toEqual(['left', 'left']);
      }
    });

    test('signing out ends it, and so does being gone for too long; another session’s end does not', async () => {
      const id = await branch.meet(anna, elena);
      await talks.supervise(boss, id, 'listening');
      branch.events.publish({ type: 'session-ended', sessionId: chief.sessionId, reason: 'sign-out' });
      expect(await talks.admit(boss, id)).toMatchObject({ ok: true });
      branch.events.publish({ type: 'session-ended', sessionId: boss.sessionId, reason: 'sign-out' });
      await expect.poll(() => talks.admit(boss, id)).toEqual(unknown);
      await talks.supervise(boss, id, 'listening');
      pass(UNLINKED_AFTER_MS);
      await talks.dropStale();
      await talks.keepLinked(id, ['boss']);
      pass(UNLINKED_AFTER_MS);
      await talks.dropStale();
      expect(await talks.admit(boss, id)).toMatchObject({ ok: true });
      pass(1);
      await talks.dropStale();
      expect(await talks.admit(boss, id)).toEqual(unknown);
      const whys = (await trailOf(id)).flatMap((event) => (event.kind === 'supervision-ended' ? event.why : []));
      expect(whys).toEqual(['signed-out', 'link-lost']);
    });

    test('who is linked nowhere is out also of a talk that nobody is linked to, and of no other', async () => {
      const [mine, other] = [await branch.meet(anna, elena), await branch.meet(oliver, james, 'desk-2')];
      must(await talks.supervise(boss, mine, 'listening'));
      must(await talks.supervise(chief, other, 'listening'));
      await branch.goOnDuty(staff('tom'), 'desk-3');
      must(await talks.invite(elena, mine, 'tom'));
      pass(UNLINKED_AFTER_MS + 1);
      await talks.keepLinked(other, ['chief']);
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
      branch.start();
      vi.advanceTimersByTime(10_000);
      branch.stop();
      vi.useRealTimers();
      await expect
        .poll(async () => (await membersFor(elena, mine)).sort())
        .toEqual(['colleague invited', 'supervisor left']);
      expect(await membersFor(james, other)).toEqual(['supervisor listening']);
    });

    test.runIf(concurrent)(
      'whoever comes while it ends is out with it; the trail tells phase and company',
      async () => {
        const id = await branch.meet(anna, elena);
        await Promise.all([talks.supervise(boss, id, 'listening'), talks.end(anna, id)]);
        const { rows } = await sql`select 1 from consultation_member where left_at is null`.execute(db);
        expect(rows).toEqual([]);
        const trail = await trailOf(id);
        expect([replayPhase(trail), replayCompany(trail)]).toEqual(['wrap-up', { supervisor: null, colleague: null }]);
      },
    );

    test.runIf(concurrent)('one person who comes into two talks at once, or calls meanwhile, is in one', async () => {
      for (let round = 0; round < 3; round++) {
        await clearTestBranch(db);
        const [mine, other] = [await branch.meet(anna, elena), await branch.meet(oliver, staff('tom'), 'desk-3')];
        await branch.take(customer('third'));
        await branch.goOnDuty(bossHere, 'desk-2');
        const came = await Promise.all([
          talks.supervise(bossHere, mine, 'listening'),
          talks.supervise(bossHere, other, 'listening'),
          branch.queue.call(bossHere, BRANCH),
        ]);
        expect(came.filter(({ ok }) => ok)).toHaveLength(1);
        for (const refused of came.filter(({ ok }) => !ok)) expect(refused).toMatchObject({ error: 'in-consultation' });
      }
    });

    test('people who were in two talks when that was made impossible are in the later one, with a trail that can have been', async () => {
      const [mine, other] = [await branch.meet(anna, elena), await branch.meet(oliver, james, 'desk-2')];
      must(await talks.supervise(boss, mine, 'listening'));
      pass(1);
      must(await talks.supervise(chief, other, 'listening'));
      await sql`drop index one_talk_a_member`.execute(db);
      await sql`alter table consultation_member drop column seen_at`.execute(db);
      await sql`update consultation_member set subject = 'boss'`.execute(db);
      await consultationMigrations['consultation-030-one-talk-a-member']?.up(db);
      expect(await membersFor(elena, mine)).toEqual(['supervisor left']);
      expect(await membersFor(james, other)).toEqual(['supervisor listening']);
      expect(replayCompany(await trailOf(mine))).toEqual({ supervisor: null, colleague: null });
    });
  },
);
