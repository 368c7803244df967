import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findNotCalled } from './bank-not-called.ts';
import { createOutboundFetch } from './outbound-fetch.ts';
import { createResilience, DEFAULT_RESILIENCE, type PolicyEvent, type ResilienceOptions } from './resilience.ts';
import { startTestHttpServer, type TestHttpServer } from './test-http-server.ts';

/** For what comes soon, on a machine that is busy. */
const PATIENCE = { timeout: 10_000 };

type Script = (response: ServerResponse, count: number, path: string) => void;

let bank: TestHttpServer;
let script: Script;
let events: PolicyEvent[];

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-21T10:00:00Z') });
  events = [];
  script = (response) => response.end('ok');
  bank = await startTestHttpServer((request, response, count) => script(response, count, request.url ?? ''));
});
afterEach(async () => {
  vi.useRealTimers();
  await bank.close();
});

const passMs = (ms: number) => vi.setSystemTime(Date.now() + ms);
const status =
  (code: number, headers: Record<string, string> = {}): Script =>
  (response) =>
    response.writeHead(code, headers).end();
const reset: Script = (response) => response.destroy();

function house(options: Partial<ResilienceOptions> = {}, origin = `http://${bank.address}`) {
  const resilience = createResilience({
    ...DEFAULT_RESILIENCE,
    retryDelayMs: { first: 1, max: 1 },
    classOf: (url) => url.pathname.split('/')[1] ?? '',
    onEvent: (event) => events.push(event),
    ...options,
  });
  const fetch = createOutboundFetch({ origins: [origin], timeoutMs: 5000, resilience });
  const get = (path = '/accounts', headers: Record<string, string> = {}) => fetch(origin + path, { headers });
  const pay = (path = '/payments') =>
    fetch(origin + path, { method: 'POST', body: '{}', headers: { 'x-idempotency-key': 'k' } });
  return { resilience, get, pay };
}
/** Why a call was not made; the error itself where it may have been. */
const declined = async (call: Promise<Response>) => {
  const error = await call.then(
    ({ status: code }) => new Error(`answered with ${code}`),
    (thrown) => thrown,
  );
  return findNotCalled(error)?.policy ?? error;
};

describe('what is tried again', () => {
  test('a read, after a broken connection and after an answer that passes', async () => {
    script = (response, count, path) =>
      (count === 1 ? reset : count === 2 ? status(503) : status(200))(response, count, path);
    expect((await house().get()).status).toBe(200);
    expect(bank.requests).toHaveLength(3);
  });

  test('so often and no more, and not after the budget of time', async () => {
    script = status(502);
    expect((await house().get()).status).toBe(502);
    expect(bank.requests).toHaveLength(1 + DEFAULT_RESILIENCE.retries);
    script = (response, count, path) => {
      passMs(DEFAULT_RESILIENCE.retryBudgetMs);
      status(502)(response, count, path);
    };
    expect((await house().get()).status).toBe(502);
    expect(bank.requests).toHaveLength(1 + DEFAULT_RESILIENCE.retries + 1);
  });

  test('a refusal is an answer', async () => {
    for (const code of [400, 401, 403, 404, 500]) {
      const before = bank.requests.length;
      script = status(code);
      expect((await house().get()).status).toBe(code);
      expect(bank.requests.length - before).toBe(1);
    }
  });

  test('a payment is not, whatever came of it, though it has its key: its journal asks the bank first', async () => {
    script = reset;
    expect(await declined(house().pay())).toBeInstanceOf(Error);
    script = status(503);
    expect((await house().pay()).status).toBe(503);
    expect(bank.requests).toHaveLength(2);
  });

  test('a payment is where it was surely never sent', async () => {
    await bank.close();
    expect(await declined(house().pay())).toBe('connection');
    expect(events.filter(({ policy }) => policy === 'retry')).toHaveLength(DEFAULT_RESILIENCE.retries);
  });

  test('a read with a proof is repeated by whoever makes the proofs, a new one each time', async () => {
    script = reset;
    const { get, resilience } = house();
    let proofs = 0;
    const read = () => {
      proofs += 1;
      return get('/accounts', { authorization: 'DPoP token', dpop: `proof-${proofs}` });
    };
    await expect(read()).rejects.toThrow();
    expect(bank.requests).toHaveLength(1);
    script = (response, count, path) => (count < 4 ? reset : status(200))(response, count, path);
    expect((await resilience.repeatRead(read)).status).toBe(200);
    expect(bank.requests.map(({ headers }) => headers.dpop)).toEqual(['proof-1', 'proof-2', 'proof-3', 'proof-4']);
  });
});

