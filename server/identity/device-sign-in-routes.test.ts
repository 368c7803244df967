import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ok } from '../../shared/result.ts';
import { createSessionCookies } from './cookies.ts';
import { createDeviceSignInRouter } from './device-sign-in-routes.ts';
import type { DeviceRequest, DeviceSignInOutcome } from './device-sign-in-service.ts';

const ORIGIN = 'https://branch.example';
const code = {
  userCode: 'BCDF-GHJK',
  pageUrl: 'https://bank.example/device',
  pageUrlWithCode: 'https://bank.example/device?user_code=BCDF-GHJK',
  lifetimeMs: 180_000,
  pollAfterMs: 2000,
};

let close: () => Promise<unknown>;
let post: (path: string, body?: unknown, headers?: Record<string, string>) => Promise<Response>;
let started: DeviceRequest[];
let cancelled: string[];
let polled: string[];
let ended: string[];
let outcome: DeviceSignInOutcome;

beforeEach(async () => {
  [started, cancelled, polled, ended] = [[], [], [], []];
  outcome = { state: 'pending', pollAfterMs: 2000 };
  const router = createDeviceSignInRouter({
    origin: ORIGIN,
    cookies: createSessionCookies(true),
    sessions: {
      find: async (cookie: string) => ({ principal: { sessionId: `session of ${cookie}` } }),
      end: async (sessionId: string) => void ended.push(sessionId),
    } as never,
    deviceSignIn: {
      async start(request) {
        started.push(request);
        return ok({ ...code, attemptCookie: `attempt-${started.length}` });
      },
      async poll(cookie) {
        polled.push(cookie);
        return outcome;
      },
      cancel: async (cookie) => void cancelled.push(cookie),
    },
    branchName: (branchId, language) =>
      branchId === 'flagship' ? (language === 'ru' ? 'Отделение' : 'Flagship') : undefined,
  });
  const server = express().use(router).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  post = (path, body, headers = {}) =>
    fetch(url + path, {
      method: 'POST',
      headers: { origin: ORIGIN, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      body: body === undefined ? null : JSON.stringify(body),
    });
  close = () => new Promise((resolve) => server.close(resolve));
});
afterEach(() => close());

const START = '/api/device-sign-in';
const wish = { branchId: 'flagship', device: 'headset', language: 'ru' };
const cookie = (value: string) => ({ cookie: `__Host-atrium-device-sign-in=${value}` });
const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;

test('a code comes with a cookie that no script reads and no other site sends; the branch’s name is the server’s', async () => {
  const response = await post(START, wish);
  expect(await response.json()).toEqual(code);
  const [set = ''] = response.headers.getSetCookie();
  for (const attribute of ['__Host-atrium-device-sign-in=attempt-1', 'HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/'])
    expect(set).toContain(attribute);
  expect(started).toEqual([{ device: 'headset', branchName: 'Отделение' }]);
});

test('another code in the same browser ends the one before', async () => {
  await post(START, wish, cookie('attempt-0'));
  expect(cancelled).toEqual(['attempt-0']);
});

test('a form from another site begins, asks and ends nothing', async () => {
  expect((await post(START, wish)).status).toBe(200);
  for (const path of [START, `${START}/poll`, `${START}/cancel`]) {
    const foreign = await post(path, wish, { ...cookie('attempt-1'), origin: 'https://evil.example' });
    expect([foreign.status, await codeOf(foreign)]).toEqual([403, 'origin-forbidden']);
  }
  expect([started.length, polled, cancelled]).toEqual([1, [], []]);
});

test.each([
  [{ ...wish, branchId: 'nowhere' }, 404, 'branch-unknown'],
  [{ ...wish, branchId: 'x'.repeat(65) }, 400, 'request-malformed'],
  [{ ...wish, device: 'Refund desk' }, 400, 'request-malformed'],
  [{ ...wish, language: 'de' }, 400, 'request-malformed'],
  [undefined, 400, 'request-malformed'],
])('what is not a wish gets no code: %j', async (body, status, error) => {
  expect((await post(START, wish)).status).toBe(200);
  const response = await post(START, body);
  expect([response.status, await codeOf(response)]).toEqual([status, error]);
  expect(started).toHaveLength(1);
});

test('while it waits the attempt stays; when it is decided the cookie goes', async () => {
  const waiting = await post(`${START}/poll`, undefined, cookie('attempt-1'));
  expect(await waiting.json()).toEqual({ state: 'pending', pollAfterMs: 2000 });
  expect(waiting.headers.getSetCookie()).toEqual([]);
  outcome = { state: 'denied' };
  const denied = await post(`${START}/poll`, undefined, cookie('attempt-1'));
  expect(await denied.json()).toEqual({ state: 'denied' });
  expect(denied.headers.getSetCookie().join()).toMatch(/device-sign-in=;.*Expires=Thu, 01 Jan 1970/);
});

test('a browser that began nothing asks about nothing', async () => {
  expect(await (await post(`${START}/poll`)).json()).toEqual({ state: 'expired' });
  expect(polled).toEqual([]);
});

test('signed in, the session is in a cookie and not in the answer, and whoever was signed in before is out', async () => {
  outcome = { state: 'signed-in', cookie: 'secret-session', expiresAt: new Date(Date.now() + 60_000) };
  const headers = { cookie: `${cookie('attempt-1').cookie}; __Host-atrium-customer=earlier` };
  const response = await post(`${START}/poll`, undefined, headers);
  expect(await response.json()).toEqual({ state: 'signed-in' });
  expect(response.headers.getSetCookie().join()).toContain('__Host-atrium-customer=secret-session');
  expect(ended).toEqual(['session of earlier']);
});
