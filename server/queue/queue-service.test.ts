import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createConsultationService } from '../consultation/consultation-service.ts';
import { consultationMigrations, createConsultationStore } from '../consultation/consultation-store.ts';
import { createEvents } from '../events.ts';
import { type Database, migrate } from '../lib/db.ts';
import type { CustomerPrincipal, StaffPrincipal } from '../lib/principal.ts';
import { testDatabases } from '../lib/test-databases.ts';
import { createLogger } from '../logger.ts';
import { MAX_WAITING } from './queue-rules.ts';
import { createQueueService } from './queue-service.ts';
import { createQueueStore, queueMigrations } from './queue-store.ts';

const BRANCH = 'flagship';
const plans = {
  all: [{ id: BRANCH }],
  has: (branchId: string) => branchId === BRANCH,
  deskIds: () => ['desk-1', 'desk-2', 'desk-3'],
};
const customer = (subject: string): CustomerPrincipal => ({
  kind: 'customer',
  sessionId: subject,
  subject,
  legalName: `Name of ${subject}`,
  pseudonym: 'heron-42',
});
const staff = (subject: string, roles: StaffPrincipal['roles'] = ['consultant']): StaffPrincipal => ({
  kind: 'staff',
  sessionId: subject,
  subject,
  legalName: subject,
  pseudonym: 'owl-11',
  roles,
});
const [anna, oliver, elena, james] = [customer('anna'), customer('oliver'), staff('elena'), staff('james')];

