import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ServicePlan } from '../../shared/branch-service.ts';
import {
  callTicket,
  cancelTicket,
  goOffDuty,
  goOnDuty,
  pauseDuty,
  readQueue,
  readTicket,
  recallTicket,
  resumeDuty,
  takeTicket,
} from '../../shared/queue.ts';
import type { Result } from '../../shared/result.ts';
import { type Database, openDatabase } from '../lib/db.ts';
import type { Principal } from '../lib/principal.ts';
import { embeddedInMemory } from '../lib/test-databases.ts';
import { BRANCH, clearTestBranch, createTestBranch, customer, must, staff, TEST_SERVICE } from '../test-branch.ts';
import { createQueueRoutes } from './queue-routes.ts';

let db: Database;
beforeAll(async () => {
  db = await openDatabase(embeddedInMemory());
  await clearTestBranch(db);
}, 60_000);
afterAll(() => db.destroy());

const [anna, oliver, elena, james] = [customer('anna'), customer('oliver'), staff('elena'), staff('james')];
const roleless = staff('nora', []);
const contract = {
  readTicket,
  takeTicket,
  cancelTicket,
  readQueue,
  goOnDuty,
  goOffDuty,
  callTicket,
  recallTicket,
  pauseDuty,
  resumeDuty,
};
type Name = keyof typeof contract;

const shift = (from: string, to: string): [string, string][] => [[from, to]];
const WEEKDAYS = shift('09:00', '17:00');
/** A branch with hours, for two of its staff: Elena serves cards in English, James loans in Russian too; Petra is of another branch. */
const SERVICE = {
  week: [WEEKDAYS, WEEKDAYS, WEEKDAYS, WEEKDAYS, WEEKDAYS, WEEKDAYS, []] as ServicePlan['week'],
  staff: [
    { subject: 'elena', topics: ['cards' as const, 'other' as const, 'payments' as const], languages: ['en' as const] },
    { subject: 'james', topics: ['loans' as const, 'other' as const], languages: ['en' as const, 'ru' as const] },
  ],
};
type TakenTicket = { readonly ticket: { readonly id: string } };
const petra = staff('petra');

test('each endpoint refuses with each code of its contract, and lets the entitled through', async () => {
  const { everyoneElse: _, ...strict } = { ...TEST_SERVICE, ...SERVICE };
  const branch = createTestBranch(db, strict);
  const routes = createQueueRoutes(branch.queue);
  const seen = new Set<string>();
  const ask = async (
    who: Principal,
    name: Name,
    body?: unknown,
    branchId = BRANCH,
  ): Promise<Result<unknown, string>> => {
    const route = routes.find(({ endpoint }) => endpoint === contract[name]);
    if (!route) throw new Error(`${name} is not mounted`);
    const result = await route.handle({ params: { branchId }, body: route.endpoint.body.parse(body), principal: who });
    seen.add(`${name}: ${result.ok ? 'ok' : result.error}`);
    if (result.ok) route.endpoint.answer.parse(result.value);
    return result;
  };
  const bodies: Partial<Record<Name, unknown>> = {
    takeTicket: { topic: 'cards' },
    goOnDuty: { deskId: 'desk-1' },
    callTicket: {},
    pauseDuty: { reason: 'lunch' },
  };
  const ofCustomer = ['readTicket', 'takeTicket', 'cancelTicket'] as const;
  const ofStaff = [
    'readQueue',
    'goOnDuty',
    'goOffDuty',
    'callTicket',
    'recallTicket',
    'pauseDuty',
    'resumeDuty',
  ] as const;
  for (const name of ofCustomer) await ask(anna, name, bodies[name], 'nowhere');
  for (const name of ofStaff) await ask(elena, name, bodies[name], 'nowhere');
  for (const name of ofStaff) await ask(roleless, name, bodies[name]);
  for (const name of ofStaff) await ask(petra, name, bodies[name]);

  await ask(anna, 'cancelTicket');
  await ask(anna, 'takeTicket', { topic: 'cards' });
  await ask(anna, 'readTicket');
  await ask(anna, 'cancelTicket');
  await ask(elena, 'readQueue');
  await ask(elena, 'callTicket', {});
  await ask(elena, 'recallTicket');
  await ask(elena, 'pauseDuty', { reason: 'lunch' });
  await ask(elena, 'resumeDuty');
  await ask(elena, 'goOnDuty', { deskId: 'desk-9' });
  await ask(elena, 'goOnDuty', { deskId: 'desk-1' });
  await ask(james, 'goOnDuty', { deskId: 'desk-1' });
  await ask(elena, 'callTicket', {});
  await ask(elena, 'recallTicket');
  await ask(oliver, 'takeTicket', { topic: 'other' });
  await ask(elena, 'callTicket', { ticketId: '00000000-0000-4000-8000-000000000000' });
  await ask(elena, 'pauseDuty', { reason: 'lunch' });
  await ask(elena, 'callTicket', {});
  await ask(elena, 'resumeDuty');
  const loan = must((await ask(customer('maria'), 'takeTicket', { topic: 'loans' })) as Result<TakenTicket, string>);
  await ask(elena, 'callTicket', { ticketId: loan.ticket.id });
  const talk = must((await ask(elena, 'callTicket', {})) as Result<{ consultationId: string }, string>);
  await ask(elena, 'recallTicket');
  await ask(elena, 'callTicket', {});
  await ask(elena, 'goOnDuty', { deskId: 'desk-2' });
  await ask(elena, 'goOffDuty');
  await ask(oliver, 'cancelTicket');

  // Oliver is kept for James, and Elena cannot have him back.
  await ask(james, 'goOnDuty', { deskId: 'desk-2' });
  must(await branch.consultations.transfer(elena, talk.consultationId, { consultantSubject: 'james' }, 'see above'));
  const kept = must(await branch.queue.ticket(oliver as typeof anna, BRANCH));
  await ask(elena, 'callTicket', { ticketId: kept?.id });

  for (let count = 2; count < TEST_SERVICE.capacity; count++) await branch.take(customer(`c${count}`));
  await ask(anna, 'takeTicket', { topic: 'cards' });
  branch.time.now = new Date('2026-11-21T16:30:00Z');
  await ask(anna, 'takeTicket', { topic: 'cards' });
  branch.time.now = new Date('2026-11-21T17:00:00Z');
  await ask(anna, 'takeTicket', { topic: 'cards' });
  await ask(elena, 'goOffDuty');

  const promised = [...ofCustomer, ...ofStaff].flatMap((name) =>
    ['ok', ...Object.keys(contract[name].errors)].map((code) => `${name}: ${code}`),
  );
  expect([...seen].sort()).toEqual(promised.sort());
  expect(branch.errors).toEqual([]);
}, 30_000);
