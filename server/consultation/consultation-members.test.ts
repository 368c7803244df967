import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Database } from '../lib/db.ts';
import type { StaffPrincipal } from '../lib/principal.ts';
import { testDatabases } from '../lib/test-databases.ts';
import {
  BRANCH,
  clearTestBranch,
  createTestBranch,
  customer,
  must,
  OTHER_BRANCH,
  staff,
  TEST_SERVICE,
  type TestBranch,
} from '../test-branch.ts';
import { consultationMigrations } from './consultation-migrations.ts';
import { UNLINKED_AFTER_MS } from './consultation-rules.ts';
import { replayCompany } from './member-rules.ts';
import { PhaseEvent, replayPhase } from './phase-rules.ts';

const [anna, oliver, elena, james] = [customer('anna'), customer('oliver'), staff('elena'), staff('james')];
const [boss, chief] = ['boss', 'chief'].map((subject) => staff(subject, ['supervisor'])) as [
  StaffPrincipal,
  StaffPrincipal,
];
/** Supervises, and serves customers too. */
const bossHere = staff('boss', ['supervisor', 'consultant']);
/** Supervises, and serves no branch of these. */
const stranger = staff('stranger', ['supervisor']);
const { everyoneElse, ...SERVICE } = TEST_SERVICE;
const skills = { topics: everyoneElse?.topics ?? [], languages: everyoneElse?.languages ?? [] };
const STAFF = ['elena', 'james', 'boss', 'chief', 'tom'].map((subject) => ({ subject, ...skills }));
const unknown = { ok: false, error: 'consultation-unknown' };
const done = { ok: true, value: {} };

describe.each(testDatabases())('who comes into a consultation beside its two, on $name', ({ open, concurrent }) => {
  let db: Database;
  let close: () => Promise<void>;
  let branch: TestBranch;
  let talks: TestBranch['consultations'];
  beforeAll(async () => {
    ({ db, close } = await open());
  }, 60_000);
  afterAll(() => close());
  beforeEach(async () => {
    await clearTestBranch(db);
    branch = createTestBranch(db, { ...SERVICE, staff: STAFF });
    talks = branch.consultations;
  });

  const trailOf = async (id: string) =>
    ((await branch.consultationStore.trails(BRANCH)).get(id)?.trail ?? []).map((event) => PhaseEvent.parse(event));
  const pass = (ms: number) => {
    branch.time.now = new Date(branch.time.now.getTime() + ms);
  };
  const kinds = async (id: string) => (await trailOf(id)).map(({ kind }) => kind);
  const texts = async (who: StaffPrincipal, id: string) => {
    const transcript = await talks.transcript(who, id);
    return transcript.ok ? transcript.value.lines.map(({ text }) => text) : [];
  };
  const membersFor = async (who: Parameters<typeof talks.read>[0], id: string) =>
    must(await talks.read(who, id)).members.map(({ party, standing }) => `${party} ${standing}`);

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
    await talks.dropUnlinked();
    await talks.keepLinked(id, ['boss']);
    pass(UNLINKED_AFTER_MS);
    await talks.dropUnlinked();
    expect(await talks.admit(boss, id)).toMatchObject({ ok: true });
    pass(1);
    await talks.dropUnlinked();
    expect(await talks.admit(boss, id)).toEqual(unknown);
    const whys = (await trailOf(id)).flatMap((event) => (event.kind === 'supervision-ended' ? event.why : []));
    expect(whys).toEqual(['signed-out', 'link-lost']);
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
    must(await branch.queue.goOffDuty(later, BRANCH));
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

  test.runIf(concurrent)('whoever comes while it ends is out with it; the trail tells phase and company', async () => {
    const id = await branch.meet(anna, elena);
    await Promise.all([talks.supervise(boss, id, 'listening'), talks.end(anna, id)]);
    const { rows } = await sql`select 1 from consultation_member where left_at is null`.execute(db);
    expect(rows).toEqual([]);
    const trail = await trailOf(id);
    expect([replayPhase(trail), replayCompany(trail)]).toEqual(['wrap-up', { supervisor: null, colleague: null }]);
  });
});
