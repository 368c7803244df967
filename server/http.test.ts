import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import express from 'express';
import { afterEach, expect, test } from 'vitest';
import { followTicket } from '../shared/ticket-follow.ts';
import { createBranchFiles } from './branch/branch-files.ts';
import { loadBranchPlans } from './branch/branch-plans.ts';
import { createHttpApp } from './http.ts';
import type { Readiness } from './lib/readiness.ts';
import { type Route, route } from './lib/route.ts';
import { startTestHttpServer, type TestHttpServer } from './lib/test-http-server.ts';
import { createLogger } from './logger.ts';

let server: TestHttpServer | undefined;
const folders: string[] = [];
afterEach(() => server?.close());
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const PUBLIC_ORIGIN = 'http://localhost:3000';

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

/** The app around an identity router that answers what no route does; `counted` is what each call was counted with. */
async function serve(
  waitMs = 0,
  places: { branches?: string; builtBranches?: string; client?: string; routes?: readonly Route[] } = {},
) {
  const counted: string[] = [];
  const logged: string[] = [];
  const state = { readiness: READY };
  const app = createHttpApp({
    publicUrl: new URL(PUBLIC_ORIGIN),
    authenticator: { principal: async () => ({ kind: 'guest', sessionId: 'g', pseudonym: 'owl-1' }) },
    identityRouter: express.Router().use('/api', (_request, response, next) => {
      if (places.routes) next();
      else response.json({});
    }),
    routes: places.routes ?? [],
    readiness: async () => state.readiness,
    limits: {
      takeAddress: async (bucket) => {
        counted.push(bucket);
        return waitMs;
      },
      takePerson: async () => 0,
    },
    trustProxy: false,
    clientFolder: places.client ?? '/nowhere',
    branchFiles: places.branches
      ? createBranchFiles(loadBranchPlans([places.branches]), places.builtBranches ?? '/nowhere')
      : express.Router(),
    logger: createLogger('test', 'info', { write: (line) => void logged.push(line) }),
  });
  server = await startTestHttpServer((request, response) => void app(request, response));
  const { address } = server;
  const post = (path: string, headers: Readonly<Record<string, string>>) =>
    fetch(`http://${address}${path}`, { method: 'POST', body: '{}', headers: { origin: PUBLIC_ORIGIN, ...headers } });
  return { counted, logged, state, post, get: (path: string) => fetch(`http://${address}${path}`) };
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

test('no answer of the API is kept by a browser or a proxy, not even a refusal', async () => {
  const keptBy = (answer: Response) => answer.headers.get('cache-control');
  expect(keptBy(await (await serve()).get('/api/session'))).toBe('no-store');
  await server?.close();
  const refused = await (await serve(0, { routes: [] })).get('/api/nothing');
  expect([refused.status, keptBy(refused)]).toEqual([404, 'no-store']);
});

test('a body that nobody reads is the fault of who sends it, and no error of ours', async () => {
  const { logged, post } = await serve(0, { routes: [] });
  const json = { 'content-type': 'application/json' };
  expect((await post('/api/nothing', json)).status).toBe(404);
  for (const headers of [
    { 'content-type': 'application/json; charset=klingon' },
    { ...json, 'content-encoding': 'rot13' },
  ])
    expect((await post('/api/nothing', headers)).status).toBe(400);
  expect(logged).toEqual([]);
});

test('what failed is logged by the name of its endpoint: a path that was asked may hold a secret', async () => {
  const token = 'T'.repeat(32);
  const failing = route(followTicket, async () => {
    throw new Error('no database');
  });
  const { logged, get } = await serve(0, { routes: [failing] });
  expect((await get(followTicket.path.replace(':token', token))).status).toBe(500);
  expect(logged.join()).toContain(followTicket.path);
  expect(logged.join()).not.toContain(token);
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
  const { get } = await serve(0, { branches: join(import.meta.dirname, '../assets/branches') });
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
  const { get } = await serve(0, { branches: join(import.meta.dirname, '../docs/example-branch') });
  const logo = await get('/branch-files/corner/logo');
  expect([logo.status, logo.headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8']);
  expect(logo.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  expect(logo.headers.get('x-content-type-options')).toBe('nosniff');
  expect(await logo.text()).toContain('<svg');
  for (const path of ['corner/logo.svg', 'corner/logo/branch.json', 'corner/model/../branch.json', 'nowhere/logo'])
    expect((await get(`/branch-files/${path}`)).status, path).toBe(404);
});

/** A folder of files, with a `.br` and a `.gz` of each whose name says that it compresses. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-http-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    if (!/\.(js|glb)$/.test(name)) continue;
    writeFileSync(`${file}.br`, brotliCompressSync(text));
    writeFileSync(`${file}.gz`, gzipSync(text));
  }
  return folder;
}

/** As it comes over the wire: `fetch` asks for what it likes, and decodes. */
function raw(path: string, headers: Readonly<Record<string, string>>) {
  return new Promise<{ status: number; headers: Record<string, unknown>; bytes: Buffer }>((resolve, reject) => {
    get(`http://${server?.address}${path}`, { headers }, async (answer) => {
      const bytes = Buffer.concat(await answer.toArray());
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes });
    }).once('error', reject);
  });
}

test('every answer says what it may do, and what is no document may do less', async () => {
  const { get } = await serve(0, { client: folderOf({ 'index.html': '<p>', 'assets/a-1.js': SCRIPT }) });
  const policyOf = async (path: string) => (await get(path)).headers.get('content-security-policy')?.split(';') ?? [];
  expect(await policyOf('/flat')).toEqual(
    expect.arrayContaining(["default-src 'self'", "object-src 'none'", "frame-ancestors 'none'"]),
  );
  const mayRun = (await policyOf('/flat')).filter((directive) => /^(script|worker)-src /.test(directive));
  expect(mayRun).toEqual(["script-src 'self' 'wasm-unsafe-eval'", "worker-src 'self'"]);
  expect(await policyOf('/assets/a-1.js')).toEqual([
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "frame-ancestors 'none'",
  ]);
  expect(await policyOf('/api/nowhere')).toEqual(["default-src 'none'", "frame-ancestors 'none'"]);
  for (const path of ['/flat', '/assets/a-1.js', '/api/nowhere'])
    expect((await get(path)).headers.get('x-content-type-options'), path).toBe('nosniff');
});

const SCRIPT = 'let a = 1; '.repeat(200);

test('what was compressed is sent in the lightest form that the browser reads, and kept for good', async () => {
  await serve(0, { client: folderOf({ 'index.html': '<p>', 'assets/a-1.js': SCRIPT, 'assets/f-1.woff2': 'font' }) });
  const sent = async (accepts: string) => {
    const { headers, bytes } = await raw('/assets/a-1.js', { 'accept-encoding': accepts });
    expect(headers['content-type']).toBe('text/javascript');
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers.vary).toBe('Accept-Encoding');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    return [headers['content-encoding'], bytes];
  };
  expect(await sent('gzip, deflate, br, zstd')).toEqual(['br', brotliCompressSync(SCRIPT)]);
  expect(await sent('gzip')).toEqual(['gzip', gzipSync(SCRIPT)]);
  expect(await sent('identity')).toEqual([undefined, Buffer.from(SCRIPT)]);
  const font = await raw('/assets/f-1.woff2', { 'accept-encoding': 'br' });
  expect([font.headers['content-encoding'], font.headers['content-type'], font.bytes.toString()]).toEqual([
    undefined,
    'font/woff2',
    'font',
  ]);
});

test('a part of a file is answered by the whole, and a page that is not there by the page for that', async () => {
  await serve(0, { client: folderOf({ 'index.html': '<p>', 'assets/a-1.js': SCRIPT }) });
  for (const range of ['bytes=0-4', 'bytes=9-2', 'bytes=-1', 'bytes=x'])
    expect(await raw('/assets/a-1.js', { range }), range).toMatchObject({ status: 200, bytes: Buffer.from(SCRIPT) });
  for (const path of ['/assets/b.js', '/assets/..%2f..%2fmain.ts', '/nothing'])
    expect((await raw(path, {})).status, path).toBe(404);
  expect((await raw('/', {})).headers['cache-control']).toBe('no-cache');
});

test('source maps are sent to nobody, however their path is written', async () => {
  const files = {
    'index.html': '<p>',
    'assets/a-1.js': SCRIPT,
    'assets/a-1.js.map': '{"sources":["client/secret.ts"]}',
  };
  await serve(0, { client: folderOf(files) });
  expect((await raw('/assets/a-1.js', {})).status).toBe(200);
  for (const path of [
    '/assets/a-1.js.map',
    '/assets/a-1.js.map?x',
    '/assets/a-1.js.%6dap',
    '/assets//a-1.js.map',
    '/assets/a-1.js%2emap',
  ]) {
    const { status, bytes } = await raw(path, { 'accept-encoding': 'br, gzip' });
    expect([status, bytes.toString()], path).toEqual([404, '<p>']);
  }
});

test('the model of a branch is sent compressed where the build did so for this version of it', async () => {
  const branches = join(import.meta.dirname, '../assets/branches');
  const version = readFileSync(join(branches, 'flagship/model/model.json'), 'utf8');
  const encodingWith = async (builtBranches: string) => {
    await server?.close();
    await serve(0, { branches, builtBranches });
    const answer = await raw('/branch-files/flagship/model/core-day.glb?v=1', { 'accept-encoding': 'br' });
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'model/gltf-binary']);
    expect(answer.headers['cache-control']).toContain('immutable');
    return answer.headers['content-encoding'];
  };
  const built = { 'flagship/model/model.json': version, 'flagship/model/core-day.glb': SCRIPT };
  expect(await encodingWith(folderOf(built))).toBe('br');
  expect(await encodingWith(folderOf({ ...built, 'flagship/model/model.json': '{}' }))).toBeUndefined();
  expect(await encodingWith('/nowhere')).toBeUndefined();
});
