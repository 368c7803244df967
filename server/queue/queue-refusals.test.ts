import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  callTicket,
  cancelTicket,
  goOffDuty,
  goOnDuty,
  readQueue,
  readTicket,
  takeTicket,
} from '../../shared/queue.ts';
import type { Result } from '../../shared/result.ts';
import { type Database, openDatabase } from '../lib/db.ts';
import type { Principal } from '../lib/principal.ts';
import { BRANCH, clearTestBranch, createTestBranch, customer, must, staff } from '../test-branch.ts';
import { createQueueRoutes } from './queue-routes.ts';
import { MAX_WAITING } from './queue-rules.ts';

let db: Database;
beforeAll(async () => {
  db = await openDatabase({ kind: 'embedded' });
  await clearTestBranch(db);
}, 60_000);
afterAll(() => db.destroy());

const [anna, oliver, elena, james] = [customer('anna'), customer('oliver'), staff('elena'), staff('james')];
const roleless = staff('nora', []);
const contract = { readTicket, takeTicket, cancelTicket, readQueue, goOnDuty, goOffDuty, callTicket };
type Name = keyof typeof contract;

test('each endpoint refuses with each code of its contract, and lets the entitled through', async () => {
  const branch = createTestBranch(db);
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
    const result = await route.handle({ params: { branchId }, body, principal: who });
    seen.add(`${name}: ${result.ok ? 'ok' : result.error}`);
    if (result.ok) route.endpoint.answer.parse(result.value);
    return result;
  };
  const bodies: Partial<Record<Name, unknown>> = {
    takeTicket: { topic: 'cards' },
    goOnDuty: { deskId: 'desk-1' },
    callTicket: {},
  };
  const ofCustomer = ['readTicket', 'takeTicket', 'cancelTicket'] as const;
  const ofStaff = ['readQueue', 'goOnDuty', 'goOffDuty', 'callTicket'] as const;
  for (const name of ofCustomer) await ask(anna, name, bodies[name], 'nowhere');
  for (const name of ofStaff) await ask(elena, name, bodies[name], 'nowhere');
  for (const name of ofStaff) await ask(roleless, name, bodies[name]);

  await ask(anna, 'cancelTicket');
  await ask(anna, 'takeTicket', { topic: 'cards' });
  await ask(anna, 'readTicket');
  await ask(anna, 'cancelTicket');
  await ask(elena, 'readQueue');
  await ask(elena, 'callTicket', {});
  await ask(elena, 'goOnDuty', { deskId: 'desk-9' });
  await ask(elena, 'goOnDuty', { deskId: 'desk-1' });
  await ask(james, 'goOnDuty', { deskId: 'desk-1' });
  await ask(elena, 'callTicket', {});
  await ask(oliver, 'takeTicket', { topic: 'other' });
  await ask(elena, 'callTicket', { ticketId: '00000000-0000-4000-8000-000000000000' });
  await ask(elena, 'callTicket', {});
  await ask(elena, 'callTicket', {});
  await ask(elena, 'goOnDuty', { deskId: 'desk-2' });
  await ask(elena, 'goOffDuty');
  await ask(oliver, 'cancelTicket');
  for (let count = 0; count < MAX_WAITING; count++) await branch.take(customer(`c${count}`));
  await ask(anna, 'takeTicket', { topic: 'cards' });
  const view = must(await branch.queue.view(elena, BRANCH));
  await branch.consultations.end(elena, view.consultationId ?? '');
  await ask(elena, 'goOffDuty');

  const promised = [...ofCustomer, ...ofStaff].flatMap((name) =>
    ['ok', ...Object.keys(contract[name].errors)].map((code) => `${name}: ${code}`),
  );
  expect([...seen].sort()).toEqual(promised.sort());
  expect(branch.errors).toEqual([]);
}, 30_000);
