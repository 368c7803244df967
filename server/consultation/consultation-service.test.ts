import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../lib/db.ts';
import { testDatabases } from '../lib/test-databases.ts';
import { BRANCH, clearTestBranch, createTestBranch, customer, staff, type TestBranch } from '../test-branch.ts';
import { MAX_LINES } from './consultation-rules.ts';

const [anna, oliver, elena, james] = [customer('anna'), customer('oliver'), staff('elena'), staff('james')];
const unknown = { ok: false, error: 'consultation-unknown' };
const ended = { ok: false, error: 'consultation-ended' };

describe.each(testDatabases())('a consultation on $name', ({ open }) => {
  let db: Database;
  let close: () => Promise<void>;
  let branch: TestBranch;
  let consultations: TestBranch['consultations'];
  beforeAll(async () => {
    ({ db, close } = await open());
  }, 60_000);
  afterAll(() => close());
  beforeEach(async () => {
    await clearTestBranch(db);
    branch = createTestBranch(db);
    consultations = branch.consultations;
  });

  test('gives its two people each other’s names and its ticket', async () => {
    const id = await branch.meet(anna, elena, 'desk-2');
    const seen = {
      ok: true,
      value: {
        id,
        branchId: BRANCH,
        deskId: 'desk-2',
        ticketNumber: 'G-001',
        topic: 'other',
        state: 'open',
        phase: 'called',
        transferNote: null,
        customerName: 'Name of anna',
        consultantName: 'Name of elena',
        members: [],
        startedAt: '2026-11-21T10:00:00.000Z',
        endedAt: null,
      },
    };
    expect(await consultations.read(anna, id)).toEqual(seen);
    expect(await consultations.read(elena, id)).toEqual(seen);
    expect(await consultations.admit(anna, id)).toEqual({ ok: true, value: 'customer' });
    expect(await consultations.admit(elena, id)).toEqual({ ok: true, value: 'consultant' });
  });

  test('those who talk are known to a server that has just started, until the end', async () => {
    const id = await branch.meet(anna, elena);
    const pair = { customerSubject: anna.subject, consultantSubject: elena.subject };
    expect(await consultations.listPairs()).toEqual([pair]);
    await consultations.end(elena, id);
    expect(await consultations.listPairs()).toEqual([]);
  });

  test('someone else’s answers as one that never was', async () => {
    const id = await branch.meet(anna, elena);
    for (const who of [oliver, james, staff('anna'), customer('elena'), staff('boss', ['supervisor'])]) {
      for (const asked of [id, randomUUID()]) {
        expect(await consultations.read(who, asked)).toEqual(unknown);
        expect(await consultations.admit(who, asked)).toEqual(unknown);
        expect(await consultations.transcript(who, asked)).toEqual(unknown);
        expect(await consultations.end(who, asked)).toEqual(unknown);
      }
    }
    expect(await consultations.read(anna, id)).toMatchObject({ value: { state: 'open' } });
  });

  test('keeps what is said as it is said, in the order it is said', async () => {
    const id = await branch.meet(anna, elena);
    const texts = ['Hello', `<b>'; drop table chat_line; --</b>`, 'две строки\nи 👩\u200d💻', '\\u0000 %s {{x}}'];
    for (const [index, text] of texts.entries()) await branch.record(id, index % 2 ? 'consultant' : 'customer', text);
    const lines = await branch.lines(anna, id);
    expect(lines.map(({ text }) => text)).toEqual(texts);
    expect(lines.map(({ from }) => from)).toEqual(['customer', 'consultant', 'customer', 'consultant']);
  });

  test('once ended, the consultant has nothing of it, the customer keeps it, and the ticket is served', async () => {
    const id = await branch.meet(anna, elena);
    await branch.record(id, 'consultant', 'Good day');
    branch.time.now = new Date('2026-11-21T10:30:00Z');
    expect(await consultations.end(elena, id)).toEqual({ ok: true, value: {} });
    for (const answer of [
      await consultations.read(elena, id),
      await consultations.admit(elena, id),
      await consultations.transcript(elena, id),
      await consultations.end(elena, id),
    ])
      expect(answer).toEqual(unknown);
    expect(await consultations.admit(anna, id)).toEqual(ended);
    expect(await consultations.end(anna, id)).toEqual(ended);
    expect(await branch.record(id, 'customer', 'late')).toEqual(ended);
    expect(await consultations.transcript(anna, id)).toMatchObject({
      value: { consultation: { state: 'ended', endedAt: '2026-11-21T10:30:00.000Z' }, lines: [{ text: 'Good day' }] },
    });
    expect(await branch.queue.ticket(anna, BRANCH)).toEqual({ ok: true, value: null });
    await expect.poll(() => branch.board()).toEqual([0, { 'desk-1': '' }]);
    await branch.take(oliver);
    expect(await branch.call(elena)).not.toBe(id);
  });

  test('ended by both at once, it ends once', async () => {
    const id = await branch.meet(anna, elena);
    const ends = await Promise.all([consultations.end(anna, id), consultations.end(elena, id)]);
    expect(ends.filter(({ ok }) => ok)).toHaveLength(1);
    expect(branch.published.filter((event) => event.type === 'consultation-changed')).toHaveLength(2);
  });

  test('what is said while it ends waits for the end, and is refused', async () => {
    const id = await branch.meet(anna, elena);
    const said = await db.transaction().execute(async (trx) => {
      await sql`update consultation set state = 'ended', phase = 'wrap-up' where id = ${id}`.execute(trx);
      const late = branch.record(id, 'customer', 'late');
      // Time for a line that does not wait to be kept before the end is committed.
      await Promise.race([late, new Promise((resume) => setTimeout(resume, 100))]);
      return { late };
    });
    expect(await said.late).toEqual(ended);
    expect(await branch.lines(anna, id)).toEqual([]);
  });

  test('where its ticket cannot be called after all, it was never opened', async () => {
    await branch.goOnDuty(elena, 'desk-1');
    await branch.take(anna);
    await sql`alter table ticket add constraint broken check (state <> 'called')`.execute(db);
    await expect(branch.call(elena)).rejects.toThrow();
    await sql`alter table ticket drop constraint broken`.execute(db);
    const { rows } = await sql<{ count: bigint }>`select count(*) as count from consultation`.execute(db);
    expect(rows[0]?.count).toBe(0n);
    expect(branch.published.some(({ type }) => type === 'consultation-changed')).toBe(false);
    await branch.call(elena);
  });

  test('a transcript that is full takes no more', async () => {
    const id = await branch.meet(anna, elena);
    await sql`
      insert into chat_line (id, consultation_id, speaker, text, at)
      select gen_random_uuid(), ${id}, 'customer', 'again', now() from generate_series(2, ${MAX_LINES})`.execute(db);
    expect(await branch.record(id, 'customer', 'the last')).toMatchObject({ ok: true });
    expect(await branch.record(id, 'customer', 'one more')).toEqual({ ok: false, error: 'transcript-full' });
    expect(await branch.lines(anna, id)).toHaveLength(MAX_LINES);
  });
});
