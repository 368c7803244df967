import express from 'express';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { type Bucket, endpoint } from '../../shared/endpoint.ts';
import { ok } from '../../shared/result.ts';
import { customerFiles, SEALED_FILE_MAX_BYTES, staffFiles } from '../../shared/talk-file.ts';
import { type Database, migrate } from './db.ts';
import { limitAddress, mountRoutes } from './mount-routes.ts';
import type { Principal } from './principal.ts';
import { addressGroup, BUCKETS, createRateLimits, type RateLimits, rateLimitMigrations } from './rate-limits.ts';
import { route } from './route.ts';
import { testDatabases } from './test-databases.ts';
import { startTestHttpServer, type TestHttpServer } from './test-http-server.ts';

const MINUTE_MS = 60_000;
let server: TestHttpServer | undefined;

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(async () => {
  vi.useRealTimers();
  await server?.close();
  server = undefined;
});

const customer = (subject: string): Principal => ({
  kind: 'customer',
  sessionId: 's',
  subject,
  legalName: 'Anna',
  pseudonym: 'heron-42',
});
const declared = (bucket: Bucket | undefined, path: `/api/${string}`) =>
  endpoint({
    method: 'GET',
    path,
    audience: 'anyone',
    params: z.object({}),
    body: z.undefined(),
    answer: z.object({}),
    errors: {},
    ...(bucket && { bucket }),
  });

/** Serves as the branch does; `x-subject` names who is signed in. */
async function serve(limits: RateLimits, trustProxy: number | false = false) {
  const app = express();
  app.set('trust proxy', trustProxy);
  app.use(
    '/api/plain',
    limitAddress(limits, () => 'sign-in'),
    (_request, response) => void response.json({}),
  );
  const routes = [
    route(declared('payment', '/api/pay'), async () => ok({})),
    route(declared(undefined, '/api/read'), async () => ok({})),
  ];
  app.use(
    mountRoutes(routes, {
      origin: 'http://localhost',
      limits,
      authenticate: async ({ headers }) =>
        typeof headers['x-subject'] === 'string'
          ? customer(headers['x-subject'])
          : { kind: 'guest', sessionId: 'g', pseudonym: 'owl-1' },
      onError: (error) => {
        throw error;
      },
    }),
  );
  server = await startTestHttpServer((request, response) => void app(request, response));
  const { address } = server;
  return (path: string, headers: Record<string, string> = {}) => fetch(`http://${address}${path}`, { headers });
}
/** Answers of so many calls, one after another. */
async function statuses(count: number, call: () => Promise<Response>): Promise<number[]> {
  const seen: number[] = [];
  for (let turn = 0; turn < count; turn += 1) seen.push((await call()).status);
  return seen;
}

