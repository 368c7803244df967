import { createServer } from 'node:net';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { DatabaseLocation } from '../../lib/db.ts';
import { createLogger } from '../../logger.ts';
import { startSandboxBank } from '../bank.ts';

/** Where the branch of the tests would be; nothing listens there. */
export const BRANCH_URL = 'http://localhost:3999';
export const OPERATOR_TOKEN = 'operator-token-of-the-tests';

export interface TestBank {
  readonly url: string;
  /** The branch's private key, whose public half the bank knows. */
  readonly clientKey: JWK & { readonly kid: string };
  /** Moves the clock by which approvals end. */
  setClockOffsetMs(offsetMs: number): void;
  close(): Promise<void>;
}

/** A whole bank over loopback HTTP, in memory unless told otherwise, on a free port. */
export async function startTestBank(database: DatabaseLocation = { kind: 'embedded' }): Promise<TestBank> {
  const { privateKey } = await generateKeyPair('PS256', { extractable: true });
  const clientKey = { ...(await exportJWK(privateKey)), alg: 'PS256', use: 'sig', kid: 'branch-test' };
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let offsetMs = 0;
  const bank = await startSandboxBank(
    {
      publicUrl: url,
      host: '127.0.0.1',
      port,
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
    setClockOffsetMs: (next) => {
      offsetMs = next;
    },
    close: bank.close,
  };
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
