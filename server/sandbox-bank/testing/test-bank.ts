import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import pg from 'pg';
import type { DatabaseLocation } from '../../lib/db.ts';
import { embeddedInMemory } from '../../lib/test-databases.ts';
import { createLogger } from '../../logger.ts';
import { startSandboxBank } from '../bank.ts';
import { mtlsAt } from '../config.ts';
import type { MtlsCertificates } from '../oidc/fapi1-certificates.ts';

/** Where the branch of the tests would be; nothing listens there. */
export const BRANCH_URL = 'http://localhost:3999';
export const OPERATOR_TOKEN = 'operator-token-of-the-tests';

export interface TestBank {
  readonly url: string;
  /** The branch's private key, whose public half the bank knows. */
  readonly clientKey: JWK & { readonly kid: string };
  /** The other door, where `startTestBank` was asked for it. */
  readonly mtls: { readonly url: string; readonly certificates: MtlsCertificates } | null;
  /** Moves the clock by which approvals end. */
  setClockOffsetMs(offsetMs: number): void;
  close(): Promise<void>;
}

/**
 * A whole bank over loopback HTTP on a free port, with a database of its own: on the server that `TEST_DATABASE_URL` names,
 * where races show, or in memory.
 */
export async function startTestBank(options: { readonly mtls?: boolean } = {}): Promise<TestBank> {
  const { database, drop } = await createTestDatabase(process.env.TEST_DATABASE_URL);
  const { privateKey } = await generateKeyPair('PS256', { extractable: true });
  const clientKey = { ...(await exportJWK(privateKey)), alg: 'PS256', use: 'sig', kid: 'branch-test' };
  const port = await freePort();
  // A name, because passkeys are made for names.
  const url = `http://localhost:${port}`;
  const mtls = options.mtls ? mtlsAt(url, await freePort()) : null;
  let offsetMs = 0;
  const bank = await startSandboxBank(
    {
      publicUrl: url,
      host: '127.0.0.1',
      port,
      mtls,
      database,
      keyFolder: null,
      branchUrl: BRANCH_URL,
      branchKeys: [publicHalf(clientKey)],
      operatorToken: OPERATOR_TOKEN,
      logLevel: 'silent',
    },
    createLogger('sandbox-bank', process.env.LOG_LEVEL ?? 'silent'),
    () => {},
    () => new Date(Date.now() + offsetMs),
  );
  return {
    url,
    clientKey,
    mtls: mtls && bank.certificates && { url: mtls.url, certificates: bank.certificates },
    setClockOffsetMs: (next) => {
      offsetMs = next;
    },
    async close() {
      await bank.close();
      await drop();
    },
  };
}

async function createTestDatabase(
  adminUrl: string | undefined,
): Promise<{ readonly database: DatabaseLocation; drop(): Promise<void> }> {
  if (!adminUrl) return { database: embeddedInMemory(), drop: async () => {} };
  const name = `bank_test_${randomUUID().replaceAll('-', '')}`;
  const administer = async (statement: string) => {
    const client = new pg.Client({ connectionString: adminUrl });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await administer(`create database ${name}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return { database: { kind: 'postgres', url: url.href }, drop: () => administer(`drop database ${name}`) };
}

export function publicHalf({ d, p, q, dp, dq, qi, ...rest }: JWK): JWK {
  return rest;
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