describe('floods', () => {
  test('of one customer are answered with 429 and when to come back; other customers and endpoints are not concerned', async () => {
    const call = await serve(createRateLimits({}));
    const { points } = BUCKETS.payment.person;
    const anna = () => call('/api/pay', { 'x-subject': 'anna' });
    expect(new Set(await statuses(points, anna))).toEqual(new Set([200]));
    const declined = await anna();
    expect(declined.status).toBe(429);
    expect(declined.headers.get('content-type')).toContain('application/problem+json');
    expect(await declined.json()).toMatchObject({ code: 'too-many-requests', status: 429 });
    const seconds = Number(declined.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect((await call('/api/pay', { 'x-subject': 'oliver' })).status).toBe(200);
    expect((await call('/api/read', { 'x-subject': 'anna' })).status).toBe(200);
  });

  test('of one address are too, also of endpoints that are no routes', async () => {
    const call = await serve(createRateLimits({}));
    const { points } = BUCKETS['sign-in'].address;
    expect(new Set(await statuses(points, () => call('/api/plain')))).toEqual(new Set([200]));
    expect((await call('/api/plain')).status).toBe(429);
    expect((await call('/api/read')).status).toBe(200);
  });

  test('are told by an address that the caller cannot choose, unless a proxy that we trust says it', async () => {
    const { points } = BUCKETS['sign-in'].address;
    let next = 0;
    const anew = (call: Awaited<ReturnType<typeof serve>>) => () => {
      next += 1;
      return call('/api/plain', { 'x-forwarded-for': `203.0.113.${next}` });
    };
    expect(await statuses(points + 1, anew(await serve(createRateLimits({}))))).toContain(429);
    await server?.close();
    expect(await statuses(points + 1, anew(await serve(createRateLimits({}), 1)))).not.toContain(429);
  });

  test('may be larger where the configuration says so', async () => {
    const call = await serve(createRateLimits({ factor: 2 }));
    const { points } = BUCKETS['sign-in'].address;
    expect(await statuses(points * 2 + 1, () => call('/api/plain'))).toEqual([...Array(points * 2).fill(200), 429]);
  });
});

test('an IPv6 caller is its network, and an IPv4 caller itself however it is written', () => {
  expect(addressGroup('203.0.113.7')).toBe('203.0.113.7');
  expect(addressGroup('::ffff:203.0.113.7')).toBe('203.0.113.7');
  expect(addressGroup('::FFFF:cb00:7107')).toBe('203.0.113.7');
  expect(addressGroup('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
  expect(addressGroup('2001:db8:1:2::9')).toBe('2001:db8:1:2::/64');
  expect(addressGroup('2001:db8:1:3::9')).not.toBe(addressGroup('2001:db8:1:2::9'));
  expect(addressGroup('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
  expect(addressGroup('::1')).toBe('0:0:0:0::/64');
});

describe.each(testDatabases())('shared counts on $name', ({ open }) => {
  let db: Database;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ db, close } = await open());
    await migrate(db, rateLimitMigrations);
  }, 120_000);
  afterAll(() => close());

  const { points } = BUCKETS.payment.person;
  const take = (limits: RateLimits, count: number, person: string) =>
    Promise.all(Array.from({ length: count }, () => limits.takePerson('payment', person)));

  test('are those of all processes together, and begin anew after their time', async () => {
    const [one, other] = [createRateLimits({ database: db }), createRateLimits({ database: db })];
    const waits = [
      ...(await take(one, points / 2, 'customer:anna')),
      ...(await take(other, points / 2, 'customer:anna')),
    ];
    expect(new Set(waits)).toEqual(new Set([0]));
    const waitMs = await one.takePerson('payment', 'customer:anna');
    expect(waitMs).toBeGreaterThan(0);
    expect(waitMs).toBeLessThanOrEqual(MINUTE_MS);
    expect(await other.takePerson('payment', 'customer:anna')).toBeGreaterThan(0);
    expect(await other.takePerson('payment', 'customer:oliver')).toBe(0);
    vi.setSystemTime(Date.now() + MINUTE_MS);
    expect(await other.takePerson('payment', 'customer:anna')).toBe(0);
  });

  test('of all at once let no more through', async () => {
    const [one, other] = [createRateLimits({ database: db }), createRateLimits({ database: db })];
    const waits = (
      await Promise.all([take(one, points, 'customer:maria'), take(other, points, 'customer:maria')])
    ).flat();
    expect(waits.filter((waitMs) => waitMs === 0)).toHaveLength(points);
  });

  // The last one: it leaves the table broken.
  test('go on in each process where the database fails', async () => {
    const limits = createRateLimits({ database: db });
    expect(await limits.takePerson('payment', 'customer:nora')).toBe(0);
    await sql`drop table rate_limit`.execute(db);
    const waits = await take(limits, points + 1, 'customer:nora');
    expect(waits.filter((waitMs) => waitMs === 0)).toHaveLength(points);
  });
});

test('what takes megabytes is let in so seldom that one person fills no memory with it', () => {
  for (const { put } of [customerFiles, staffFiles]) expect(put.bucket).toBe('file');
  expect(BUCKETS.file.person.points * SEALED_FILE_MAX_BYTES).toBeLessThan(200 * 1024 * 1024);
});
