import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actInConsultation, closeConsultation, readWrapUp, transferConsultation } from '../../shared/consultation.ts';
import { readEarlierNotes } from '../../shared/desk.ts';
import type { Result } from '../../shared/result.ts';
import { type Database, openDatabase } from '../lib/db.ts';
import type { Principal } from '../lib/principal.ts';
import { embeddedInMemory } from '../lib/test-databases.ts';
import {
  BRANCH,
  clearTestBranch,
  createTestBranch,
  customer,
  must,
  staff,
  TEST_SERVICE,
  type TestBranch,
} from '../test-branch.ts';
import { createConsultationRoutes } from './consultation-routes.ts';
import type { ConsultationSeats } from './consultation-seats.ts';
import { PhaseEvent, replayPhase } from './phase-rules.ts';

const [anna, elena, james] = [customer('anna'), staff('elena'), staff('james')];
const [boss, stranger] = [staff('boss', ['supervisor']), staff('stranger', ['supervisor'])];
const { everyoneElse: skills, ...SERVICE } = TEST_SERVICE;
/** James serves cards alone; the stranger is of no branch here. */
const STAFF = [
  ...['elena', 'boss'].map((subject) => ({
    subject,
    topics: skills?.topics ?? [],
    languages: skills?.languages ?? [],
  })),
  { subject: 'james', topics: ['cards' as const], languages: ['en' as const] },
];

let db: Database;
let branch: TestBranch;
const seen = new Set<string>();
const contract = { actInConsultation, transferConsultation, closeConsultation, readWrapUp, readEarlierNotes };
type Name = keyof typeof contract;

beforeAll(async () => {
  db = await openDatabase(embeddedInMemory());
  await clearTestBranch(db);
  branch = createTestBranch(db, { ...SERVICE, staff: STAFF });
}, 60_000);
afterAll(() => db.destroy());

async function ask<T = unknown>(who: Principal, name: Name, consultationId: string, body?: unknown) {
  const routes = createConsultationRoutes({ consultations: branch.consultations, seats: {} as ConsultationSeats });
  const route = routes.find(({ endpoint }) => endpoint === contract[name]);
  if (!route) throw new Error(`${name} is not mounted`);
  const request = { params: { consultationId }, body: route.endpoint.body.parse(body), principal: who };
  const result = await route.handle(request);
  seen.add(`${name}: ${result.ok ? 'ok' : result.error}`);
  if (result.ok) route.endpoint.answer.parse(result.value);
  return result as Result<T, string>;
}
const toJames = { to: { consultantSubject: 'james' }, note: 'yours' };
const toCards = { to: { topic: 'cards' }, note: 'yours' };
const solved = { code: 'solved', notes: 'All well.' };

