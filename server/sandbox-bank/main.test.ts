import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type BankProcess, spawnBank } from './testing/bank-process.ts';
import { BRANCH_URL, freePort, OPERATOR_TOKEN, publicHalf } from './testing/test-bank.ts';
import { createTestBranch, paymentOf, paymentOrder, SUBJECTS } from './testing/test-branch.ts';
import { approveByPasskey } from './testing/test-passkey.ts';

const PROCESS_MS = 120_000;

let folder: string;
let clientKey: JWK & { readonly kid: string };
let started: BankProcess[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-bank-'));
  const { privateKey } = await generateKeyPair('PS256', { extractable: true });
  clientKey = { ...(await exportJWK(privateKey)), alg: 'PS256', use: 'sig', kid: 'branch-test' };
  writeFileSync(join(folder, 'jwks.json'), JSON.stringify({ keys: [publicHalf(clientKey)] }));
  writeFileSync(join(folder, 'private.json'), JSON.stringify({ keys: [clientKey] }));
});
afterEach(async () => {
  for (const { child, ended } of started) {
    child.kill('SIGKILL');
    await ended;
  }
  started = [];
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function settings(): Promise<Record<string, string>> {
  return {
    BANK_PUBLIC_URL: `http://localhost:${await freePort()}`,
    BANK_DATA_DIR: join(folder, randomUUID()),
    BANK_CLIENT_JWKS_FILE: join(folder, 'jwks.json'),
    PUBLIC_URL: BRANCH_URL,
    SANDBOX_OPERATOR_TOKEN: OPERATOR_TOKEN,
  };
}
function start(environment: Record<string, string>): BankProcess {
  const bank = spawnBank(environment);
  started.push(bank);
  return bank;
}
function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(port, '127.0.0.1');
    probe.once('connect', () => resolve(true)).once('error', () => resolve(false));
    probe.once('connect', () => probe.destroy());
  });
}
async function refusal(environment: Record<string, string>): Promise<string> {
  const { code, stderr } = await start(environment).ended;
  expect(code).toBe(1);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  return stderr;
}

test(
  'a taken port is said in one line, before any database is opened',
  async () => {
    const environment = await settings();
    const { port } = new URL(environment.BANK_PUBLIC_URL ?? '');
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(Number(port), '127.0.0.1', resolve));
    expect(await refusal(environment)).toContain(`port is taken: 127.0.0.1:${port}`);
    await new Promise((resolve) => other.close(resolve));
  },
  PROCESS_MS,
);

test(
  'settings that cannot be are refused in one line that names them',
  async () => {
    const environment = await settings();
    const wrong = (change: Record<string, string>) => refusal({ ...environment, ...change });
    expect(await wrong({ NODE_ENV: 'production' })).toContain('production');
    expect(await wrong({ BANK_PUBLIC_URL: 'somewhere' })).toContain('BANK_PUBLIC_URL');
    expect(await wrong({ BANK_PUBLIC_URL: 'ftp://bank.example' })).toContain('BANK_PUBLIC_URL');
    expect(await wrong({ BANK_PUBLIC_URL: 'http://bank.example/bank' })).toContain('BANK_PUBLIC_URL');
    expect(await wrong({ BANK_PORT: '70000' })).toContain('BANK_PORT');
    expect(await wrong({ BANK_CLIENT_JWKS_FILE: join(folder, 'absent.json') })).toContain('BANK_CLIENT_JWKS_FILE');
    expect(await wrong({ BANK_CLIENT_JWKS_FILE: join(folder, 'private.json') })).toContain('BANK_CLIENT_JWKS_FILE');
  },
  PROCESS_MS,
);

