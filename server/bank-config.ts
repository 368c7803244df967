import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import type { JWK } from 'jose';
import { z } from 'zod';
import { BankFile, sandboxFile } from './bank-file.ts';
import { ConfigError } from './config-error.ts';

/** The branch as a client of one issuer. */
export interface IssuerConfig {
  readonly issuer: URL;
  readonly clientId: string;
  /** Private PS256 key of the branch: client authentication, request objects and message signatures. */
  readonly clientKey: JWK & { readonly kid: string };
  readonly security: SecurityConfig;
}

/**
 * How the bank knows that a call is ours. `fapi2`: tokens are bound to a key by DPoP. `fapi1-advanced`: requests are signed
 * objects, answers are signed (JARM), and tokens are bound to the certificate of the connection (RFC 8705).
 */
export type SecurityConfig =
  | { readonly profile: 'fapi2' }
  | { readonly profile: 'fapi1-advanced'; readonly tls: ClientTls };

/** PEM texts. `ca` null: the authorities that Node trusts. */
export interface ClientTls {
  readonly certificate: string;
  readonly key: string;
  readonly ca: string | null;
}

export type BankStandard = BankFile['standard'];

/** What one customer may pay: at once, and in a day of the bank's. Minor units. */
export interface PaymentLimit {
  readonly paymentMinor: bigint;
  readonly dayMinor: bigint;
}

/** Where connections for an origin go; for one that has none of these, to its own host. */
export interface UpstreamConfig {
  readonly origin: string;
  /** `host:port` each, or the DNS name of an SRV record that lists them. */
  readonly source: { readonly addresses: readonly string[] } | { readonly srv: string };
}

export interface BankConfig extends IssuerConfig {
  /** As customers know it. */
  readonly name: string;
  readonly standard: BankStandard;
  /** Base of the open-banking API, without a trailing slash: `…/open-banking/v4.0`. */
  readonly apiUrl: string;
  /** Base of the API for what the standard has no endpoint for; null where the bank has none. */
  readonly extensionsUrl: string | null;
  /** Resource indicator (RFC 8707) of the API; null where the bank wants none. */
  readonly resource: string | null;
  /** The bank's own page where a customer approves. */
  readonly approvalsUrl: string;
  /** The only origins that ever get a request or a token: of the addresses above, and others that were named. */
  readonly origins: readonly string[];
  /** IANA name of the time zone whose days the bank counts by. */
  readonly timeZone: string;
  /** By currency; a currency that is not in it is not paid in. */
  readonly limits: ReadonlyMap<string, PaymentLimit>;
  readonly upstreams: readonly UpstreamConfig[];
  /** Asked of each upstream with GET: any answer below 500 is a sign of life. */
  readonly healthPath: string;
  /** As agreed with the bank, for this process. */
  readonly requestsPerSecond: number;
}

/** The bank of a file, or else the sandbox at `sandboxUrl`. Throws {@link ConfigError} naming what is wrong. */
export function readBankConfig(
  file: string | undefined,
  sandboxUrl: string,
  clientKey: JWK & { readonly kid: string },
): BankConfig {
  if (!file) return compose(BankFile.parse(sandboxFile(sandboxUrl)), clientKey, '.');
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new ConfigError(`BANK_CONFIG_FILE (${file}) is not readable JSON`);
  }
  const parsed = BankFile.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ConfigError(`BANK_CONFIG_FILE (${file}), ${issue?.path.join('.') || 'whole file'}: ${issue?.message}`);
  }
  return compose(parsed.data, clientKey, dirname(file));
}

function compose(bank: BankFile, defaultKey: JWK & { readonly kid: string }, folder: string): BankConfig {
  const { security } = bank;
  const extensionsUrl = bank.extensionsUrl ?? null;
  const origins = [bank.issuer, bank.apiUrl, extensionsUrl].flatMap((url) => (url ? [new URL(url).origin] : []));
  const allOrigins = [...new Set([...origins, ...bank.otherOrigins])];
  if (security.profile === 'fapi1-advanced' && allOrigins.some((origin) => !origin.startsWith('https:')))
    throw new ConfigError('security: mutual TLS needs https, at every address of the bank that we call');
  const upstreams = bank.upstreams.map(({ origin, ...source }) => ({ origin, source }));
  for (const { origin } of upstreams)
    if (!allOrigins.includes(origin)) throw new ConfigError(`upstreams: ${origin} is not an origin of this bank`);
  return {
    name: bank.name,
    standard: bank.standard,
    security: readSecurity(security, folder),
    issuer: new URL(bank.issuer),
    clientId: bank.clientId,
    clientKey: bank.clientKeyFile ? readClientKey('clientKeyFile', resolve(folder, bank.clientKeyFile)) : defaultKey,
    apiUrl: bank.apiUrl,
    extensionsUrl,
    resource: bank.resource ?? null,
    approvalsUrl: bank.approvalsUrl,
    origins: allOrigins,
    timeZone: bank.timeZone,
    limits: bank.limits,
    upstreams,
    healthPath: bank.healthPath,
    requestsPerSecond: bank.requestsPerSecond,
  };
}

function readSecurity(security: BankFile['security'], folder: string): SecurityConfig {
  if (security.profile === 'fapi2') return security;
  const read = (setting: 'certificateFile' | 'keyFile' | 'caFile') =>
    readText(`security.${setting}`, resolve(folder, security[setting] ?? ''));
  const tls = {
    certificate: read('certificateFile'),
    key: read('keyFile'),
    ca: security.caFile === undefined ? null : read('caFile'),
  };
  try {
    createSecureContext({ cert: tls.certificate, key: tls.key, ...(tls.ca !== null && { ca: tls.ca }) });
  } catch (error) {
    throw new ConfigError(`security: certificate and key cannot be used (${(error as Error).message})`);
  }
  return { profile: security.profile, tls };
}

function readText(setting: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new ConfigError(`${setting} (${file}) cannot be read`);
  }
}

export function readClientKey(setting: string, file: string): JWK & { readonly kid: string } {
  const Key = z.looseObject({ kty: z.string(), kid: z.string(), d: z.string() });
  try {
    return Key.parse(JSON.parse(readFileSync(file, 'utf8'))) as JWK & { kid: string };
  } catch {
    throw new ConfigError(`${setting} (${file}) is not a readable private JWK with a kid`);
  }
}
