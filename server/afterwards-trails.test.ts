import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { afterwardsMigrations } from './afterwards/afterwards-tables.ts';
import { createAfterwards } from './afterwards.ts';
import { assistantMigrations } from './assistant/assistant-tables.ts';
import { bankingMigrations } from './banking/payment-tables.ts';
import { deskTableMigrations } from './desk-table.ts';
import { identityMigrations } from './identity/identity-tables.ts';
import type { Database } from './lib/db.ts';
import { testDatabases } from './lib/test-databases.ts';
import { createLogger } from './logger.ts';
import { BRANCH, clearTestBranch, createTestBranch, customer, must, staff, type TestBranch } from './test-branch.ts';
import { voiceMigrations } from './voice/voice-report-store.ts';

const DAY_MS = 24 * 60 * 60_000;
const TRAIL_DAYS = 200;
/** Of everything else; what a trail is about is to be nobody's before the trail is. */
const OTHER_DAYS = 100;
const TRAILS = ['consultation_event', 'queue_event', 'document_event', 'assistant_audit'] as const;
const SUBJECT_IN = { assistant_audit: 'customer_subject' } as Readonly<Record<string, string>>;
const subjectIn = (trail: string) => sql.ref(SUBJECT_IN[trail] ?? 'by_subject');
const [anna, elena] = [customer('anna'), staff('elena')];

