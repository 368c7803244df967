import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bareEnvironment } from './bare-environment.ts';
import { labelCall, labelStatement, labelTransaction } from './kill-point-labels.ts';
import { KILLED, killPoints } from './kill-points.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kill-points-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A process that passes three points, with what the runner ordered before. */
async function passThree(name: string, order: unknown, environment: Record<string, string> = {}) {
  const file = join(folder, name);
  const script = `
    const { killPoints } = await import(${JSON.stringify(join(import.meta.dirname, 'kill-points.ts'))});
    process.on('message', () => setImmediate(() => {
      for (const point of ['a', 'b', 'b']) killPoints?.pass(point);
      process.exit(0);
    }));
    process.send('ready');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...bareEnvironment(), KILL_POINTS_FILE: file, ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  child.send(order as object);
  const [, signal] = await once(child, 'exit');
  const lines = () => readFileSync(file, 'utf8').trim().split('\n');
  return { signal, lines };
}
const order = (aims: Record<string, number>, known: string[] | null) => ({ type: 'kill-order', aims, known });

test('a process that no runner started watches nothing', () => {
  expect(killPoints).toBeNull();
});

test('every point passed is written down', async () => {
  const { signal, lines } = await passThree('calm', { type: 'other' });
  expect([signal, lines()]).toEqual([null, ['a', 'b', 'b']]);
});

test('a process ends itself where the runner aimed, and the file tells where', async () => {
  const { signal, lines } = await passThree('first', order({ b: 0 }, ['a', 'b']));
  expect([signal, lines()]).toEqual(['SIGKILL', ['a', `${KILLED}b`]]);
});

test('as many passes as were spared are let through', async () => {
  const { signal, lines } = await passThree('second', order({ b: 1 }, ['a', 'b']));
  expect([signal, lines()]).toEqual(['SIGKILL', ['a', 'b', `${KILLED}b`]]);
});

test('a point that the runner does not know yet kills at once, so that none is passed over', async () => {
  const { signal, lines } = await passThree('unknown', order({}, ['b']));
  expect([signal, lines()]).toEqual(['SIGKILL', [`${KILLED}a`]]);
});

test('where the runner spares what it does not know, an aim alone kills', async () => {
  const { signal, lines } = await passThree('spared', order({ b: 1 }, null));
  expect([signal, lines()]).toEqual(['SIGKILL', ['a', 'b', `${KILLED}b`]]);
});

test('in production nothing is watched, whatever the environment says', async () => {
  const { signal, lines } = await passThree('production', order({ a: 0 }, []), { NODE_ENV: 'production' });
  expect(signal).toBeNull();
  expect(lines).toThrow();
});

test.each([
  [
    'update "payment" set "consent_id" = $1, "state" = $2 where "id" = $3 and "state" = $4',
    ['c', 'approved', 'id', 'awaiting-approval'],
    'update payment state=approved',
  ],
  [
    'update "payment" set "lease" = $1, "leased_until" = $2 where "id" = (select "id" from "payment" where state not in ($3) for update skip locked) returning *',
    ['l', new Date(), 'booked'],
    'update payment lease',
  ],
  [
    'insert into "oidc" ("kind", "id", "payload") values ($1, $2, $3) on conflict do nothing',
    ['customers:AccessToken', 'id', '{}'],
    'insert oidc kind=customers:AccessToken',
  ],
  [
    'update "idempotency" set "resource_id" = $1 where "client_id" = $2 and "endpoint" = $3',
    ['r', 'c', 'domestic-payments'],
    'update idempotency endpoint=domestic-payments',
  ],
  ['INSERT INTO rate_limit AS bucket VALUES ($1, $2)', ['k', 1], 'insert rate_limit'],
  ['delete from "session" where "expires_at" < $1', [new Date()], 'delete session'],
  ['select * from "payment" where "state" = $1 for update', ['approved'], null],
  ['begin', [], null],
])('a statement is known by its table and what it is about: %s', (sql, parameters, label) => {
  expect(labelStatement(sql, parameters)).toBe(label);
});

test('a transaction is known by what it wrote', () => {
  expect(labelTransaction(['insert a', 'insert b', 'insert b'])).toBe('insert a + insert b');
});

test.each([
  ['POST', '/oidc/customers/token', new URLSearchParams({ grant_type: 'urn:openid:params:grant-type:ciba' }), 'ciba'],
  ['POST', '/open-banking/v4.0/pisp/domestic-payment-consents', '{"a":1}', ''],
  ['GET', '/.well-known/openid-configuration', undefined, ''],
])('a call is known by method, path and grant: %s %s', (method, path, body, grant) => {
  expect(labelCall(method, path, body)).toBe([method, path, grant].join(' ').trim());
});

test.each([
  ['/pisp/domestic-payments/dp-5e6b1c9e-2a40-4f6f-9df2-3f1b1f5b0a11', '/pisp/domestic-payments/:id'],
  ['/api/payments/5e6b1c9e-2a40-4f6f-9df2-3f1b1f5b0a11/cancel', '/api/payments/:id/cancel'],
  ['/aisp/accounts/acc-anna-current/balances', '/aisp/accounts/:id/balances'],
  ['/interaction/Zk3mT0xQyV1bN8aHc2dLp', '/interaction/:id'],
])('ids are left out: %s', (path, template) => {
  expect(labelCall('GET', path)).toBe(`GET ${template}`);
});
