import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ServicePlan } from '../../shared/branch-service.ts';
import type { Topic } from '../../shared/queue.ts';
import type { Database } from '../lib/db.ts';
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
import { replayTicket, TicketEvent } from './ticket-rules.ts';

const [anna, oliver, maria] = [customer('anna'), customer('oliver'), customer('maria')];
const [elena, james, boss] = [staff('elena'), staff('james'), staff('boss', ['supervisor'])];
const stranger = staff('stranger', ['supervisor']);
const everyday: Topic[] = ['payments', 'accounts', 'cards', 'other'];
const SERVICE: ServicePlan = {
  ...TEST_SERVICE,
  staff: [
    { subject: 'elena', topics: [...everyday, 'fraud'], languages: ['en'] },
    { subject: 'james', topics: [...everyday, 'loans'], languages: ['en', 'ru'] },
    { subject: 'boss', topics: everyday, languages: ['en'] },
  ],
};
delete (SERVICE as { everyoneElse?: unknown }).everyoneElse;
const NOTHING = { language: null, needsHelp: false } as const;

describe.each(testDatabases())('serving on $name', ({ open }) => {
  let db: Database;
  let close: () => Promise<void>;
  let branch: TestBranch;
  beforeAll(async () => {
    ({ db, close } = await open());
  }, 60_000);
  afterAll(() => close());
  beforeEach(async () => {
    await clearTestBranch(db);
    branch = createTestBranch(db, SERVICE);
  });
  const later = (minutes: number) => {
    branch.time.now = new Date(branch.time.now.getTime() + minutes * 60_000);
  };
  const take = async (who: typeof anna, topic: Topic, wishes: Parameters<TestBranch['queue']['take']>[3] = NOTHING) =>
    must(await branch.queue.take(who, BRANCH, topic, wishes));
  const ticketOf = async (who: typeof anna) => must(await branch.queue.ticket(who, BRANCH));
  const numbers = async () => must(await branch.queue.view(elena, BRANCH)).waiting.map(({ number }) => number);

  test('who is called next is the first that the consultant serves, in their topics and languages', async () => {
    await take(anna, 'loans');
    later(1);
    await take(oliver, 'cards', { language: 'ru', needsHelp: false });
    later(1);
    const plain = await take(maria, 'cards');
    await branch.goOnDuty(elena, 'desk-1');
    const view = must(await branch.queue.view(elena, BRANCH));
    expect(view.waiting.map(({ mayCall }) => mayCall)).toEqual([false, false, true]);
    const consultationId = await branch.call(elena);
    expect(must(await branch.consultations.read(elena, consultationId)).ticketNumber).toBe(plain.number);
    await branch.consultations.end(elena, consultationId);
    expect(await branch.queue.call(elena, BRANCH)).toEqual({ ok: false, error: 'queue-empty' });
    await branch.goOnDuty(james, 'desk-2');
    const loan = await branch.call(james);
    expect(must(await branch.consultations.read(james, loan)).customerName).toBe('Name of anna');
  });

  test('fraud goes before those of the last hour, who needs help a little before, and nobody waits for ever', async () => {
    await take(anna, 'cards');
    later(61);
    await take(oliver, 'payments');
    later(5);
    await take(maria, 'accounts', { language: null, needsHelp: true });
    await take(customer('ivan'), 'fraud');
    expect(await numbers()).toEqual(['C-001', 'F-004', 'A-003', 'P-002']);
    expect((await ticketOf(oliver))?.ahead).toBe(3);
  });

  test('staff of another branch serve nothing here, and a supervisor of it sees no figures', async () => {
    await branch.goOnDuty(elena, 'desk-1');
    expect(await branch.queue.goOnDuty(stranger, BRANCH, 'desk-2')).toEqual({ ok: false, error: 'not-of-branch' });
    expect(await branch.floor.figures(boss, BRANCH)).toMatchObject({ ok: true });
    expect(await branch.floor.figures(stranger, BRANCH)).toEqual({ ok: false, error: 'not-of-branch' });
    expect(await branch.floor.figures(elena, BRANCH)).toEqual({ ok: false, error: 'role-missing' });
  });

  test('a wait is told as soon as somebody serves it, and the phone is told the same, without a name', async () => {
    const taken = await take(anna, 'loans');
    expect(taken.estimate).toBeNull();
    await branch.goOnDuty(elena, 'desk-1');
    expect((await ticketOf(anna))?.estimate).toBeNull();
    await branch.goOnDuty(james, 'desk-2');
    const told = (await ticketOf(anna))?.estimate;
    expect(told).toEqual({ lowSeconds: 0, likelySeconds: 0, highSeconds: 0 });
    await take(oliver, 'loans');
    const estimate = (await ticketOf(oliver))?.estimate;
    expect(estimate?.likelySeconds).toBeGreaterThan(10 * 60);
    expect(estimate?.highSeconds).toBeGreaterThan(estimate?.lowSeconds ?? 0);
    const token = ((await ticketOf(oliver))?.followPath ?? '').split('/').at(-1) ?? '';
    const glance = must(await branch.queue.follow(token));
    expect(glance).toMatchObject({ state: 'waiting', ahead: 1, estimate });
    expect(JSON.stringify(glance)).not.toMatch(/oliver|loans|consultation/i);
  });

  test('the link of a ticket shows where it is called to, and nothing else opens by it', async () => {
    const id = await branch.meet(anna, elena);
    const token = ((await ticketOf(anna))?.followPath ?? '').split('/').at(-1) ?? '';
    const glance = must(await branch.queue.follow(token));
    expect(glance).toMatchObject({ state: 'called', desk: { en: 'Desk desk-1' } });
    expect(JSON.stringify(glance)).not.toContain(id);
    for (const guess of ['', 'x'.repeat(32), token.toLowerCase().slice(0, 31), `${token}x`])
      expect(await branch.queue.follow(guess)).toEqual({ ok: false, error: 'ticket-unknown' });
    await branch.consultations.end(elena, id);
    expect(await branch.queue.follow(token)).toMatchObject({ value: { state: 'served', desk: null } });
    later(121);
    expect(await branch.queue.follow(token)).toEqual({ ok: false, error: 'ticket-unknown' });
  });

  test('who pauses calls nobody, keeps the desk, and is off the board', async () => {
    await branch.goOnDuty(elena, 'desk-1');
    await take(anna, 'cards');
    must(await branch.queue.pause(elena, BRANCH, 'lunch'));
    expect(await branch.queue.call(elena, BRANCH)).toEqual({ ok: false, error: 'paused' });
    expect(await branch.queue.goOnDuty(james, BRANCH, 'desk-1')).toEqual({ ok: false, error: 'desk-taken' });
    expect(branch.board()).toEqual([1, {}]);
    expect(branch.staff()).toEqual({ 'desk-1': { subject: elena.subject, isPaused: true } });
    expect(must(await branch.queue.view(elena, BRANCH)).duty?.pause).toMatchObject({ reason: 'lunch' });
    later(30);
    must(await branch.queue.pause(elena, BRANCH, null));
    await branch.call(elena);
    expect(branch.board()).toEqual([0, { 'desk-1': 'C-001' }]);
    // Who asks for a pause in the midst of a talk is there until its end.
    must(await branch.queue.pause(elena, BRANCH, 'lunch'));
    expect(branch.staff()).toEqual({ 'desk-1': { subject: elena.subject, isPaused: false } });
  });

  describe('who does not come', () => {
    const miss = async () => {
      const id = await branch.meet(anna, elena);
      later(2);
      must(await branch.consultations.act(elena, id, 'no-show'));
      return id;
    };

    test('is missed after a time, not before, and not once they have come', async () => {
      const id = await branch.meet(anna, elena);
      expect(await branch.consultations.act(elena, id, 'no-show')).toEqual({ ok: false, error: 'too-early' });
      later(2);
      await branch.consultations.arrive(anna, id);
      expect(await branch.consultations.act(elena, id, 'no-show')).toEqual({ ok: false, error: 'phase-wrong' });
      expect(await ticketOf(anna)).toMatchObject({ state: 'called' });
    });

    test('may come back to their number and their place, and the desk is free meanwhile', async () => {
      await miss();
      await take(oliver, 'cards');
      expect(await ticketOf(anna)).toMatchObject({ state: 'no-show', returnBefore: '2026-11-21T10:32:00.000Z' });
      const second = await branch.call(elena);
      await branch.consultations.end(elena, second);
      later(20);
      await take(maria, 'cards');
      expect(await take(anna, 'cards')).toMatchObject({ number: 'G-001', state: 'waiting', ahead: 0 });
      expect(await numbers()).toEqual(['G-001', 'C-003']);
    });

    test('comes too late for it, and takes another number', async () => {
      await miss();
      later(31);
      expect(await ticketOf(anna)).toBeNull();
      expect(await take(anna, 'cards')).toMatchObject({ number: 'C-002' });
    });

    test('may be called again by the desk', async () => {
      await miss();
      const view = must(await branch.queue.view(elena, BRANCH));
      expect(view.missed.map(({ number }) => number)).toEqual(['G-001']);
      const again = await branch.call(elena, view.missed[0]?.id);
      expect(await ticketOf(anna)).toMatchObject({ state: 'called', consultationId: again });
    });

    test('is called by one desk alone, be it by two at once or while they take a ticket anew', async () => {
      await miss();
      await branch.goOnDuty(james, 'desk-2');
      const { missed } = must(await branch.queue.view(elena, BRANCH));
      const calls = await Promise.all([
        branch.queue.call(elena, BRANCH, missed[0]?.id),
        branch.queue.call(james, BRANCH, missed[0]?.id),
        branch.queue.take(anna, BRANCH, 'cards'),
      ]);
      const { rows } = await sql<{ open: bigint }>`
        select count(*) as open from ticket where customer_subject = 'anna' and state in ('waiting', 'called')`.execute(
        db,
      );
      expect(rows[0]?.open).toBe(1n);
      expect(calls[0].ok && calls[1].ok).toBe(false);
    });
  });

  describe('who is passed on', () => {
    test('keeps their place, with a note that only who calls them reads', async () => {
      const id = await branch.meet(anna, elena);
      later(5);
      await take(oliver, 'loans');
      must(await branch.consultations.transfer(elena, id, { topic: 'loans' }, 'Wants to repay early'));
      expect(await branch.consultations.read(elena, id)).toEqual({ ok: false, error: 'consultation-unknown' });
      expect(await ticketOf(anna)).toMatchObject({
        state: 'waiting',
        isTransferred: true,
        ahead: 0,
        consultationId: null,
      });
      await branch.goOnDuty(james, 'desk-2');
      const next = await branch.call(james);
      expect(must(await branch.consultations.read(james, next))).toMatchObject({
        customerName: 'Name of anna',
        topic: 'loans',
        transferNote: 'Wants to repay early',
      });
      expect(must(await branch.consultations.read(anna, next)).transferNote).toBeNull();
    });

    test('to a colleague is called by nobody else, until that one goes', async () => {
      const id = await branch.meet(anna, elena);
      await branch.goOnDuty(james, 'desk-2');
      await branch.goOnDuty(boss, 'desk-3');
      must(await branch.consultations.transfer(elena, id, { consultantSubject: 'james' }, 'Yours'));
      expect(await branch.queue.call(boss, BRANCH)).toEqual({ ok: false, error: 'queue-empty' });
      const kept = await ticketOf(anna);
      expect(await branch.queue.call(boss, BRANCH, kept?.id)).toEqual({ ok: false, error: 'ticket-reserved' });
      expect(must(await branch.queue.view(james, BRANCH)).waiting).toMatchObject([{ isForMe: true, mayCall: true }]);
      must(await branch.queue.goOffDuty(james, BRANCH));
      await branch.call(boss);
    });

    test('goes to nobody who is not there or does not serve it, and stays where they are', async () => {
      const id = await branch.meet(anna, elena);
      const to = (subject: string, topic?: Topic) =>
        branch.consultations.transfer(elena, id, topic ? { topic } : { consultantSubject: subject }, 'note');
      expect(await to('james')).toEqual({ ok: false, error: 'colleague-not-there' });
      await branch.goOnDuty(james, 'desk-2', OTHER_BRANCH);
      expect(await to('james')).toEqual({ ok: false, error: 'colleague-not-there' });
      expect(await to('elena')).toEqual({ ok: false, error: 'colleague-not-there' });
      expect(await ticketOf(anna)).toMatchObject({ state: 'called', consultationId: id });
      expect(must(await branch.consultations.read(elena, id)).phase).toBe('called');
      await branch.goOnDuty(james, 'desk-2');
      expect(await to('james')).toMatchObject({ ok: true });
    });

    test('and a colleague who goes at that moment are both kept, in either order', async () => {
      await branch.goOnDuty(james, 'desk-2');
      for (let round = 0; round < 6; round++) {
        await branch.goOnDuty(james, 'desk-2');
        const id = await branch.meet(anna, elena);
        await Promise.all([
          branch.consultations.transfer(elena, id, { consultantSubject: 'james' }, 'note'),
          branch.queue.goOffDuty(james, BRANCH),
        ]);
        const { rows } = await sql<{ count: bigint }>`
          select count(*) as count from ticket where state = 'waiting' and for_consultant is not null
          and for_consultant not in (select consultant_subject from duty)`.execute(db);
        expect(rows[0]?.count).toBe(0n);
        await branch.consultations.end(elena, id);
        const view = must(await branch.queue.view(elena, BRANCH));
        if (view.waiting.length > 0) await branch.consultations.end(elena, await branch.call(elena));
      }
    });
  });

  test('every change is in the trail with who and when, the trail tells the ticket, and nobody can change it', async () => {
    const id = await branch.meet(anna, elena);
    must(await branch.queue.recall(elena, BRANCH));
    later(2);
    must(await branch.consultations.act(elena, id, 'no-show'));
    await take(anna, 'other');
    await branch.queue.cancel(anna, BRANCH);
    const trails = await branch.queueStore.trails(BRANCH, 'ticket');
    const [trail] = [...trails.values()];
    const events = (trail ?? []).map((event) => TicketEvent.parse(event));
    expect(events.map(({ kind }) => kind)).toEqual(['taken', 'called', 'recalled', 'missed', 'returned', 'cancelled']);
    expect(replayTicket(events)).toMatchObject({ state: 'cancelled', number: 'G-001' });
    const { rows } =
      await sql`select by_kind, by_subject from queue_event where kind in ('missed', 'cancelled') order by seq`.execute(
        db,
      );
    expect(rows).toEqual([
      { by_kind: 'staff', by_subject: 'elena' },
      { by_kind: 'customer', by_subject: 'anna' },
    ]);
    await expect(sql`update queue_event set by_subject = 'nobody'`.execute(db)).rejects.toThrow('only added to');
    await expect(sql`delete from consultation_event`.execute(db)).rejects.toThrow('only added to');
  });

  test('the figures of the day count what was served, how soon and for how long', async () => {
    const id = await branch.meet(anna, elena);
    await take(oliver, 'cards');
    await take(maria, 'cards');
    later(12);
    await branch.consultations.end(elena, id);
    later(1);
    must(await branch.consultations.close(elena, id, 'solved', ''));
    await branch.queue.cancel(maria, BRANCH);
    const second = await branch.call(elena);
    const { figures, floor } = must(await branch.floor.figures(boss, BRANCH));
    expect(figures).toMatchObject({
      ...{ taken: 3, waiting: 0, served: 1, abandoned: 1, noShows: 0, passedOn: 0, withoutCode: 0 },
      serviceLevel: { share: 1 / 3, goalShare: 0.8, withinMinutes: 10 },
      abandonRate: 1 / 3,
      longestWaitSeconds: 13 * 60,
      handling: [{ topic: 'other', calls: 1, medianSeconds: 13 * 60 }],
    });
    expect(floor).toMatchObject([
      { name: 'Name of elena', state: 'serving', serving: { ticketNumber: 'C-002', consultationId: second } },
    ]);
    expect(JSON.stringify(floor)).not.toContain('oliver');
  });

  test('a day that is over can be looked at as it was, with the week that it ends, a month long', async () => {
    const id = await branch.meet(anna, elena);
    later(12);
    await branch.consultations.end(elena, id);
    must(await branch.consultations.close(elena, id, 'solved', ''));
    const today = must(await branch.floor.figures(boss, BRANCH)).figures;
    later(24 * 60);
    const dayOf = async (date: string) => must(await branch.floor.dayFigures(boss, BRANCH, date));
    const { figures, week } = await dayOf('2026-11-21');
    expect(figures).toEqual(today);
    expect(week.map(({ date, served }) => [date, served])).toEqual(
      [15, 16, 17, 18, 19, 20, 21].map((day) => [`2026-11-${day}`, day === 21 ? 1 : 0]),
    );
    expect(week.at(-1)).toMatchObject({ serviceLevel: 1, abandonRate: 0, handlingSeconds: 12 * 60 });
    expect(week[0]).toMatchObject({ serviceLevel: null, abandonRate: null, handlingSeconds: null });
    expect((await dayOf('2026-11-22')).figures).toMatchObject({ taken: 0, served: 0 });
    await dayOf('2026-10-23');
    for (const date of ['2026-11-23', '2026-10-22'])
      expect(await branch.floor.dayFigures(boss, BRANCH, date)).toEqual({ ok: false, error: 'day-unknown' });
  });
});