test('what is done at a desk is for its consultant alone; a supervisor of the branch may pass on and nothing else', async () => {
  const id = await branch.meet(anna, elena);
  expect(await ask(elena, 'actInConsultation', id, { action: 'no-show' })).toEqual({ ok: false, error: 'too-early' });
  await branch.consultations.arrive(anna, id);
  expect(await ask(elena, 'actInConsultation', id, { action: 'begin' })).toEqual({
    ok: true,
    value: { phase: 'talk' },
  });
  expect(await ask(elena, 'actInConsultation', id, { action: 'hold' })).toEqual({ ok: true, value: { phase: 'held' } });
  await ask(elena, 'actInConsultation', id, { action: 'begin' });
  for (const who of [james, boss, stranger, staff('anna')])
    for (const asked of [id, randomUUID()]) {
      expect(await ask(who, 'actInConsultation', asked, { action: 'resume' })).toMatchObject({ ok: false });
      expect(await ask(who, 'closeConsultation', asked, solved)).toMatchObject({ ok: false });
      if (who !== boss || asked !== id)
        expect(await ask(who, 'transferConsultation', asked, toCards)).toMatchObject({ error: 'consultation-unknown' });
    }
  expect(await ask(elena, 'closeConsultation', id, solved)).toEqual({ ok: false, error: 'phase-wrong' });
  await ask(elena, 'transferConsultation', id, toJames);
  await branch.goOnDuty(james, 'desk-2');
  expect(await ask(elena, 'transferConsultation', id, toJames)).toEqual({ ok: false, error: 'skill-missing' });
  expect(await ask(boss, 'transferConsultation', id, toCards)).toEqual({ ok: true, value: {} });
  expect(await ask(elena, 'transferConsultation', id, toCards)).toMatchObject({ error: 'consultation-unknown' });
  expect(await ask(elena, 'readWrapUp', id)).toMatchObject({ value: { wrapUp: { consultationId: id } } });
  expect(await ask(james, 'readWrapUp', id)).toEqual({ ok: true, value: { wrapUp: null } });
  expect(await ask(elena, 'closeConsultation', id, solved)).toEqual({ ok: true, value: {} });
  expect(await ask(elena, 'closeConsultation', id, solved)).toMatchObject({ error: 'consultation-unknown' });

  const next = must(await branch.queue.call(james, BRANCH)).consultationId;
  expect(await ask(james, 'readEarlierNotes', next)).toMatchObject({ value: { notes: [{ notes: 'All well.' }] } });
  // Who wrote it reads it no more: the customer is another's now.
  expect(await ask(elena, 'readEarlierNotes', id)).toMatchObject({ error: 'consultation-unknown' });
  for (const who of [elena, boss, stranger])
    expect(await ask(who, 'readEarlierNotes', next)).toMatchObject({ error: 'consultation-unknown' });
  const both = await Promise.all([
    ask(james, 'transferConsultation', next, toCards),
    ask(boss, 'transferConsultation', next, toCards),
  ]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  const endless = (name: Name) => Object.keys(contract[name].errors).map((code) => `${name}: ${code}`);
  const promised = (Object.keys(contract) as Name[]).flatMap((name) => [`${name}: ok`, ...endless(name)]);
  const missing = promised.filter((answer) => !seen.has(answer));
  // The loser of a race for one step is told that the step is gone, or sees no consultation any more.
  expect(missing.filter((answer) => answer !== 'transferConsultation: phase-wrong')).toEqual([]);
});

test('calling the next closes what was left to wrap up, without a code, and the trail says so', async () => {
  await clearTestBranch(db);
  const first = await branch.meet(anna, elena);
  await branch.consultations.end(elena, first);
  expect(await branch.consultations.wrapUp(elena)).toMatchObject({ id: first });
  await branch.take(customer('oliver'));
  await branch.call(elena);
  expect(await branch.consultations.wrapUp(elena)).toBeNull();
  const trails = await branch.consultationStore.trails(BRANCH);
  const events = (trails.get(first)?.trail ?? []).map((event) => PhaseEvent.parse(event));
  expect(events.map(({ kind }) => kind)).toEqual(['called', 'ended', 'closed']);
  expect(events.at(-1)).toMatchObject({ code: 'unspecified' });
  expect(replayPhase(events)).toBe('closed');
  expect(must(await branch.floor.figures(boss, BRANCH)).figures.withoutCode).toBe(1);
});

test('the first word of the consultant to a customer who has come begins the talk', async () => {
  await clearTestBranch(db);
  const id = await branch.meet(anna, elena);
  await branch.consultations.spoken(id, 'consultant');
  expect(must(await branch.consultations.read(elena, id)).phase).toBe('called');
  await branch.consultations.arrive(anna, id);
  const told = branch.published.length;
  await branch.consultations.spoken(id, 'consultant');
  expect(branch.published.slice(told)).toMatchObject([{ type: 'consultation-changed', state: 'open' }]);
  await branch.consultations.spoken(id, 'consultant');
  expect(branch.published).toHaveLength(told + 1);
  expect(must(await branch.consultations.read(anna, id)).phase).toBe('talk');
});

test('earlier notes are of the same customer in the same branch, at most five of a year, and gone at the end', async () => {
  await clearTestBranch(db);
  const wrapUp = async (who: typeof anna, notes: string) => {
    branch.time.now = new Date(branch.time.now.getTime() + 60_000);
    const id = await branch.meet(who, elena);
    await branch.consultations.end(elena, id);
    await branch.consultations.close(elena, id, 'solved', notes);
    await branch.queue.goOffDuty(elena, BRANCH);
  };
  await wrapUp(anna, 'too old');
  branch.time.now = new Date(branch.time.now.getTime() + 366 * 24 * 60 * 60_000);
  await wrapUp(customer('oliver'), 'not hers');
  for (const notes of ['1', '2', '3', '4', '5', '6']) await wrapUp(anna, notes);
  const id = await branch.meet(anna, elena);
  const notes = async () => await branch.consultations.earlierNotes(elena, id);
  expect(must(await notes()).map(({ notes }) => notes)).toEqual(['6', '5', '4', '3', '2']);
  await branch.consultations.end(elena, id);
  expect(await notes()).toMatchObject({ error: 'consultation-unknown' });
});