describe('the circuit', () => {
  const options = { failuresToOpen: 3, openMs: { first: 1000, max: 4000 }, retries: 0 };

  test('opens after so many failures in a row; then nothing is sent and the wait is known', async () => {
    script = status(500);
    const { get, pay, resilience } = house(options);
    for (let call = 0; call < 3; call += 1) await get();
    expect(await declined(pay('/accounts'))).toBe('circuit');
    expect(bank.requests).toHaveLength(3);
    expect([resilience.snapshot().circuits.accounts, resilience.pauseMs('accounts')]).toEqual(['open', 1000]);
    passMs(400);
    expect([resilience.pauseMs('accounts'), resilience.pauseMs('payments')]).toEqual([600, 0]);
  });

  test('a success in between begins the count anew, and a refusal is a success', async () => {
    const codes = [500, 500, 403, 500, 500, 200];
    script = (response, count, path) => status(codes[count - 1] ?? 0)(response, count, path);
    const { get, resilience } = house(options);
    for (const code of codes) expect((await get()).status).toBe(code);
    expect(resilience.snapshot().circuits).toEqual({ accounts: 'closed' });
  });

  test('is one for each class of endpoints: what fails does not take the rest with it', async () => {
    script = (response, count, path) => status(path === '/payments' ? 500 : 200)(response, count, path);
    const { get, pay, resilience } = house(options);
    for (let call = 0; call < 3; call += 1) expect([(await pay()).status, (await get()).status]).toEqual([500, 200]);
    expect(resilience.snapshot().circuits).toEqual({ payments: 'open', accounts: 'closed' });
    expect([await declined(pay()), (await get()).status]).toEqual(['circuit', 200]);
  });

  test('lets one call try, closes when it succeeds, and opens for longer when it does not', async () => {
    script = reset;
    const { get, resilience } = house(options);
    for (let call = 0; call < 3; call += 1) await declined(get());
    passMs(1000);
    expect(await declined(get())).toBeInstanceOf(Error);
    expect([bank.requests.length, resilience.pauseMs('accounts')]).toEqual([4, 2000]);

    passMs(2000);
    const held: ServerResponse[] = [];
    script = (response) => void held.push(response);
    const calls = [get(), get(), get()];
    await expect.poll(() => held.length, PATIENCE).toBe(1);
    expect(resilience.snapshot().circuits.accounts).toBe('half-open');
    script = status(200);
    held[0]?.end();
    expect((await Promise.all(calls)).map(({ status: code }) => code)).toEqual([200, 200, 200]);
    expect(resilience.snapshot().circuits.accounts).toBe('closed');
    const states = events.flatMap((event) => (event.policy === 'circuit' ? [event.state] : []));
    expect(states).toEqual(['open', 'half-open', 'open', 'half-open', 'closed']);
  });
});

test('an answer that does not come in time is given up, and says nothing of what the bank did', async () => {
  script = () => {};
  const { get } = house({ timeoutMs: 30, retries: 0 });
  expect(await declined(get())).toBeInstanceOf(Error);
  expect(events).toEqual([{ policy: 'timeout' }]);
  // Nor one whose body stays out.
  script = (response) => void response.writeHead(200).write('half');
  expect(await declined(get())).toBeInstanceOf(Error);
});

