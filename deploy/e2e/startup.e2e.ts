import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: string;
let occupant: Server;
let takenPort: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'atrium-startup-'));
  occupant = createServer();
  await new Promise<void>((listening) => occupant.listen(0, '127.0.0.1', listening));
  takenPort = (occupant.address() as AddressInfo).port;
});
afterEach(() => {
  occupant.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the launcher to its end; answers its exit code and what it said last. */
function start(environment: Readonly<Record<string, string>>): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ['deploy/start.ts'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, NODE_ENV: '', DATA_DIR: folder, ATRIUM_SKIP_BUILD: '1', ...environment },
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  return new Promise((ended) => child.once('close', (code) => ended({ code, said: said.trim() })));
}

const freeBank = { BANK_PUBLIC_URL: 'http://bank.localhost:4871' };

test('a taken port is said in one line that names it, for the bank and for the branch', async () => {
  const bank = await start({
    BANK_PUBLIC_URL: `http://bank.localhost:${takenPort}`,
    PUBLIC_URL: 'http://localhost:3871',
  });
  expect(bank).toEqual({
    code: 1,
    said: expect.stringMatching(new RegExp(`^sandbox bank: port is taken: .*${takenPort}.*BANK_PUBLIC_URL.*$`)),
  });
  const branch = await start({ ...freeBank, PUBLIC_URL: `http://localhost:${takenPort}` });
  expect(branch).toEqual({
    code: 1,
    said: expect.stringMatching(new RegExp(`^branch server: port is taken: .*${takenPort}.*PUBLIC_URL.*$`)),
  });
});

test('a database that cannot be reached is said in one line', async () => {
  const answer = await start({
    ...freeBank,
    PUBLIC_URL: 'http://localhost:3872',
    DATABASE_URL: `postgres://127.0.0.1:1/nowhere`,
  });
  expect(answer).toEqual({
    code: 1,
    said: expect.stringMatching(/^branch server: the database cannot be opened: .*$/),
  });
});

test('production does not start on plain http', async () => {
  const answer = await start({ ...freeBank, PUBLIC_URL: 'http://localhost:3873', NODE_ENV: 'production' });
  expect(answer).toEqual({ code: 1, said: expect.stringMatching(/production/) });
});