describe.each(testDatabases())('the queue on $name', ({ open }) => {
  let db: Database;
  let close: () => Promise<void>;
  let shown: { desks: ReadonlyMap<string, string>; waiting: number };

  beforeEach(async () => {
    ({ db, close } = await open());
    await migrate(db, { ...queueMigrations, ...consultationMigrations });
  });
  afterEach(() => close());

  function house() {
    const events = createEvents(createLogger('test', 'silent'));
    const clock = () => new Date('2026-11-21T10:00:00Z');
    const store = createQueueStore(db);
    const consultations = createConsultationService({
      store: createConsultationStore(db),
      clock,
      events,
      serveTicket: store.serve,
    });
    const board = {
      show: (_branchId: string, view: typeof shown) => {
        shown = view;
      },
    };
    return { queue: createQueueService({ store, plans, board, consultations, clock, events }), consultations };
  }

  async function take(queue: ReturnType<typeof house>['queue'], who: CustomerPrincipal) {
    const taken = await queue.take(who, BRANCH, 'payments');
    if (!taken.ok) throw new Error(taken.error);
    return taken.value;
  }
  async function called(queue: ReturnType<typeof house>['queue'], who: StaffPrincipal, ticketId?: string) {
    const call = await queue.call(who, BRANCH, ticketId);
    if (!call.ok) throw new Error(call.error);
    return call.value.consultationId;
  }

  test('numbers count up, who waits longest is next, and the board says so', async () => {
    const { queue } = house();
    expect(await take(queue, anna)).toMatchObject({ number: 'P-001', ahead: 0, state: 'waiting' });
    expect(await take(queue, oliver)).toMatchObject({ number: 'P-002', ahead: 1 });
    await queue.goOnDuty(elena, BRANCH, 'desk-2');
    expect([shown.waiting, [...shown.desks]]).toEqual([2, [['desk-2', '']]]);
    const consultationId = await called(queue, elena);
    expect(await queue.ticket(anna, BRANCH)).toMatchObject({
      ok: true,
      value: { state: 'called', deskId: 'desk-2', consultationId },
    });
    expect(await queue.ticket(oliver, BRANCH)).toMatchObject({ ok: true, value: { ahead: 0 } });
    await new Promise((resume) => setTimeout(resume, 50));
    expect([shown.waiting, [...shown.desks]]).toEqual([1, [['desk-2', 'P-001']]]);
  });

  test('one person who takes many tickets at once holds one', async () => {
    const { queue } = house();
    const tickets = await Promise.all(Array.from({ length: 8 }, () => take(queue, anna)));
    expect(new Set(tickets.map(({ id }) => id)).size).toBe(1);
    expect(await take(queue, oliver)).toMatchObject({ number: 'P-002', ahead: 1 });
  });

  test('two consultants who call at once never call the same ticket', async () => {
    const { queue } = house();
    await queue.goOnDuty(elena, BRANCH, 'desk-1');
    await queue.goOnDuty(james, BRANCH, 'desk-2');
    const { id } = await take(queue, anna);
    const same = await Promise.all([queue.call(elena, BRANCH, id), queue.call(james, BRANCH, id)]);
    expect(same.filter(({ ok }) => ok)).toHaveLength(1);
    expect(same.find(({ ok }) => !ok)).toEqual({ ok: false, error: 'ticket-not-waiting' });
  });

  test('a consultant who presses twice calls once', async () => {
    const { queue } = house();
    await queue.goOnDuty(elena, BRANCH, 'desk-1');
    await take(queue, anna);
    await take(queue, oliver);
    const calls = await Promise.all([queue.call(elena, BRANCH), queue.call(elena, BRANCH)]);
    expect(calls.filter(({ ok }) => ok)).toHaveLength(1);
    expect(calls.find(({ ok }) => !ok)).toEqual({ ok: false, error: 'in-consultation' });
    const view = await queue.view(elena, BRANCH);
    expect(view.ok && view.value.waiting.length).toBe(1);
  });

  test('a desk is one consultant’s, also between two who take it at one moment', async () => {
    const { queue } = house();
    const taken = await Promise.all([queue.goOnDuty(elena, BRANCH, 'desk-1'), queue.goOnDuty(james, BRANCH, 'desk-1')]);
    expect(taken.filter(({ ok }) => ok)).toHaveLength(1);
    expect(taken.find(({ ok }) => !ok)).toEqual({ ok: false, error: 'desk-taken' });
  });

  test('every refusal, after what it refuses was let through for the entitled', async () => {
    const { queue } = house();
    expect(await queue.cancel(anna, BRANCH)).toEqual({ ok: false, error: 'ticket-none' });
    await take(queue, anna);
    expect(await queue.cancel(anna, BRANCH)).toEqual({ ok: true, value: {} });
    for (const asked of [
      queue.ticket(anna, 'x'),
      queue.take(anna, 'x', 'other'),
      queue.cancel(anna, 'x'),
      queue.view(elena, 'x'),
      queue.goOffDuty(elena, 'x'),
    ]) {
      expect(await asked).toEqual({ ok: false, error: 'branch-unknown' });
    }
    const nora = staff('nora', []);
    for (const asked of [
      queue.view(nora, BRANCH),
      queue.goOnDuty(nora, BRANCH, 'desk-1'),
      queue.goOffDuty(nora, BRANCH),
      queue.call(nora, BRANCH),
    ]) {
      expect(await asked).toEqual({ ok: false, error: 'role-missing' });
    }
    expect(await queue.call(elena, BRANCH)).toEqual({ ok: false, error: 'not-on-duty' });
    expect(await queue.goOnDuty(elena, BRANCH, 'desk-9')).toEqual({ ok: false, error: 'desk-unknown' });
    expect(await queue.goOnDuty(elena, BRANCH, 'desk-1')).toEqual({ ok: true, value: {} });
    expect(await queue.call(elena, BRANCH)).toEqual({ ok: false, error: 'queue-empty' });
    await take(queue, oliver);
    await called(queue, elena);
    expect(await queue.cancel(oliver, BRANCH)).toEqual({ ok: false, error: 'ticket-already-called' });
    expect(await queue.goOffDuty(elena, BRANCH)).toEqual({ ok: false, error: 'in-consultation' });
    expect(await queue.goOnDuty(elena, BRANCH, 'desk-2')).toEqual({ ok: false, error: 'in-consultation' });
  });

  test('a full queue takes nobody more', async () => {
    const { queue } = house();
    for (let count = 0; count < MAX_WAITING; count++) await take(queue, customer(`c${count}`));
    expect(await queue.take(anna, BRANCH, 'other')).toEqual({ ok: false, error: 'queue-full' });
  });

  test('a talk is of its two people while it lasts, and of its customer afterwards', async () => {
    const { queue, consultations } = house();
    await queue.goOnDuty(elena, BRANCH, 'desk-1');
    await take(queue, anna);
    const id = await called(queue, elena);
    expect(await consultations.admit(anna, id)).toEqual({ ok: true, value: 'customer' });
    expect(await consultations.admit(elena, id)).toEqual({ ok: true, value: 'consultant' });
    expect(await consultations.say(id, 'customer', 'Hello')).toMatchObject({ ok: true, value: { text: 'Hello' } });
    // The same subject at the other issuer is another person.
    for (const other of [oliver, james, staff('anna'), customer('elena')]) {
      expect(await consultations.read(other, id)).toEqual({ ok: false, error: 'consultation-unknown' });
      expect(await consultations.admit(other, id)).toEqual({ ok: false, error: 'consultation-unknown' });
      expect(await consultations.end(other, id)).toEqual({ ok: false, error: 'consultation-unknown' });
      expect(await consultations.transcript(other, id)).toEqual({ ok: false, error: 'consultation-unknown' });
    }
    expect(await consultations.end(elena, id)).toEqual({ ok: true, value: {} });
    expect(await consultations.read(elena, id)).toEqual({ ok: false, error: 'consultation-unknown' });
    expect(await consultations.admit(anna, id)).toEqual({ ok: false, error: 'consultation-ended' });
    expect(await consultations.end(anna, id)).toEqual({ ok: false, error: 'consultation-ended' });
    expect(await consultations.say(id, 'customer', 'late')).toEqual({ ok: false, error: 'consultation-ended' });
    expect(await consultations.transcript(anna, id)).toMatchObject({ ok: true, value: { lines: [{ text: 'Hello' }] } });
    expect(await queue.ticket(anna, BRANCH)).toEqual({ ok: true, value: null });
    expect(await queue.goOffDuty(elena, BRANCH)).toEqual({ ok: true, value: {} });
  });

  test('after a restart the board is as the database has it', async () => {
    const { queue } = house();
    await queue.goOnDuty(elena, BRANCH, 'desk-1');
    await take(queue, anna);
    await called(queue, elena);
    await take(queue, oliver);
    shown = { desks: new Map(), waiting: 0 };
    await house().queue.restore();
    expect([shown.waiting, [...shown.desks]]).toEqual([1, [['desk-1', 'P-001']]]);
  });
});