test('so many calls at a time, so many in line, and no more', async () => {
  const held: ServerResponse[] = [];
  script = (response) => void held.push(response);
  const { get, resilience } = house({ concurrency: 2, queue: 1 });
  const calls = [get(), get(), get()];
  await expect.poll(() => held.length, PATIENCE).toBe(2);
  expect(await declined(get())).toBe('bulkhead');
  expect(resilience.snapshot()).toMatchObject({ inFlight: 2, queued: 1 });
  script = status(200);
  for (const response of held) response.end();
  await Promise.all(calls);
  expect(bank.requests).toHaveLength(3);
  expect(resilience.snapshot()).toMatchObject({ inFlight: 0, queued: 0 });
});

test('what its caller gave up while it stood in line is not sent', async () => {
  const held: ServerResponse[] = [];
  script = (response) => void held.push(response);
  const origin = `http://${bank.address}`;
  const resilience = createResilience({ ...DEFAULT_RESILIENCE, concurrency: 1, classOf: () => 'all' });
  const fetch = createOutboundFetch({ origins: [origin], timeoutMs: 5000, resilience });
  const first = fetch(origin);
  const caller = new AbortController();
  const second = declined(fetch(origin, { method: 'POST', signal: caller.signal }));
  await expect.poll(() => held.length, PATIENCE).toBe(1);
  caller.abort();
  held[0]?.end();
  await first;
  expect(await second).toBe('bulkhead');
  expect(bank.requests).toHaveLength(1);
});

test('no more requests a second than agreed with the bank: what is over waits its turn', async () => {
  const { get } = house({ requestsPerSecond: 2, concurrency: 3 });
  const calls = [get(), get(), get()];
  await Promise.all(calls.slice(0, 2));
  expect(bank.requests).toHaveLength(2);
  await calls[2];
  expect(bank.requests).toHaveLength(3);
});

describe('a bank that asks for a pause', () => {
  test('gets one: 429 did nothing, and nothing of that kind is sent before its time', async () => {
    script = status(429, { 'retry-after': '60' });
    const { pay, get, resilience } = house();
    const error = await pay().catch((thrown) => thrown);
    expect(findNotCalled(error)).toMatchObject({ policy: 'pause', retryAfterMs: 60_000 });
    expect(await declined(pay())).toBe('pause');
    expect(bank.requests).toHaveLength(1);
    expect([resilience.pauseMs('payments'), resilience.pauseMs('accounts')]).toEqual([60_000, 0]);

    // Other endpoints are not concerned.
    script = status(200);
    expect((await get('/accounts')).status).toBe(200);
    passMs(60_000);
    expect((await pay()).status).toBe(200);
    expect(resilience.snapshot().circuits.payments).toBe('closed');
  });

  test('waits for a date as for seconds, and never longer than is sensible', async () => {
    const { get, resilience } = house({ maxPauseMs: 300_000 });
    script = status(429, { 'retry-after': new Date(Date.now() + 90_000).toUTCString() });
    await declined(get());
    expect(resilience.pauseMs('accounts')).toBe(90_000);
    passMs(90_000);
    script = status(429, { 'retry-after': '999999999' });
    await declined(get());
    expect(resilience.pauseMs('accounts')).toBe(300_000);
  });

  test('with a 503 too, which leaves open what was done', async () => {
    script = status(503, { 'retry-after': '30' });
    const { pay, resilience } = house();
    expect((await pay()).status).toBe(503);
    expect(resilience.pauseMs('payments')).toBe(30_000);
    expect(await declined(pay())).toBe('pause');
    expect(bank.requests).toHaveLength(1);
  });

  test('for a moment alone is waited for', async () => {
    script = status(429, { 'retry-after': '60' });
    const { pay } = house();
    await declined(pay());
    script = status(200);
    passMs(59_990);
    expect((await pay()).status).toBe(200);
  });
});
