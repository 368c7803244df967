import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { QueueView } from '../../shared/queue.ts';
import type { Result } from '../../shared/result.ts';
import type { Database } from '../lib/db.ts';
import { testDatabases } from '../lib/test-databases.ts';
import {
  BRANCH,
  clearTestBranch,
  createTestBranch,
  customer,
  OTHER_BRANCH,
  staff,
  TEST_SERVICE,
  type TestBranch,
} from '../test-branch.ts';

const [anna, oliver, maria] = [customer('anna'), customer('oliver'), customer('maria')];
const [elena, james] = [staff('elena'), staff('james')];

const refusals = (results: readonly Result<unknown, string>[]) =>
  results.flatMap((result) => (result.ok ? [] : [result.error]));

describe.each(testDatabases())('the queue on $name', ({ open }) => {
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

  test('numbers count up, who waits longest is next, and the board says so', async () => {
    const { queue, take, goOnDuty, call, board } = branch;
    expect(await take(anna)).toMatchObject({ number: 'P-001', ahead: 0, state: 'waiting' });
    expect(await take(oliver)).toMatchObject({ number: 'P-002', ahead: 1 });
    await goOnDuty(elena, 'desk-2');
    expect(board()).toEqual([2, { 'desk-2': '' }]);
    const consultationId = await call(elena);
    expect(await queue.ticket(anna, BRANCH)).toMatchObject({
      value: { state: 'called', deskId: 'desk-2', consultationId },
    });
    expect(await queue.ticket(oliver, BRANCH)).toMatchObject({ value: { ahead: 0 } });
    expect(board()).toEqual([1, { 'desk-2': 'P-001' }]);
  });

  test('a consultant may call whom they choose; numbers and topics are all they see of the rest', async () => {
    const { queue, take, goOnDuty, call } = branch;
    const first = await take(anna);
    const second = await take(oliver);
    await goOnDuty(elena, 'desk-1');
    const consultationId = await call(elena, second.id);
    const { value } = (await queue.view(elena, BRANCH)) as { value: QueueView };
    expect(value).toMatchObject({
      duty: { branchId: BRANCH, deskId: 'desk-1', since: '2026-11-21T10:00:00.000Z', pause: null },
      desks: ['desk-1', 'desk-2', 'desk-3'].map((deskId) => ({ deskId, taken: false })),
      consultationId,
      missed: [],
      colleagues: [],
    });
    expect(value.waiting).toEqual([
      {
        id: first.id,
        number: 'P-001',
        topic: 'payments',
        language: null,
        priority: 'ordinary',
        takenAt: '2026-11-21T10:00:00.000Z',
        isTransferred: false,
        isForMe: false,
        mayCall: true,
      },
    ]);
  });

  test('numbers begin again each day, and pass over one that is still open', async () => {
    const { take, time } = branch;
    await take(anna);
    time.now = new Date('2026-11-22T00:00:01Z');
    expect(await take(oliver)).toMatchObject({ number: 'P-002' });
    time.now = new Date('2026-11-23T00:00:01Z');
    expect(await take(maria)).toMatchObject({ number: 'P-003', ahead: 2 });
    time.now = new Date('2026-11-24T00:00:01Z');
    await branch.queue.cancel(anna, BRANCH);
    expect(await take(customer('ivan'))).toMatchObject({ number: 'P-001' });
  });

  test('branches count for themselves, and a person may wait in both', async () => {
    expect(await branch.take(anna)).toMatchObject({ number: 'P-001' });
    expect(await branch.take(anna, OTHER_BRANCH)).toMatchObject({ number: 'P-001' });
    expect(branch.board(OTHER_BRANCH)).toEqual([1, {}]);
  });

  test('a consultant who moves leaves the former desk, also in another branch', async () => {
    const { queue, goOnDuty, board } = branch;
    await goOnDuty(elena, 'desk-1');
    await goOnDuty(elena, 'desk-2');
    expect(board()).toEqual([0, { 'desk-2': '' }]);
    await goOnDuty(elena, 'desk-3', OTHER_BRANCH);
    expect([board(), board(OTHER_BRANCH)]).toEqual([
      [0, {}],
      [0, { 'desk-3': '' }],
    ]);
    expect(await queue.goOffDuty(elena, BRANCH)).toMatchObject({ ok: true });
    expect(board(OTHER_BRANCH)).toEqual([0, { 'desk-3': '' }]);
    await queue.goOffDuty(elena, OTHER_BRANCH);
    expect(board(OTHER_BRANCH)).toEqual([0, {}]);
  });

  test('who takes the same desk again has been there all along', async () => {
    await branch.goOnDuty(elena, 'desk-1');
    branch.time.now = new Date('2026-11-21T12:00:00Z');
    await branch.goOnDuty(elena, 'desk-1');
    expect(await branch.queue.view(elena, BRANCH)).toMatchObject({
      value: { duty: { since: '2026-11-21T10:00:00.000Z' } },
    });
  });

  test('each change is told after it is committed: to the customer, to the staff, to the two of a consultation', async () => {
    await branch.meet(anna, elena);
    const told = branch.published.map(({ type }) => type);
    expect(told).toEqual([
      ...['queue-changed'],
      ...['ticket-changed', 'queue-changed'],
      ...['consultation-changed', 'ticket-changed', 'queue-changed'],
    ]);
  });

  test('after a restart tickets, duty and the consultation are as they were, and so is the board', async () => {
    const consultationId = await branch.meet(anna, elena);
    await branch.take(oliver);
    const restarted = createTestBranch(db);
    await restarted.queue.restore();
    expect(restarted.board()).toEqual([1, { 'desk-1': 'G-001' }]);
    expect(await restarted.queue.ticket(oliver, BRANCH)).toMatchObject({ value: { number: 'P-002', ahead: 0 } });
    expect(await restarted.queue.view(elena, BRANCH)).toMatchObject({
      value: { consultationId, duty: { deskId: 'desk-1' } },
    });
    expect(await restarted.consultations.admit(anna, consultationId)).toEqual({ ok: true, value: 'customer' });
  });

  describe('where two act at once', () => {
    test('one person who takes many tickets holds one', async () => {
      const tickets = await Promise.all(Array.from({ length: 8 }, () => branch.take(anna)));
      expect(new Set(tickets.map(({ id }) => id)).size).toBe(1);
      expect(await branch.take(oliver)).toMatchObject({ number: 'P-002', ahead: 1 });
    });

    test('people who come together get numbers without a gap or a double', async () => {
      const people = Array.from({ length: 12 }, (_, index) => customer(`c${index}`));
      const numbers = (await Promise.all(people.map((who) => branch.take(who)))).map(({ number }) => number);
      expect(numbers.sort()).toEqual(people.map((_, index) => `P-${String(index + 1).padStart(3, '0')}`));
      expect(branch.board()).toEqual([12, {}]);
    });

    test('two consultants never call the same ticket, chosen or next', async () => {
      await branch.goOnDuty(elena, 'desk-1');
      await branch.goOnDuty(james, 'desk-2');
      const { id } = await branch.take(anna);
      const chosen = await Promise.all([branch.queue.call(elena, BRANCH, id), branch.queue.call(james, BRANCH, id)]);
      expect(refusals(chosen)).toEqual(['ticket-not-waiting']);
    });

    test('two consultants who call the next one get two people, or one of them nobody', async () => {
      await branch.goOnDuty(elena, 'desk-1');
      await branch.goOnDuty(james, 'desk-2');
      await branch.take(anna);
      await branch.take(oliver);
      await Promise.all([branch.call(elena), branch.call(james)]);
      const { value } = (await branch.queue.view(elena, BRANCH)) as { value: { waiting: unknown[] } };
      expect(value.waiting).toEqual([]);
      expect(Object.values((branch.board()?.[1] ?? {}) as object).sort()).toEqual(['P-001', 'P-002']);
    });

    test('a single waiting ticket is called by one of two, and the other finds the queue empty', async () => {
      await branch.goOnDuty(elena, 'desk-1');
      await branch.goOnDuty(james, 'desk-2');
      await branch.take(anna);
      const calls = await Promise.all([branch.queue.call(elena, BRANCH), branch.queue.call(james, BRANCH)]);
      expect(refusals(calls)).toEqual(['queue-empty']);
    });

    test('a consultant who presses twice calls once', async () => {
      await branch.goOnDuty(elena, 'desk-1');
      await branch.take(anna);
      await branch.take(oliver);
      const calls = await Promise.all([branch.queue.call(elena, BRANCH), branch.queue.call(elena, BRANCH)]);
      expect(refusals(calls)).toEqual(['in-consultation']);
      expect(branch.board()).toEqual([1, { 'desk-1': 'P-001' }]);
    });

    test('a ticket is cancelled or called, never both; cancelled twice, once', async () => {
      await branch.goOnDuty(elena, 'desk-1');
      await branch.take(anna);
      const [cancelled, called] = await Promise.all([
        branch.queue.cancel(anna, BRANCH),
        branch.queue.call(elena, BRANCH),
      ]);
      expect([cancelled.ok, called.ok].filter(Boolean)).toHaveLength(1);
      await branch.take(oliver);
      const twice = await Promise.all([branch.queue.cancel(oliver, BRANCH), branch.queue.cancel(oliver, BRANCH)]);
      expect(refusals(twice)).toEqual(['ticket-none']);
    });

    test('a consultant calls or goes off duty, never both', async () => {
      for (let round = 0; round < 5; round++) {
        await branch.goOnDuty(elena, 'desk-1');
        await branch.take(customer(`c${round}`));
        const [called, left] = await Promise.all([
          branch.queue.call(elena, BRANCH),
          branch.queue.goOffDuty(elena, BRANCH),
        ]);
        expect([called.ok, left.ok].filter(Boolean)).toHaveLength(1);
        if (called.ok) await branch.consultations.end(elena, called.value.consultationId);
      }
    });

    test('a desk is one consultant’s; two who want each other’s both stay', async () => {
      const taken = await Promise.all([
        branch.queue.goOnDuty(elena, BRANCH, 'desk-1'),
        branch.queue.goOnDuty(james, BRANCH, 'desk-1'),
      ]);
      expect(refusals(taken)).toEqual(['desk-taken']);
      const [first, second] = taken[0].ok ? [elena, james] : [james, elena];
      await branch.goOnDuty(second, 'desk-2');
      const before = branch.board();
      for (let round = 0; round < 20; round++) {
        const swapped = await Promise.all([
          branch.queue.goOnDuty(first, BRANCH, 'desk-2'),
          branch.queue.goOnDuty(second, BRANCH, 'desk-1'),
        ]);
        expect(refusals(swapped)).toEqual(['desk-taken', 'desk-taken']);
      }
      expect(branch.board()).toEqual(before);
    });
  });

  test('a full queue takes nobody more, and counts nobody it turned away', async () => {
    const { capacity } = TEST_SERVICE;
    const people = Array.from({ length: capacity }, (_, index) => customer(`c${index}`));
    for (const who of people) await branch.take(who);
    for (let asked = 0; asked < 3; asked++)
      expect(await branch.queue.take(anna, BRANCH, 'other')).toEqual({ ok: false, error: 'queue-full' });
    await branch.queue.cancel(customer('c0'), BRANCH);
    expect(await branch.take(anna)).toMatchObject({ number: `P-${String(capacity + 1).padStart(3, '0')}` });
  });

  test('who still waits two hours after closing is not kept overnight; who is called is, and nobody goes earlier or where it is open', async () => {
    const day: [string, string][] = [['09:00', '17:30']];
    const closing = createTestBranch(db, { ...TEST_SERVICE, week: [day, day, day, day, day, [], []] });
    const at = (time: string) => {
      closing.time.now = new Date(`2026-11-20T${time}Z`);
      return closing.queue.endLeftOver();
    };
    await at('17:20:00');
    await closing.goOnDuty(elena, 'desk-1');
    await closing.take(maria);
    await closing.call(elena);
    await closing.take(anna);
    for (const early of ['17:29:59', '17:31:00', '19:29:59']) await at(early);
    expect(await closing.queue.ticket(anna, BRANCH)).toMatchObject({ value: { state: 'waiting' } });
    closing.published.length = 0;
    await at('19:30:00');
    expect(await closing.queue.ticket(anna, BRANCH)).toEqual({ ok: true, value: null });
    expect(await closing.queue.ticket(maria, BRANCH)).toMatchObject({ value: { state: 'called' } });
    expect(closing.published).toContainEqual({ type: 'ticket-changed', branchId: BRANCH, customerSubject: 'anna' });
    const trails = [...(await closing.queueStore.trails(BRANCH, 'ticket')).values()];
    expect(trails.map((trail) => (trail.at(-1) as { kind: string }).kind).sort()).toEqual(['called', 'cancelled']);
    closing.published.length = 0;
    await closing.queue.endLeftOver();
    expect(closing.published).toEqual([]);
  });
});
