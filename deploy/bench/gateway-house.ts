import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JWK } from 'jose';
import pg from 'pg';
import { bareEnvironment } from '../../server/lib/bare-environment.ts';
import { ensureDemoKeys } from '../demo-keys.ts';

/** Branch and sandbox bank as they are run: a process and a database each, the same for both sides of the comparison. */
export interface GatewayHouse {
  readonly branchUrl: string;
  readonly bankUrl: string;
  /** The branch's private key, whose public half the bank knows. */
  readonly clientKey: JWK & { readonly kid: string };
  /** First process of each. */
  readonly pids: { readonly branch: number; readonly bank: number };
  stop(): Promise<void>;
}

export async function startGatewayHouse(adminUrl: string): Promise<GatewayHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-gateway-'));
  mkdirSync(join(folder, 'bank'), { recursive: true });
  // A name, because passkeys are made for names.
  const branchUrl = `http://localhost:${await freePort()}`;
  const bankUrl = `http://localhost:${await freePort()}`;
  const databases = { branch: `gateway_branch_${process.pid}`, bank: `gateway_bank_${process.pid}` };
  for (const name of Object.values(databases)) await administer(adminUrl, `create database ${name}`);
  const keys = await ensureDemoKeys(folder);
  const environment = {
    ...keys,
    LOG_LEVEL: 'info',
    PUBLIC_URL: branchUrl,
    BANK_PUBLIC_URL: bankUrl,
    DATA_DIR: folder,
    BANK_DATA_DIR: join(folder, 'bank'),
    DATABASE_URL: databaseOf(adminUrl, databases.branch),
    BANK_DATABASE_URL: databaseOf(adminUrl, databases.bank),
    // A customer of the benchmark pays more often in a minute than a person may.
    RATE_LIMIT_FACTOR: '1000000',
  };
  const bank = startServer('server/sandbox-bank/main.ts', environment, join(folder, 'bank.log'));
  const branch = startServer('server/main.ts', environment, join(folder, 'branch.log'));
  async function stop(): Promise<void> {
    await Promise.all([branch.stop(), bank.stop()]);
    for (const name of Object.values(databases)) await administer(adminUrl, `drop database ${name} with (force)`);
  }
  try {
    await Promise.all([bank.listening, branch.listening]);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    branchUrl,
    bankUrl,
    clientKey: JSON.parse(readFileSync(keys.BANK_CLIENT_KEY_FILE, 'utf8')),
    pids: { branch: branch.pid, bank: bank.pid },
    stop,
  };
}

function startServer(script: string, environment: Readonly<Record<string, string>>, logFile: string) {
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, [script], {
    env: { ...bareEnvironment(), ...environment },
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const listening = new Promise<void>((resolve, reject) => {
    child.on('message', (message: { type?: string }) => message.type === 'listening' && resolve());
    void ended.then(() => reject(new Error(`${script} ended; see ${logFile}`)));
  });
  listening.catch(() => {});
  return {
    pid: child.pid ?? 0,
    listening,
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

async function administer(adminUrl: string, statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(statement).finally(() => admin.end());
}

function databaseOf(adminUrl: string, name: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

function freePort(): Promise<number> {
  return new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => found(port));
    });
  });
}