describe.each(testDatabases())('customers in audit trails on $name', ({ open, concurrent }) => {
  let db: Database;
  let close: () => Promise<void>;
  let branch: TestBranch;
  const other = OTHER_DAYS * DAY_MS;
  const afterwards = () =>
    createAfterwards({
      database: db,
      clock: () => branch.time.now,
      logger: createLogger('test', 'silent'),
      config: {
        retention: {
          trailMs: TRAIL_DAYS * DAY_MS,
          ...{ transcriptMs: other, noteMs: other, visitMs: other, handoverMs: other, ratingMs: other },
          voiceReportMs: other,
        },
        exportsNotes: false,
        paymentLeaseMs: 5000,
      },
      desk: branch,
    });
  const pass = (days: number) => {
    branch.time.now = new Date(branch.time.now.getTime() + days * DAY_MS + 1);
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
    await sql`truncate rating, removal_event, document, document_event, proposal, voice_report, assistant_turn, assistant_draft,
      assistant_handover, assistant_audit cascade`.execute(db);
    branch = createTestBranch(db);
  });

  /** A visit that leaves entries in all four trails, and nothing else that is open. */
  async function visit(who: typeof anna): Promise<void> {
    const at = branch.time.now;
    const id = await branch.meet(who, elena);
    await branch.consultations.arrive(who, id);
    must(await branch.consultations.end(elena, id));
    must(await branch.consultations.close(elena, id, 'solved', ''));
    must(await branch.queue.goOffDuty(elena, BRANCH));
    const { subject } = who;
    for (const [by, kind] of [
      ['elena', 'staff'],
      [subject, 'customer'],
    ])
      await sql`insert into document_event (document_id, consultation_id, at, kind, by_kind, by_subject, version)
        values (${randomUUID()}, ${id}, ${at}, 'read', ${kind}, ${by}, 1)`.execute(db);
    for (const by of [subject, null])
      await sql`insert into assistant_audit (at, customer_subject, session_id, step, detail)
        values (${at}, ${by}, ${randomUUID()}, 'question', '{}')`.execute(db);
  }
  /** All entries of a trail, each with the `sub` in it apart. */
  async function entries(trail: string): Promise<{ sub: string | null; rest: unknown }[]> {
    const { rows } = await sql<{ sub: string | null; rest: unknown }>`
      select ${subjectIn(trail)} as sub, to_jsonb(entry) - ${SUBJECT_IN[trail] ?? 'by_subject'}::text as rest
      from ${sql.table(trail)} entry order by seq`.execute(db);
    return rows;
  }
  const all = () => Promise.all(TRAILS.map(entries));
  const countOf = (trails: Awaited<ReturnType<typeof all>>, subject: string) =>
    trails.map((rows) => rows.filter(({ sub }) => sub === subject).length);

  test('the customer’s sub goes out with age, of each trail, and nothing else: not who of staff, not of guests, not what was done', async () => {
    await visit(anna);
    await visit(customer('oliver'));
    must(await afterwards().removal.erase(customer('oliver')));
    const before = await all();
    expect(countOf(before, 'anna')).toEqual([1, 1, 1, 1]);
    expect(countOf(before, 'oliver')).toEqual([1, 1, 1, 1]);
    pass(OTHER_DAYS);
    await afterwards().removal.sweep();
    expect(await all()).toEqual(before);
    pass(TRAIL_DAYS - OTHER_DAYS);
    await afterwards().removal.sweep();
    const after = await all();
    const gone = expect.stringMatching(/^erased:/);
    const wasCustomers = (sub: string | null) => sub === 'anna' || sub === 'oliver';
    expect(after).toEqual(
      before.map((rows) => rows.map(({ sub, rest }) => ({ sub: wasCustomers(sub) ? gone : sub, rest }))),
    );
    const erased = after.flat().flatMap(({ sub }) => (sub?.startsWith('erased:') ? [sub] : []));
    expect(new Set(erased).size).toBe(erased.length);
    expect(await afterwards().removal.sweep()).toBe(0);
  });

  test('no trail loses a sub while what it is about is somebody’s', async () => {
    await visit(anna);
    for (const trail of TRAILS.slice(0, 2))
      await expect(
        sql`update ${sql.table(trail)} set ${subjectIn(trail)} = 'erased:x' where ${subjectIn(trail)} = 'anna'`.execute(
          db,
        ),
      ).rejects.toThrow('only added to');
    const { rows } = await sql<{
      id: string;
    }>`select document_id as id from document_event where by_subject = 'anna'`.execute(db);
    await sql`insert into document (id, consultation_id, customer_subject, customer_name, consultant_name, template_id, language, title, state, version,
        content, customer_pdf, consultant_pdf, offered_at, changed_at)
      values (${rows[0]?.id}, ${randomUUID()}, 'anna', 'Name of anna', 'Elena', 't', 'en', 'Agreement', 'shown', 1, '', '', '', now(), now())`.execute(
      db,
    );
    await sql`insert into assistant_turn (id, session_id, speaker, kind, text, sources, at)
      select ${randomUUID()}, session_id, 'customer', 'talk', 'x', '[]', now() from assistant_audit where customer_subject = 'anna'`.execute(
      db,
    );
    await expect(
      sql`update document_event set by_subject = 'erased:x' where by_subject = 'anna'`.execute(db),
    ).rejects.toThrow('only added to');
    await expect(
      sql`update assistant_audit set customer_subject = 'erased:x' where customer_subject = 'anna'`.execute(db),
    ).rejects.toThrow('append-only');
  });

  test('a trail allows that one change and no other, also of what is nobody’s any more', async () => {
    await visit(anna);
    pass(OTHER_DAYS);
    await afterwards().removal.sweep();
    for (const trail of TRAILS) {
      const table = sql.table(trail);
      const sub = subjectIn(trail);
      const kind = sql.ref(trail === 'assistant_audit' ? 'step' : 'kind');
      const refused = [
        sql`delete from ${table} where ${sub} = 'anna'`,
        sql`update ${table} set ${sub} = 'oliver' where ${sub} = 'anna'`,
        sql`update ${table} set ${sub} = 'erased:x', ${kind} = 'other' where ${sub} = 'anna'`,
        ...(trail === 'assistant_audit' ? [] : [sql`update ${table} set ${sub} = 'erased:x' where ${sub} = 'elena'`]),
      ];
      for (const change of refused)
        await expect(change.execute(db), trail).rejects.toThrow(/only added to|append-only/);
      await sql`update ${table} set ${sub} = 'erased:x' where ${sub} = 'anna'`.execute(db);
      await expect(sql`update ${table} set ${sub} = 'anna' where ${sub} = 'erased:x'`.execute(db)).rejects.toThrow();
      await expect(
        sql`update ${table} set ${sub} = 'erased:y' where ${sub} = 'erased:x'`.execute(db),
      ).rejects.toThrow();
    }
  });

  test.runIf(concurrent)('several processes sweep at once, and each entry goes once', async () => {
    for (let at = 0; at < 6; at++) await visit(customer(`customer-${at}`));
    pass(OTHER_DAYS);
    await afterwards().removal.sweep();
    pass(TRAIL_DAYS - OTHER_DAYS);
    const swept = await Promise.all([1, 2, 3, 4].map(() => afterwards().removal.sweep()));
    expect(swept.reduce((a, b) => a + b, 0)).toBe(6 * TRAILS.length);
  });
});
