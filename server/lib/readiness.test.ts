import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { BankConnectionSnapshot } from './bank-connection.ts';
import { type Database, openDatabase } from './db.ts';
import { createReadiness } from './readiness.ts';
import { embeddedInMemory } from './test-databases.ts';

let database: Database;
beforeAll(async () => {
  database = await openDatabase(embeddedInMemory());
}, 120_000);
afterAll(() => database.destroy());
afterEach(() => vi.useRealTimers());

const SOUND: BankConnectionSnapshot = { circuits: { pisp: 'closed' }, inFlight: 1, queued: 0, upstreams: [] };
const address = (healthy: boolean) => ({ address: '10.1.2.3:443', healthy, inFlight: 0 });

test('says whether database and bank are reached, and no address', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  let state = { ...SOUND, pauseMs: 0 };
  const readiness = createReadiness({ database, bank: { snapshot: () => state, pauseMs: () => state.pauseMs } });
  const summary = async () => {
    const { status, database: db, bank } = await readiness();
    return [status, db, bank.status];
  };
  expect(await summary()).toEqual(['ready', 'reachable', 'reachable']);
  state = { ...SOUND, pauseMs: 5000 };
  expect(await summary()).toEqual(['ready', 'reachable', 'paused']);
  state = { ...SOUND, circuits: { pisp: 'closed', issuer: 'open' }, pauseMs: 5000 };
  expect(await summary()).toEqual(['degraded', 'reachable', 'unreachable']);
  state = { ...SOUND, upstreams: [address(true), address(false)], pauseMs: 0 };
  expect((await readiness()).bank).toMatchObject({ status: 'reachable', upstreams: { known: 2, healthy: 1 } });
  expect(JSON.stringify(await readiness())).not.toContain('10.1.2.3');
  state = { ...SOUND, upstreams: [address(false)], pauseMs: 0 };
  expect(await summary()).toEqual(['degraded', 'reachable', 'unreachable']);

  await database.destroy();
  vi.setSystemTime(Date.now() + 2000);
  expect(await summary()).toEqual(['down', 'unreachable', 'unreachable']);
});
