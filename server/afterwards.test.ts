import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Rating } from '../shared/afterwards.ts';
import { afterwardsMigrations } from './afterwards/afterwards-tables.ts';
import { createRatingService, type RatingService } from './afterwards/rating-service.ts';
import { createAfterwards } from './afterwards.ts';
import { assistantMigrations } from './assistant/assistant-tables.ts';
import { bankingMigrations } from './banking/payment-tables.ts';
import { createConsultationData } from './consultation/consultation-data.ts';
import { deskTableMigrations } from './desk-table.ts';
import { identityMigrations } from './identity/identity-tables.ts';
import type { Database } from './lib/db.ts';
import { testDatabases } from './lib/test-databases.ts';
import { createLogger } from './logger.ts';
import { BRANCH, clearTestBranch, createTestBranch, customer, must, staff, type TestBranch } from './test-branch.ts';
import { createVoiceReportStore, voiceMigrations } from './voice/voice-report-store.ts';

const [anna, oliver, elena] = [customer('anna'), customer('oliver'), staff('elena')];
const boss = staff('boss', ['supervisor']);
const DAY_MS = 24 * 60 * 60_000;
const CANARY = 'canary-7f3a';
const days = (count: number) => count * DAY_MS;
const RETENTION = {
  transcriptMs: days(100),
  trailMs: days(200),
  noteMs: days(50),
  visitMs: days(100),
  handoverMs: days(30),
  ratingMs: days(60),
  voiceReportMs: days(20),
};
const GOOD = Rating.parse({ satisfaction: 5, recommend: 9, word: CANARY });

