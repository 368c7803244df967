import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Environment, readConfig } from './config.ts';
import { ConfigError } from './config-error.ts';

let folder: string;
let files: { BANK_CLIENT_KEY_FILE: string; TOKEN_KEY_FILE: string };

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'atrium-config-'));
  files = { BANK_CLIENT_KEY_FILE: join(folder, 'key.json'), TOKEN_KEY_FILE: join(folder, 'token.key') };
  writeFileSync(files.BANK_CLIENT_KEY_FILE, JSON.stringify({ kty: 'RSA', kid: 'branch-2026', d: 'x' }));
  writeFileSync(files.TOKEN_KEY_FILE, Buffer.alloc(32, 7).toString('base64url'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const PRIVATE_DB = 'postgres://db.example.org/branch?sslmode=verify-full';

const production = () => ({
  ...files,
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://branch.example.org',
  BANK_PUBLIC_URL: 'https://bank.example.org',
});

test('two addresses drive every other one', () => {
  const config = readConfig({
    ...files,
    PUBLIC_URL: 'https://branch.example.org',
    BANK_PUBLIC_URL: 'https://bank.example.org/',
  });
  expect(config.port).toBe(443);
  expect(config.bank.issuer.href).toBe('https://bank.example.org/oidc/customers');
  expect(config.staffIssuer.issuer.href).toBe('https://bank.example.org/oidc/staff');
  expect(config.bank.apiUrl).toBe('https://bank.example.org/open-banking/v4.0');
  expect(config.bank.approvalsUrl).toBe('https://bank.example.org/approvals');
});

test("branches are the demo's, or those of the folders that are named", () => {
  expect(readConfig(files).branchFolders).toEqual([expect.stringMatching(/assets.branches$/)]);
  const BRANCHES_DIR = ['/srv/branches', 'assets/branches'].join(delimiter);
  expect(readConfig({ ...files, BRANCHES_DIR }).branchFolders).toEqual(['/srv/branches', 'assets/branches']);
});

test('the AI learns at the start in production, and elsewhere where it is told to', () => {
  expect(readConfig(production()).learnsAtStart).toBe(true);
  expect(readConfig({ ...production(), LEARN_AT_START: 'false' }).learnsAtStart).toBe(false);
  expect(readConfig(files).learnsAtStart).toBe(false);
  expect(readConfig({ ...files, LEARN_AT_START: 'true' }).learnsAtStart).toBe(true);
});

test('production starts with addresses and keys of its own', () => {
  expect(readConfig(production()).production).toBe(true);
});

test.each([
  ['a branch in clear text', { PUBLIC_URL: 'http://branch.example.org' }, /needs https/],
  ['a bank in clear text', { BANK_PUBLIC_URL: 'http://bank.example.org' }, /needs https/],
  ['the sandbox', { BANK_PUBLIC_URL: 'https://bank.localhost' }, /refuses the sandbox/],
  [
    'a Redis in clear text',
    { REDIS_URL: 'redis://redis.example.org', PROCESS_NAME: 'one', DATABASE_URL: PRIVATE_DB },
    /needs rediss/,
  ],
  ['a language model in clear text', { LLM_BASE_URL: 'http://models.example.org/v1' }, /needs https/],
  ['the crash test', { KILL_POINTS_FILE: '/tmp/points' }, /KILL_POINTS_FILE/],
])('production refuses %s', (_what, changes, message) => {
  expect(() => readConfig({ ...production(), ...changes })).toThrow(message);
});

test.each([
  ['postgres://db.example.org/branch', false],
  ['postgres://db.example.org/branch?sslmode=no-verify', false],
  ['postgres://127.0.0.1/branch?host=db.example.org', false],
  ['db.example.org', false],
  [PRIVATE_DB, true],
  ['postgres://127.0.0.1:5432/branch', true],
  ['postgres://localhost/branch', true],
  ['postgres:///branch?host=/var/run/postgresql', true],
])('in production nobody reads along on the way to the database at %s: %s', (DATABASE_URL, holds) => {
  expect(readConfig({ ...files, DATABASE_URL }).database).toMatchObject({ url: DATABASE_URL });
  const read = () => readConfig({ ...production(), DATABASE_URL });
  if (holds) expect(read().production).toBe(true);
  else expect(read).toThrow(/sslmode=verify-full/);
});

test('every setting is told of in the documentation', () => {
  const docs = join(import.meta.dirname, '../docs');
  const pages = readdirSync(docs).filter((file) => file.endsWith('.md'));
  const words = new Set(
    pages.flatMap((page) => readFileSync(join(docs, page), 'utf8').match(/\b[A-Z][A-Z_]+\b/g) ?? []),
  );
  expect(Object.keys(Environment.shape).filter((name) => !words.has(name))).toEqual([]);
});

test('the AI consultant speaks by a language model only where one is named', () => {
  expect(readConfig(files).languageModel).toBeNull();
  expect(readConfig({ ...files, LLM_BASE_URL: '', LLM_API_KEY: 'unused' }).languageModel).toBeNull();
  const named = readConfig({
    ...files,
    LLM_BASE_URL: 'http://127.0.0.1:8080/v1',
    LLM_API_KEY: 'key',
    LLM_MODEL: 'small',
  });
  expect(named.languageModel).toEqual({ baseUrl: new URL('http://127.0.0.1:8080/v1'), apiKey: 'key', model: 'small' });
  expect(() => readConfig({ ...files, LLM_BASE_URL: 'file:///etc' })).toThrow('LLM_BASE_URL');
});

test('production refuses the demo key', () => {
  const demo = join(folder, 'demo.json');
  writeFileSync(demo, JSON.stringify({ kty: 'RSA', kid: 'demo-1234', d: 'x' }));
  expect(() => readConfig({ ...production(), BANK_CLIENT_KEY_FILE: demo })).toThrow(/demo client key/);
  expect(readConfig({ ...files, BANK_CLIENT_KEY_FILE: demo }).production).toBe(false);
});

test('a proxy is trusted by the number of hops or by its network, and none by default', () => {
  const trusted = (TRUST_PROXY?: string) => readConfig({ ...files, TRUST_PROXY }).trustProxy;
  expect(trusted('1')).toBe(1);
  expect(trusted('10.0.0.0/8, fd00::/8')).toEqual(['10.0.0.0/8', 'fd00::/8']);
  expect([trusted(), trusted('')]).toEqual([false, false]);
});

test('the sealing key comes from the environment or a file, and older ones after it', () => {
  const [first, second] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const text = `${first.toString('base64url')} ${second.toString('base64url')}\n`;
  const file = join(folder, 'two.keys');
  writeFileSync(file, text);
  expect(readConfig({ ...files, TOKEN_KEY_FILE: file }).tokenKeys).toEqual([first, second]);
  expect(readConfig({ ...files, TOKEN_KEY_FILE: '', TOKEN_KEY: text }).tokenKeys).toEqual([first, second]);
});

test.each([
  ['TOKEN_KEY_FILE', { TOKEN_KEY: Buffer.alloc(32, 1).toString('base64url') }],
  ['TOKEN_KEY', { TOKEN_KEY: 'c2hvcnQ', TOKEN_KEY_FILE: '' }],
  ['TOKEN_KEY_FILE', { TOKEN_KEY_FILE: '' }],
  ['PUBLIC_URL', { PUBLIC_URL: 'not a url' }],
  ['PORT', { PORT: '70000' }],
  ['TRUST_PROXY', { TRUST_PROXY: 'true' }],
  ['BANK_CLIENT_KEY_FILE', { BANK_CLIENT_KEY_FILE: '/nowhere' }],
  ['TOKEN_KEY_FILE', { TOKEN_KEY_FILE: '/nowhere' }],
])('a wrong %s is named in one line', (name, changes) => {
  const read = () => readConfig({ ...files, ...changes });
  expect(read).toThrow(ConfigError);
  expect(read).toThrow(new RegExp(`^(?=.*${name})[^\\n]*$`));
});

test('several processes need a Redis, a name each and one PostgreSQL; without a Redis there is one process', () => {
  const shared = { REDIS_URL: 'rediss://redis.example.org', PROCESS_NAME: 'one', DATABASE_URL: PRIVATE_DB };
  expect(readConfig({ ...production(), ...shared }).cluster).toMatchObject({ processName: 'one' });
  expect(readConfig(production())).toMatchObject({ cluster: null, drainMs: 1_800_000 });
  for (const [changes, message] of [
    [{ PROCESS_NAME: '' }, /PROCESS_NAME/],
    [{ DATABASE_URL: '' }, /DATABASE_URL/],
    [{ PROCESS_NAME: 'no/name' }, /PROCESS_NAME/],
    [{ REDIS_URL: 'https://redis.example.org' }, /REDIS_URL/],
    [{ DRAIN_SECONDS: '-1' }, /DRAIN_SECONDS/],
  ] as const)
    expect(() => readConfig({ ...production(), ...shared, ...changes })).toThrow(message);
});

const relay = {
  TURN_URLS: 'turn:turn.example:3478, turns:turn.example:5349?transport=tcp',
  TURN_SECRET: 's'.repeat(32),
};

test('there is a relay for voices where it is named with its secret, and none otherwise', () => {
  expect(readConfig(files).turn).toBeNull();
  expect(readConfig({ ...files, TURN_URLS: '', TURN_SECRET: '', TURN_ONLY: '' }).turn).toBeNull();
  expect(readConfig({ ...files, ...relay }).turn).toEqual({
    urls: ['turn:turn.example:3478', 'turns:turn.example:5349?transport=tcp'],
    secret: relay.TURN_SECRET,
    relayOnly: false,
  });
  expect(readConfig({ ...files, ...relay, TURN_ONLY: 'true' }).turn?.relayOnly).toBe(true);
});

test.each([
  ['no secret', { TURN_SECRET: '' }, /TURN_URLS and TURN_SECRET together/],
  ['no address', { TURN_URLS: '' }, /TURN_URLS and TURN_SECRET together/],
  ['a secret that can be guessed', { TURN_SECRET: 'secret' }, /shorter than 32/],
  ['an address of another kind', { TURN_URLS: 'https://turn.example' }, /not of the form/],
  ['a STUN server alone', { TURN_URLS: 'stun:turn.example' }, /names no relay/],
])('a relay with %s is refused', (_what, changes, message) => {
  expect(() => readConfig({ ...files, ...relay, ...changes })).toThrow(message);
});

test('to go by the relay alone needs a relay', () => {
  expect(() => readConfig({ ...files, TURN_ONLY: 'true' })).toThrow(/TURN_URLS and TURN_SECRET together/);
});
