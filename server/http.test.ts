import { join } from 'node:path';
import express from 'express';
import { afterEach, expect, test } from 'vitest';
import { createBranchFiles } from './branch/branch-files.ts';
import { loadBranchPlans } from './branch/branch-plans.ts';
import { createHttpApp } from './http.ts';
import type { Readiness } from './lib/readiness.ts';
import { startTestHttpServer, type TestHttpServer } from './lib/test-http-server.ts';
import { createLogger } from './logger.ts';

let server: TestHttpServer | undefined;
afterEach(() => server?.close());

const READY: Readiness = {
  status: 'ready',
  database: 'reachable',
  bank: {
    status: 'reachable',
    circuits: {},
    inFlight: 0,
    queued: 0,
    upstreams: { known: 0, healthy: 0 },
  },
};

/** The app around an identity router that answers everything; `counted` is what each call was counted with. */
async function serve(waitMs = 0, branchesFolder?: string) {
  const counted: string[] = [];
  const state = { readiness: READY };
  const app = createHttpApp({
    publicUrl: new URL('http://localhost:3000'),
    authenticator: { principal: async () => null },
    identityRouter: express.Router().use('/api', (_request, response) => void response.json({})),
    routes: [],
    readiness: async () => state.readiness,
    limits: {
      takeAddress: async (bucket) => {
        counted.push(bucket);
        return waitMs;
      },
      takePerson: async () => 0,
    },
    trustProxy: false,
    clientFolder: '/nowhere',
    branchFiles: branchesFolder ? createBranchFiles(loadBranchPlans([branchesFolder])) : express.Router(),
    logger: createLogger('test', 'silent'),
  });
  server = await startTestHttpServer((request, response) => void app(request, response));
  const { address } = server;
  return { counted, state, get: (path: string) => fetch(`http://${address}${path}`) };
}

test('what begins a sign-in is counted as such, and what belongs to one that was begun is not', async () => {
  const { counted, get } = await serve();
  const paths = {
    '/api/sign-in/customer?returnTo=/flat': 'sign-in',
    '/api/sign-in/staff/': 'sign-in',
    '/API/Sign-In/customer': 'sign-in',
    '/api/sign-in/callback/customer?code=1': 'ordinary',
    '/api/device-sign-in': 'sign-in',
    '/api/device-sign-in/poll': 'ordinary',
    '/api/session': 'ordinary',
  };
  for (const path of Object.keys(paths)) expect((await get(path)).status).toBe(200);
  expect(counted).toEqual(Object.values(paths));
  await get('/flat');
  expect(counted).toHaveLength(Object.keys(paths).length);
});

test('a flood of sign-ins does not reach the bank', async () => {
  const { get } = await serve(1500);
  const answer = await get('/api/sign-in/customer');
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '2']);
});

test('who sends visitors here is told to stop only where the branch itself cannot work', async () => {
  const { get, state } = await serve();
  const statusAndBody = async () => {
    const answer = await get('/readyz');
    return [answer.status, ((await answer.json()) as Readiness).status];
  };
  expect(await statusAndBody()).toEqual([200, 'ready']);
  state.readiness = { ...READY, status: 'degraded' };
  expect(await statusAndBody()).toEqual([200, 'degraded']);
  state.readiness = { ...READY, status: 'down', database: 'unreachable' };
  expect(await statusAndBody()).toEqual([503, 'down']);
});

test('the model of a branch is for everyone, for good where a version is named, and nothing beside it is', async () => {
  const { get } = await serve(0, join(import.meta.dirname, '../assets/branches'));
  const folder = '/branch-files/flagship/model';
  const named = await get(`${folder}/oak.webp?v=1`);
  expect([named.status, named.headers.get('content-type')]).toEqual([200, 'image/webp']);
  expect(named.headers.get('cache-control')).toContain('immutable');
  expect((await get(`${folder}/model.json`)).headers.get('cache-control')).toBe('no-cache');
  for (const path of [
    '/branch-files/flagship/branch.json',
    `${folder}/..%2fbranch.json`,
    '/branch-files/..%2f..%2fserver/model/main.ts',
    '/branch-files/.%2e/model/oak.webp',
    `${folder}/missing.glb`,
  ])
    expect((await get(path)).status, path).toBe(404);
});

test('a logo is served as a picture that may run nothing, and only where the plan names one', async () => {
  const { get } = await serve(0, join(import.meta.dirname, '../docs/example-branch'));
  const logo = await get('/branch-files/corner/logo');
  expect([logo.status, logo.headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8']);
  expect(logo.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  expect(logo.headers.get('x-content-type-options')).toBe('nosniff');
  expect(await logo.text()).toContain('<svg');
  for (const path of ['corner/logo.svg', 'corner/logo/branch.json', 'corner/model/../branch.json', 'nowhere/logo'])
    expect((await get(`/branch-files/${path}`)).status, path).toBe(404);
});