test(
  'a broken database, or keys that cannot be read, are said in one line',
  async () => {
    const environment = await settings();
    const data = environment.BANK_DATA_DIR ?? '';
    mkdirSync(data);
    writeFileSync(join(data, 'db'), 'not a folder');
    expect(await refusal(environment)).toMatch(/^sandbox bank: the database .* cannot be used/);
    const away = { ...(await settings()), BANK_DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
    expect(await refusal(away)).toContain('the database (BANK_DATABASE_URL) cannot be used: connect ECONNREFUSED');
    const garbled = await settings();
    mkdirSync(join(garbled.BANK_DATA_DIR ?? '', 'keys'), { recursive: true });
    writeFileSync(join(garbled.BANK_DATA_DIR ?? '', 'keys/bank-keys.json'), '{');
    expect(await refusal(garbled)).toContain('bank-keys.json');
  },
  PROCESS_MS,
);

test(
  'it ends with its parent, also while it starts',
  async () => {
    const bank = start(await settings());
    await expect.poll(() => bank.progress.length, { timeout: PROCESS_MS }).toBeGreaterThan(0);
    bank.child.disconnect();
    expect((await bank.ended).code).toBe(0);
  },
  PROCESS_MS,
);

test(
  'asked to stop, it answers whom it is answering, and ends',
  async () => {
    const environment = await settings();
    const { port } = new URL(environment.BANK_PUBLIC_URL ?? '');
    const bank = start(environment);
    await bank.ready;
    const caller = connect(Number(port), '127.0.0.1');
    let answer = '';
    caller.on('data', (chunk) => {
      answer += chunk;
    });
    const head = 'POST /open-banking/v4.0/aisp/account-access-consents HTTP/1.1\r\nhost: bank\r\nexpect: 100-continue';
    caller.write(`${head}\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n`);
    await expect.poll(() => answer).toContain('100 Continue');
    bank.child.kill('SIGTERM');
    await expect.poll(() => isListening(Number(port))).toBe(false);
    caller.write('{}');
    await expect.poll(() => answer).toContain('401 Unauthorized');
    expect((await bank.ended).code).toBe(0);
  },
  PROCESS_MS,
);

test(
  'SIGKILL at any point of a payment leaves it to be finished: asked, approved, and booked once',
  async () => {
    const environment = await settings();
    const url = environment.BANK_PUBLIC_URL ?? '';
    let bank = start(environment);
    await bank.ready;
    expect(bank.progress).toEqual(['opening the database', 'migrating', 'seeding']);
    const restart = async () => {
      bank.child.kill('SIGKILL');
      await bank.ended;
      bank = start(environment);
      await bank.ready;
    };
    const branch = await createTestBranch({
      url,
      clientKey,
      mtls: null,
      setClockOffsetMs: () => {},
      close: async () => {},
    });
    const anna = await branch.signIn('anna');
    const order = paymentOrder({ amount: '19.99' });
    const consentId = await branch.createPaymentConsent(order);
    const requestId = await branch.requestApproval(consentId, SUBJECTS.anna);

    await restart();
    expect((await branch.call('GET', '/aisp/accounts', anna)).status).toBe(200);
    expect(await approveByPasskey(url, 'anna', consentId)).toBe('approved');

    await restart();
    const access = await branch.readApproval(requestId);

    await restart();
    const body = paymentOf(consentId, order);
    const key = randomUUID();
    const sent = await branch.call('POST', '/pisp/domestic-payments', access, { body, key, sign: true });
    expect(sent.status).toBe(201);

    await restart();
    const replay = await branch.call('POST', '/pisp/domestic-payments', access, { body, key, sign: true });
    const id = replay.body.Data.DomesticPaymentId;
    expect(id).toBe(sent.body.Data.DomesticPaymentId);
    const client = await branch.clientAccess('payments');
    const read = async () => (await branch.call('GET', `/pisp/domestic-payments/${id}`, client)).body.Data.Status;
    await expect.poll(read).toBe('ACSC');
    const answer = await fetch(`${url}/operator/entries?identification=20451431926819`, {
      headers: { authorization: `Bearer ${OPERATOR_TOKEN}` },
    });
    const { entries } = (await answer.json()) as { entries: { transferId: string; amount: string }[] };
    expect(entries.filter((entry) => entry.transferId === id).map((entry) => entry.amount)).toEqual(['-19.99']);

    bank.child.kill('SIGTERM');
    expect((await bank.ended).code).toBe(0);
  },
  PROCESS_MS,
);
