import { generate } from 'selfsigned';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findNotCalled } from './bank-not-called.ts';
import { isLoopback } from './loopback.ts';
import { type ConnectOptions, connectToAddress, createOutboundFetch } from './outbound-fetch.ts';
import { createResilience, DEFAULT_RESILIENCE } from './resilience.ts';
import { startTestHttpServer, type TestHttpServer } from './test-http-server.ts';
import { discoverUpstreams, type UpstreamSource } from './upstream-discovery.ts';
import { createUpstreamPool, type UpstreamEvent, type UpstreamPool } from './upstream-pool.ts';

/** For what comes soon, on a machine that is busy. */
const PATIENCE = { timeout: 10_000 };

/** Nobody listens there: whatever is answered came from one of the addresses. */
const ORIGIN = 'http://bank.localhost:4009';

let servers: TestHttpServer[];
let pools: UpstreamPool[];
let events: UpstreamEvent[];
beforeEach(() => {
  servers = [];
  pools = [];
  events = [];
});
afterEach(async () => {
  await Promise.all(pools.map((pool) => pool.stop()));
  await Promise.all(servers.map((server) => server.close()));
});

async function start(...parameters: Parameters<typeof startTestHttpServer>): Promise<TestHttpServer> {
  const server = await startTestHttpServer(...parameters);
  servers.push(server);
  return server;
}

function house(
  source: UpstreamSource,
  options: { origin?: string; tls?: ConnectOptions['tls']; resolve?: ResolveSrv } = {},
) {
  const origin = options.origin ?? ORIGIN;
  const connect = { timeoutMs: 2000, ...(options.tls && { tls: options.tls }) };
  const pool = createUpstreamPool({
    origin,
    discover: discoverUpstreams(source, options.resolve),
    rediscoverMs: 60_000,
    health: { path: '/healthz', periodMs: 60_000, timeoutMs: 2000, failuresToEject: 2, successesToReturn: 2 },
    connect: (address) => connectToAddress(origin, address, connect),
    onEvent: (event) => events.push(event),
  });
  pools.push(pool);
  const resilience = createResilience({
    ...DEFAULT_RESILIENCE,
    retryDelayMs: { first: 1, max: 1 },
    classOf: () => 'all',
  });
  const fetch = createOutboundFetch({ origins: [origin], pools: new Map([[origin, pool]]), resilience, ...connect });
  const call = async (method = 'GET', headers: Record<string, string> = {}) =>
    (await fetch(`${origin}/accounts`, { method, headers, ...(method === 'POST' && { body: '{}' }) })).text();
  return { pool, call };
}
type ResolveSrv = NonNullable<Parameters<typeof discoverUpstreams>[1]>;

const named = (name: string) => (_: unknown, response: { end(text: string): void }) => response.end(name);
const paths = ({ requests }: TestHttpServer) => requests.map(({ url }) => url);
const told = (kind: UpstreamEvent['upstream']) =>
  events.flatMap((event) => (event.upstream === kind && 'address' in event ? [event.address] : []));

describe('several addresses of one bank', () => {
  test('take turns, and each is spoken to under the name of the bank', async () => {
    const [a, b] = [await start(named('a')), await start(named('b'))];
    const { call } = house({ addresses: [a.address, b.address] });
    const answers: string[] = [];
    for (let turn = 0; turn < 6; turn += 1) answers.push(await call());
    expect(answers.join('')).toBe('ababab');
    expect(a.requests[0]?.headers.host).toBe('bank.localhost:4009');
  });

  test('one that is down is passed over at once, taken out, and put back when it is well again', async () => {
    const [a, b] = [await start(named('a')), await start(named('b'))];
    const { pool, call } = house({ addresses: [a.address, b.address] });
    await call();
    await a.close();
    // Not a call is lost meanwhile, whatever it is: what was never sent is sent to another.
    for (let turn = 0; turn < 6; turn += 1) expect(await call(turn % 2 ? 'POST' : 'GET')).toBe('b');
    expect(told('ejected')).toEqual([a.address]);
    await pool.checkHealth();
    expect(pool.snapshot().map(({ healthy }) => healthy)).toEqual([false, true]);

    const back = await start(named('a'), { port: a.port });
    await pool.checkHealth();
    expect(told('returned')).toEqual([]);
    await pool.checkHealth();
    expect(told('returned')).toEqual([a.address]);
    expect(paths(back)).toEqual(['/healthz', '/healthz']);
    expect([await call(), await call()].sort()).toEqual(['a', 'b']);
  });

  test('one that answers its health check with an error is taken out before a call meets it', async () => {
    let sick = true;
    const a = await start((_request, response) => response.writeHead(sick ? 503 : 200).end('a'));
    const b = await start(named('b'));
    const { pool, call } = house({ addresses: [a.address, b.address] });
    await pool.rediscover();
    await pool.checkHealth();
    await pool.checkHealth();
    expect([await call(), await call()]).toEqual(['b', 'b']);
    sick = false;
    await pool.checkHealth();
    await pool.checkHealth();
    expect([await call(), await call()].sort()).toEqual(['a', 'b']);
  });

  test('a health check carries no token', async () => {
    const a = await start();
    const { pool, call } = house({ addresses: [a.address] });
    await call('GET', { authorization: 'DPoP secret' });
    await pool.checkHealth();
    expect(a.requests.map(({ headers }) => headers.authorization)).toEqual(['DPoP secret', undefined]);
  });

  test('where none is well all are tried, and a success is a sign of life', async () => {
    const a = await start(named('a'));
    const { pool, call } = house({ addresses: [a.address] });
    await call();
    await a.close();
    const error = await call('POST').catch((thrown) => thrown);
    expect(findNotCalled(error)?.policy).toBe('connection');
    expect(pool.snapshot()[0]?.healthy).toBe(false);
    await start(named('a'), { port: a.port });
    expect([await call(), await call()]).toEqual(['a', 'a']);
    expect(pool.snapshot()[0]?.healthy).toBe(true);
  });

  test('calls go to the less busy one', async () => {
    const held: (() => void)[] = [];
    const a = await start((_request, response) => void held.push(() => response.end('a')));
    const b = await start(named('b'));
    const { call } = house({ addresses: [a.address, b.address] });
    const waiting = call();
    await expect.poll(() => held.length, PATIENCE).toBe(1);
    expect([await call(), await call(), await call()]).toEqual(['b', 'b', 'b']);
    held[0]?.();
    expect(await waiting).toBe('a');
  });
});

