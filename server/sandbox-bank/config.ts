import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { z } from 'zod';
import type { DatabaseLocation } from '../lib/db.ts';

export interface BankConfig {
  /** Where browsers and the branch reach the bank; issuers and the API lie below it. No trailing slash. */
  readonly publicUrl: string;
  readonly host: string;
  readonly port: number;
  /** Where the bank is reached by mutual TLS too, under FAPI 1.0 Advanced; null where it is not. */
  readonly mtls: { readonly url: string; readonly port: number } | null;
  readonly database: DatabaseLocation;
  /** Folder of the bank's own keys; in memory only where absent. */
  readonly keyFolder: string | null;
  /** The branch's address, for its redirect URIs. */
  readonly branchUrl: string;
  /** The branch's public keys: client authentication and message signatures. */
  readonly branchKeys: readonly JWK[];
  /** Opens the operator's read-only view of the ledger; none where absent. */
  readonly operatorToken: string | null;
  readonly logLevel: string;
}

/** Scheme, host and port, written as a browser would: `https://bank.example:443/` is `https://bank.example`. */
const Origin = z.url({ protocol: /^https?$/ }).pipe(
  z
    .string()
    .refine((text) => new URL(text).pathname === '/', 'must not have a path')
    .transform((text) => new URL(text).origin),
);

const Environment = z.object({
  NODE_ENV: z.string().optional(),
  LOG_LEVEL: z.string().default('info'),
  BANK_PUBLIC_URL: Origin.default('http://bank.localhost:4000'),
  PUBLIC_URL: Origin.default('http://localhost:3000'),
  HOST: z.string().default('127.0.0.1'),
  BANK_PORT: z.coerce.number().int().min(1).max(65535).optional(),
  BANK_MTLS_PORT: z.coerce.number().int().min(1).max(65535).optional(),
  BANK_DATA_DIR: z.string().default('.data/bank'),
  BANK_DATABASE_URL: z.string().optional(),
  BANK_CLIENT_JWKS_FILE: z.string(),
  SANDBOX_OPERATOR_TOKEN: z.string().optional(),
});

/** Reads the environment; throws an Error of one line naming the setting that is wrong. */
export function readBankConfig(environment: Readonly<Record<string, string | undefined>>): BankConfig {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success)
    throw new Error(`setting ${parsed.error.issues[0]?.path.join('.')}: ${parsed.error.issues[0]?.message}`);
  const env = parsed.data;
  if (env.NODE_ENV === 'production') throw new Error('the sandbox bank does not start in production');
  const url = new URL(env.BANK_PUBLIC_URL);
  return {
    publicUrl: env.BANK_PUBLIC_URL,
    host: env.HOST,
    port: env.BANK_PORT ?? Number(url.port || (url.protocol === 'https:' ? 443 : 80)),
    mtls: env.BANK_MTLS_PORT ? mtlsAt(env.BANK_PUBLIC_URL, env.BANK_MTLS_PORT) : null,
    database: env.BANK_DATABASE_URL
      ? { kind: 'postgres', url: env.BANK_DATABASE_URL }
      : { kind: 'embedded', folder: join(env.BANK_DATA_DIR, 'db') },
    keyFolder: join(env.BANK_DATA_DIR, 'keys'),
    branchUrl: env.PUBLIC_URL,
    branchKeys: readKeys(env.BANK_CLIENT_JWKS_FILE),
    operatorToken: env.SANDBOX_OPERATOR_TOKEN || null,
    logLevel: env.LOG_LEVEL,
  };
}

export function mtlsAt(publicUrl: string, port: number): { url: string; port: number } {
  return { url: `https://${new URL(publicUrl).hostname}:${port}`, port };
}

function readKeys(file: string): JWK[] {
  try {
    return z
      .object({ keys: z.array(z.looseObject({ kty: z.string() }).refine((key) => !('d' in key))).min(1) })
      .parse(JSON.parse(readFileSync(file, 'utf8'))).keys as JWK[];
  } catch {
    throw new Error(`BANK_CLIENT_JWKS_FILE (${file}) is not a readable set of public keys`);
  }
}