describe.each(testDatabases())('afterwards on $name', ({ open, concurrent }) => {
  let db: Database;
  let close: () => Promise<void>;
  let branch: TestBranch;
  let ratings: RatingService;
  const afterwards = (exportsNotes = false) =>
    createAfterwards({
      database: db,
      clock: () => branch.time.now,
      logger: createLogger('test', 'silent'),
      config: { retention: RETENTION, exportsNotes, paymentLeaseMs: 5000 },
      desk: branch,
    });
  const pass = (ms: number) => {
    branch.time.now = new Date(branch.time.now.getTime() + ms);
  };

  beforeAll(async () => {
    ({ db, close } = await open());
  }, 60_000);
  afterAll(() => close());
  beforeEach(async () => {
    await clearTestBranch(db, {
      ...afterwardsMigrations,
      ...assistantMigrations,
      ...bankingMigrations,
      ...deskTableMigrations,
      ...voiceMigrations,
      ...identityMigrations,
    });
    await sql`truncate rating, removal_event, document, document_event, signing_passkey, proposal, payment, payment_history, voice_report,
      assistant_turn, assistant_draft, assistant_handover, assistant_audit cascade`.execute(db);
    branch = createTestBranch(db);
    const data = createConsultationData(db);
    const { admitSupervisor } = branch.floor;
    const { servedByLink } = branch.queue;
    ratings = createRatingService({
      database: db,
      clock: () => branch.time.now,
      admitSupervisor,
      servedByLink,
      ...data,
    });
  });

  /** A consultation that was held, ended and wrapped up, with words and notes. */
  async function serve(who: typeof anna, words = CANARY): Promise<string> {
    const id = await branch.meet(who, elena);
    await branch.consultations.arrive(who, id);
    await say(id, words);
    must(await branch.consultations.end(elena, id));
    must(await branch.consultations.close(elena, id, 'solved', words));
    must(await branch.queue.goOffDuty(elena, BRANCH));
    return id;
  }
  const say = (id: string, text: string) =>
    sql`insert into chat_line (id, consultation_id, speaker, text, at)
      values (${randomUUID()}, ${id}, 'customer', ${text}, ${branch.time.now})`.execute(db);
  /** Everything of every table, as one text. */
  async function everything(but: readonly string[] = []): Promise<string> {
    const { rows } = await sql<{ name: string }>`
      select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(
      db,
    );
    const texts: string[] = [];
    for (const { name } of rows) {
      if (but.includes(name)) continue;
      const { rows: all } = await sql<{
        text: string;
      }>`select to_jsonb(t)::text as text from ${sql.table(name)} t`.execute(db);
      texts.push(...all.map(({ text }) => `${name}: ${text}`));
    }
    return texts.join('\n');
  }
  const removals = async () =>
    (
      await sql<{ cause: string; what: string; count: number }>`
        select cause, what, count from removal_event order by seq`.execute(db)
    ).rows.map(({ cause, what, count }) => `${cause} ${what} ${count}`);

  test('a consultation is rated once, by its customer, after its end and within a week', async () => {
    const open = await branch.meet(anna, elena);
    expect(await ratings.due(anna)).toBeNull();
    expect(await ratings.give(anna, open, GOOD)).toEqual({ ok: false, error: 'consultation-open' });
    await branch.consultations.arrive(anna, open);
    must(await branch.consultations.end(anna, open));
    expect(await ratings.due(anna)).toMatchObject({ id: open });
    expect(await ratings.due(oliver)).toBeNull();
    for (const who of [oliver, customer('elena')])
      expect(await ratings.give(who, open, GOOD)).toEqual({ ok: false, error: 'consultation-unknown' });
    expect(await ratings.give(anna, randomUUID(), GOOD)).toEqual({ ok: false, error: 'consultation-unknown' });
    const twice = await Promise.all([ratings.give(anna, open, GOOD), ratings.give(anna, open, { skipped: true })]);
    expect(twice.filter(({ ok }) => ok)).toHaveLength(1);
    expect(twice).toContainEqual({ ok: false, error: 'rating-given' });
    expect(await ratings.due(anna)).toBeNull();
    must(await branch.consultations.close(elena, open, 'solved', ''));
    must(await branch.queue.goOffDuty(elena, BRANCH));
    const next = await serve(anna);
    pass(days(7) + 1);
    expect(await ratings.due(anna)).toBeNull();
    expect(await ratings.give(anna, next, GOOD)).toEqual({ ok: false, error: 'rating-late' });
  });

  test('the link of a ticket says how it was once, for two hours, in the customer’s place; no other link does', async () => {
    const { followPath } = await branch.take(anna);
    const token = followPath.split('/').at(-1) ?? '';
    const said = { satisfaction: 2, recommend: null };
    const asked = () => ratings.isDueByLink(token);
    const refusedGiving = async () => [await asked(), await ratings.giveByLink(token, said)];
    const unknown = [false, { ok: false, error: 'ticket-unknown' }];
    expect(await refusedGiving()).toEqual(unknown);
    const id = await serve(anna);
    expect([await asked(), (await ratings.due(anna))?.id]).toEqual([true, id]);
    for (const other of ['', 'x'.repeat(32), token.slice(1)])
      expect([await ratings.isDueByLink(other), await ratings.giveByLink(other, said)]).toEqual(unknown);
    const at = branch.time.now;
    pass(2 * 60 * 60_000 + 1);
    expect(await refusedGiving()).toEqual(unknown);
    branch.time.now = at;
    const both = await Promise.all([ratings.giveByLink(token, said), ratings.give(anna, id, { skipped: true })]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await refusedGiving()).toEqual([false, { ok: false, error: 'rating-given' }]);
    expect(await ratings.due(anna)).toBeNull();
    await sql`truncate rating`.execute(db);
    expect(await ratings.giveByLink(token, said)).toEqual({ ok: true, value: {} });
    const { rows } = await sql`select customer_subject, satisfaction, word from rating`.execute(db);
    expect(rows).toEqual([{ customer_subject: 'anna', satisfaction: 2, word: null }]);
    // Of a later visit the link of the one before says nothing.
    await serve(anna);
    expect(await asked()).toBe(false);
  });

  test('who never came, or was passed on, is not asked', async () => {
    const id = await branch.meet(anna, elena);
    pass(61_000);
    must(await branch.consultations.act(elena, id, 'no-show'));
    expect(await ratings.due(anna)).toBeNull();
    const again = await branch.meet(oliver, staff('james'), 'desk-2');
    await branch.consultations.arrive(oliver, again);
    must(await branch.consultations.transfer(staff('james'), again, { topic: 'cards' }, 'please'));
    expect(await ratings.due(oliver)).toBeNull();
  });

  test('figures are for a supervisor of the branch, and count answers without a name', async () => {
    for (let at = 0; at < 10; at++) must(await ratings.give(anna, await serve(anna), GOOD));
    must(await ratings.give(oliver, await serve(oliver), { skipped: true }));
    const figures = must(await ratings.figures(boss, BRANCH));
    expect(figures).toMatchObject({
      asked: 11,
      satisfaction: { answers: 10, mean: { value: 5 } },
      recommend: { answers: 10, nps: { value: 100 } },
    });
    expect(figures.words[0]).toBe(CANARY);
    expect(JSON.stringify(figures)).not.toMatch(/anna|oliver|P-0|O-0/i);
    expect(await ratings.figures(elena, BRANCH)).toEqual({ ok: false, error: 'role-missing' });
    expect(await ratings.figures(boss, 'nowhere')).toEqual({ ok: false, error: 'branch-unknown' });
  });

  test('what is old goes, what is younger stays, and the audit says how much without saying whose', async () => {
    const old = await serve(anna);
    must(await ratings.give(anna, old, GOOD));
    const report = {
      id: randomUUID(),
      branchId: BRANCH,
      reporter: 'customer:anna',
      reported: 'customer:oliver',
    } as const;
    await createVoiceReportStore(db).insert({ ...report, reason: 'abuse', at: branch.time.now });
    await sql`insert into assistant_turn (id, session_id, speaker, kind, text, sources, at)
      values (${randomUUID()}, 's', 'customer', 'talk', ${CANARY}, '[]', ${branch.time.now})`.execute(db);
    expect(await afterwards().removal.sweep()).toBe(0);
    pass(days(51));
    await serve(oliver, 'younger');
    await afterwards().removal.sweep();
    expect((await removals()).sort()).toEqual(['age assistant-talks 1', 'age notes 1', 'age voice-reports 1']);
    pass(days(49) + 1);
    await afterwards().removal.sweep();
    expect((await removals()).sort()).toEqual([
      'age assistant-talks 1',
      'age notes 1',
      'age ratings 1',
      'age talks 1',
      'age visits 1',
      'age voice-reports 1',
    ]);
    const kept = await everything(['consultation_event', 'queue_event']);
    expect(kept).not.toMatch(new RegExp(`${CANARY}|Name of anna|"anna"`));
    expect(kept).toContain('younger');
    expect(await everything(['consultation', 'chat_line', 'ticket'])).not.toContain('younger');
    expect(await afterwards().removal.sweep()).toBe(0);
    expect(must(await ratings.figures(boss, BRANCH)).satisfaction.answers).toBe(0);
  });

  test.runIf(concurrent)('several processes sweep at once, and each row goes once', async () => {
    for (let at = 0; at < 12; at++) await serve(anna);
    pass(days(101));
    const swept = await Promise.all([1, 2, 3, 4].map(() => afterwards().removal.sweep()));
    // Talks with their notes, which go with them or before them, and tickets.
    const counted = (await removals()).map((line) => line.split(' '));
    const sum = (what: string) => counted.filter(([, w]) => w === what).reduce((sum, [, , n]) => sum + Number(n), 0);
    expect([sum('talks'), sum('visits')]).toEqual([12, 12]);
    expect(sum('notes')).toBeLessThanOrEqual(12);
    expect(swept.reduce((a, b) => a + b, 0)).toBe(sum('talks') + sum('visits') + sum('notes'));
    expect(await everything(['consultation_event', 'queue_event'])).not.toMatch(/canary|Name of anna/);
  });

  test('what colleagues noted of a customer is in no export; what a bank gives out it gives after the wrap-up', async () => {
    const exportOf = async (exportsNotes: boolean) =>
      JSON.stringify(await afterwards(exportsNotes).removal.collect(anna)).match(/note-[a-z-]+/g) ?? [];
    const first = await branch.meet(anna, elena);
    must(await branch.consultations.transfer(elena, first, { topic: 'cards' }, 'note-to-a-colleague'));
    must(await branch.consultations.close(elena, first, 'solved', 'note-of-first'));
    await branch.goOnDuty(staff('james'), 'desk-2');
    const second = await branch.call(staff('james'));
    expect(must(await branch.consultations.read(staff('james'), second)).transferNote).toBe('note-to-a-colleague');
    expect([await exportOf(false), await exportOf(true)]).toEqual([[], ['note-of-first']]);
    must(await branch.consultations.end(anna, second));
    await sql`update consultation set wrap_up_notes = 'note-half-written' where id = ${second}`.execute(db);
    await sql`insert into callback (id, branch_id, customer_subject, customer_name, topic, phone, state, asked_at, notes)
      values (${randomUUID()}, ${BRANCH}, 'anna', 'Name of anna', 'cards', '1', 'open', ${branch.time.now}, 'note-of-call')`.execute(
      db,
    );
    expect([await exportOf(false), await exportOf(true)]).toEqual([[], ['note-of-first', 'note-of-call']]);
    expect(JSON.stringify(await afterwards().removal.collect(anna))).not.toMatch(/notes/i);
  });

  test('what is wrapped up after its customer’s data were deleted is kept without a word', async () => {
    const id = await branch.meet(anna, elena);
    must(await branch.consultations.end(anna, id));
    must(await afterwards().removal.erase(anna));
    must(await branch.consultations.close(elena, id, 'solved', CANARY));
    expect(await everything()).not.toContain(CANARY);
    const { rows } = await sql`select phase, wrap_up_code, wrap_up_notes from consultation`.execute(db);
    expect(rows).toEqual([{ phase: 'closed', wrap_up_code: 'solved', wrap_up_notes: null }]);
  });

  test('on request everything goes that may, and what stays is named with its reason; a preview changes nothing', async () => {
    const { removal } = afterwards();
    must(await ratings.give(anna, await serve(anna), GOOD));
    await serve(oliver, 'not hers');
    await sql`insert into callback (id, branch_id, customer_subject, customer_name, topic, phone, state, asked_at)
      values (${randomUUID()}, ${BRANCH}, 'anna', 'Name of anna', 'cards', ${CANARY}, 'open', ${branch.time.now})`.execute(
      db,
    );
    for (const state of ['shown', 'signed'])
      await sql`insert into document values (${randomUUID()}, ${randomUUID()}, 'anna', 'Name of anna', 'Elena', 't', 'en', 'Agreement', ${state},
        1, 'sealed', 'sealed', 'sealed', ${state === 'signed' ? 'sealed' : null}, now(), now(), ${state === 'signed' ? branch.time.now : null})`.execute(
        db,
      );
    const before = await everything();
    const preview = await removal.preview(anna);
    expect(await everything()).toBe(before);
    const exported = JSON.stringify(await removal.collect(anna));
    expect(exported.split(CANARY)).toHaveLength(4);
    expect(exported).not.toContain('not hers');

    await branch.take(anna);
    expect(await removal.erase(anna)).toEqual({ ok: false, error: 'visit-open' });
    const talking = await branch.meet(anna, elena);
    expect(await removal.erase(anna)).toEqual({ ok: false, error: 'visit-open' });
    expect(await everything()).toContain(CANARY);
    must(await branch.consultations.end(elena, talking));

    const erased = must(await removal.erase(anna));
    expect(erased.deleted).toEqual(
      expect.arrayContaining([
        { kind: 'talks', count: 2 },
        { kind: 'notes', count: 1 },
        { kind: 'appointments', count: 1 },
        { kind: 'ratings', count: 1 },
        { kind: 'documents', count: 1 },
      ]),
    );
    expect(erased.kept).toEqual(
      expect.arrayContaining([
        { kind: 'signed-documents', count: 1, reason: 'law' },
        { kind: 'trails', count: expect.any(Number), reason: 'audit' },
      ]),
    );
    expect(preview.deleted.map(({ kind }) => kind)).toEqual(erased.deleted.map(({ kind }) => kind));
    const left = await everything();
    expect(left).not.toContain(CANARY);
    expect(left).toContain('not hers');
    expect(await everything(['consultation_event', 'queue_event', 'document_event', 'document'])).not.toMatch(
      /Name of anna|"anna"/,
    );
    expect((await removals()).every((line) => line.startsWith('wish '))).toBe(true);
    expect(must(await removal.erase(anna)).deleted).toEqual([]);
    await expect(sql`delete from removal_event`.execute(db)).rejects.toThrow('only added to');
  });
});