describe('addresses of an SRV record', () => {
  const record = ({ port }: TestHttpServer, priority = 0, name = '127.0.0.1') => ({ name, port, priority, weight: 1 });

  test('are looked up again: new ones are used, those that are gone are not', async () => {
    const [a, b] = [await start(named('a')), await start(named('b'))];
    let records = [record(a)];
    const { pool, call } = house({ srv: '_http._tcp.bank' }, { resolve: async () => records });
    expect([await call(), await call()]).toEqual(['a', 'a']);
    records = [record(b)];
    await pool.rediscover();
    expect([await call(), await call()]).toEqual(['b', 'b']);
    expect(told('removed')).toEqual([a.address]);
  });

  test('stay as they are while the name server fails or knows none', async () => {
    const a = await start(named('a'));
    let resolve: ResolveSrv = async () => [record(a)];
    const { pool, call } = house({ srv: '_http._tcp.bank' }, { resolve: (name) => resolve(name) });
    await call();
    for (const answer of [
      () => Promise.reject(new Error('SERVFAIL')),
      async () => [],
      async () => [record(a, 0, '.')],
    ]) {
      resolve = answer;
      await pool.rediscover();
      expect(await call()).toBe('a');
    }
    expect(events.filter(({ upstream }) => upstream === 'discovery-failed')).toHaveLength(3);
  });

  test('a backup gets no call before the first is down', async () => {
    const [a, b] = [await start(named('a')), await start(named('b'))];
    const { call } = house({ srv: '_http._tcp.bank' }, { resolve: async () => [record(b, 20), record(a, 10)] });
    expect([await call(), await call()]).toEqual(['a', 'a']);
    await a.close();
    expect(await call()).toBe('b');
  });

  test('lead no clear text off this machine', async () => {
    const elsewhere = { name: '192.0.2.1', port: 80, priority: 0, weight: 1 };
    const a = await start(named('a'));
    const { call } = house({ srv: '_http._tcp.bank' }, { resolve: async () => [elsewhere, record(a, 1)] });
    expect(await call()).toBe('a');
    expect(told('refused')).toEqual(['192.0.2.1:80']);
    const { call: callNone } = house({ srv: '_http._tcp.bank' }, { resolve: async () => [elsewhere] });
    expect(findNotCalled(await callNone().catch((error) => error))?.policy).toBe('connection');
  });
});

test('an address that cannot show the certificate of the bank gets no request, wherever it was found', async () => {
  const certify = async (altName: { type: 2; value: string } | { type: 7; ip: string }) => {
    const { cert, private: key } = await generate([{ name: 'commonName', value: 'a server' }], {
      algorithm: 'sha256',
      extensions: [{ name: 'subjectAltName', altNames: [altName] }],
    });
    return { cert, key };
  };
  const bank = await certify({ type: 2, value: 'bank.example' });
  // Genuine for the address, but not for the bank.
  const other = await certify({ type: 7, ip: '127.0.0.1' });
  const genuine = await start(named('genuine'), { tls: bank });
  const impostor = await start(named('impostor'), { tls: other });
  const options = { origin: 'https://bank.example', tls: { ca: [bank.cert, other.cert] } };
  const token = { authorization: 'DPoP secret' };

  expect(await house({ addresses: [genuine.address] }, options).call('GET', token)).toBe('genuine');
  const refused = await house({ addresses: [impostor.address] }, options)
    .call('GET', token)
    .catch((error) => error);
  expect(findNotCalled(refused)?.policy).toBe('connection');
  expect(impostor.requests).toHaveLength(0);
});

test('only names and addresses of this machine are loopback', () => {
  for (const host of ['127.0.0.1', '127.8.9.1', '::1', 'localhost', 'bank.localhost'])
    expect(isLoopback(host)).toBe(true);
  for (const host of [
    '10.0.0.1',
    '0.0.0.0',
    '::',
    'localhost.evil.example',
    '::ffff:10.0.0.1',
    '127.0.0.1.evil.example',
  ])
    expect(isLoopback(host)).toBe(false);
});
