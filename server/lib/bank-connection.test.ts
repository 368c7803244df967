import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BankConnection, type BankConnectionOptions, createBankConnection } from './bank-connection.ts';
import { findNotCalled } from './bank-not-called.ts';
import { startTestHttpServer, type TestHttpServer } from './test-http-server.ts';

/** For what comes soon, on a machine that is busy. */
const PATIENCE = { timeout: 10_000 };
const ORIGIN = 'http://bank.localhost:4009';

let connection: BankConnection | undefined;
let bank: TestHttpServer;
let foreign: TestHttpServer;
beforeEach(async () => {
  bank = await startTestHttpServer(({ url = '' }, response) =>
    url.includes('/pisp/') ? response.writeHead(429, { 'retry-after': '60' }).end() : response.end('ok'),
  );
  foreign = await startTestHttpServer();
});
afterEach(async () => {
  await connection?.stop();
  await Promise.all([bank.close(), foreign.close()]);
});

function connect(options: Partial<BankConnectionOptions> = {}) {
  connection = createBankConnection({
    origins: [ORIGIN],
    upstreams: [{ origin: ORIGIN, source: { addresses: [bank.address] } }],
    ...options,
  });
  return connection;
}

test('a pause is of payments, of accounts or of the issuer', async () => {
  const { fetch, pauseMs, snapshot } = connect();
  const error = await fetch(`${ORIGIN}/open-banking/v4.0/pisp/domestic-payments/1`).catch((thrown) => thrown);
  expect(findNotCalled(error)?.policy).toBe('pause');
  expect((await fetch(`${ORIGIN}/open-banking/v4.0/aisp/accounts`)).status).toBe(200);
  expect((await fetch(`${ORIGIN}/oidc/customers/token`, { method: 'POST' })).status).toBe(200);
  expect(pauseMs('pisp')).toBeGreaterThan(0);
  expect(pauseMs('aisp', 'issuer')).toBe(0);
  expect(snapshot()).toMatchObject({
    circuits: { pisp: 'closed', aisp: 'closed', issuer: 'closed' },
    upstreams: [{ address: bank.address, healthy: true }],
  });
});

test('it finds and watches the servers of the bank by itself', async () => {
  const records = [{ name: '127.0.0.1', port: bank.port, priority: 0, weight: 1 }];
  const { start, snapshot } = connect({
    upstreams: [{ origin: ORIGIN, source: { srv: '_http._tcp.bank' } }],
    resolveSrv: async () => records,
    rediscoverMs: 5,
    health: { periodMs: 5 },
  });
  start();
  const known = () => snapshot().upstreams.map(({ address }) => address);
  await expect.poll(known, PATIENCE).toEqual([bank.address]);
  await expect.poll(() => bank.requests.some(({ url }) => url === '/healthz'), PATIENCE).toBe(true);
  records.push({ name: '127.0.0.1', port: foreign.port, priority: 0, weight: 1 });
  await expect.poll(known, PATIENCE).toEqual([bank.address, foreign.address]);
  await bank.close();
  await expect.poll(() => snapshot().upstreams.map(({ healthy }) => healthy), PATIENCE).toEqual([false, true]);
});

test('a token goes to the origins of the bank and to no other, also not to the plain address of one of its servers', async () => {
  const { fetch } = connect();
  const headers = { authorization: 'DPoP secret' };
  expect((await fetch(`${ORIGIN}/accounts`, { headers })).status).toBe(200);
  const before = bank.requests.length;
  for (const url of [`http://${foreign.address}/`, `http://${bank.address}/accounts`, 'http://bank.localhost:4010/'])
    await expect(fetch(url, { headers })).rejects.toThrow(/not an origin/);
  expect([bank.requests.length - before, foreign.requests.length]).toEqual([0, 0]);
});
