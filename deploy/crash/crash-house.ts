import { mkdirSync, mkdtempSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { ensureDemoKeys } from '../demo-keys.ts';
import { type ServerName, type ServerProcess, superviseServer } from './server-process.ts';

export const OPERATOR_TOKEN = 'operator-of-the-crash-test';

/** The whole installation with a supervisor: branch, bank, and a database of its own for each. */
export interface CrashHouse {
  readonly branchUrl: string;
  readonly bankUrl: string;
  readonly servers: Readonly<Record<ServerName, ServerProcess>>;
  /** The branch's database. */
  readonly journal: pg.Client;
  /** Logs and points of both servers. */
  readonly folder: string;
  stop(): Promise<void>;
}

export interface HouseOptions {
  /** Connects as the administrator of a PostgreSQL server. */
  readonly adminUrl: string;
  /** Runs the wrong branch in place of ours. */
  readonly freshKeys: boolean;
  readonly onPassed: (server: ServerName, point: string) => void;
  readonly onKilled: (server: ServerName, point: string) => void;
  readonly onBankListening: () => void;
}

/** So that what a dead process had in hand is free again when the next one listens. */
const LEASE_MS = 1000;

export async function startCrashHouse({
  adminUrl,
  freshKeys,
  onPassed,
  onKilled,
  onBankListening,
}: HouseOptions): Promise<CrashHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-crash-'));
  mkdirSync(join(folder, 'bank'), { recursive: true });
  const [branchPort, bankPort] = [await freePort(), await freePort()];
  const branchUrl = `http://localhost:${branchPort}`;
  const bankUrl = `http://localhost:${bankPort}`;
  const databases = { branch: await createDatabase(adminUrl, 'branch'), bank: await createDatabase(adminUrl, 'bank') };
  const environment = {
    ...(await ensureDemoKeys(folder)),
    LOG_LEVEL: 'info',
    PUBLIC_URL: branchUrl,
    BANK_PUBLIC_URL: bankUrl,
    DATA_DIR: folder,
    BANK_DATA_DIR: join(folder, 'bank'),
    DATABASE_URL: databases.branch,
    BANK_DATABASE_URL: databases.bank,
    SANDBOX_OPERATOR_TOKEN: OPERATOR_TOKEN,
    PAYMENT_LEASE_MS: String(LEASE_MS),
    // Whoever watches payments as closely as the runner does is no attack.
    RATE_LIMIT_FACTOR: '1000000',
  };
  const common = { environment, folder, onPassed, onKilled };
  const bank = superviseServer({
    ...common,
    name: 'bank',
    script: 'server/sandbox-bank/main.ts',
    onListening: onBankListening,
  });
  const branch = superviseServer({
    ...common,
    name: 'branch',
    script: 'server/main.ts',
    nodeOptions: freshKeys ? ['--import', './deploy/crash/fresh-keys-variant.ts'] : [],
    onListening: () => {},
  });
  await Promise.all([bank.listening(), branch.listening()]);
  const journal = new pg.Client({ connectionString: databases.branch });
  // A database that is stopped under us ends the run where it is asked next.
  journal.on('error', () => {});
  await journal.connect();
  return {
    branchUrl,
    bankUrl,
    servers: { branch, bank },
    journal,
    folder,
    async stop() {
      await Promise.all([branch.stop(), bank.stop()]);
      await journal.end();
    },
  };
}

async function createDatabase(adminUrl: string, name: string): Promise<string> {
  const unique = `crash_${name}_${process.pid}_${Date.now()}`;
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`create database ${unique}`).finally(() => admin.end());
  const url = new URL(adminUrl);
  url.pathname = `/${unique}`;
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
