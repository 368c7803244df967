import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { JWK } from 'jose';
import { z } from 'zod';
import { isCurrency, parseAmount } from '../shared/money.ts';
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

export const BANK_STANDARDS = ['open-banking-uk-v4.0', 'open-banking-uk-v3.1'] as const;
export type BankStandard = (typeof BANK_STANDARDS)[number];

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

const DEFAULT_LIMITS = {
  GBP: { payment: '10000.00', day: '25000.00' },
  EUR: { payment: '10000.00', day: '25000.00' },
  RUB: { payment: '1000000.00', day: '2500000.00' },
  JPY: { payment: '1500000', day: '4000000' },
};

const Url = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));
const Origin = Url.refine((url) => new URL(url).origin === url, 'must be scheme, host and port alone');
const Address = z.string().regex(/^(\[[0-9a-f:]+\]|[\w.-]+):\d{1,5}$/i, 'must be host:port');
const Upstream = z.union([
  z.strictObject({ origin: Origin, addresses: z.array(Address).min(1).max(16) }),
  z.strictObject({ origin: Origin, srv: z.string().regex(/^_[\w-]+\._tcp\.[\w.-]+$/) }),
]);
const TimeZone = z.string().refine((name) => Intl.supportedValuesOf('timeZone').includes(name), 'is no IANA time zone');

const Limits = z
  .record(
    z.string().refine(isCurrency, 'is no currency of ISO 4217'),
    z.strictObject({ payment: z.string(), day: z.string() }),
  )
  .transform((limits, issues) => {
    const read = new Map<string, PaymentLimit>();
    for (const [currency, { payment, day }] of Object.entries(limits)) {
      const [paymentMinor, dayMinor] = [parseAmount(payment, currency), parseAmount(day, currency)];
      if (paymentMinor === null || dayMinor === null || paymentMinor > dayMinor)
        issues.addIssue({ code: 'custom', path: [currency], message: 'needs amounts, and no payment above the day' });
      else read.set(currency, { paymentMinor, dayMinor });
    }
    return read;
  });

/** The file that `BANK_CONFIG_FILE` names. Files that it names lie relative to its own folder. */
const BankFile = z.strictObject({
  name: z.string().trim().min(1).max(70),
  standard: z.enum(BANK_STANDARDS),
  security: z.discriminatedUnion('profile', [
    z.strictObject({ profile: z.literal('fapi2') }),
    z.strictObject({
      profile: z.literal('fapi1-advanced'),
      certificateFile: z.string(),
      keyFile: z.string(),
      caFile: z.string().optional(),
    }),
  ]),
  issuer: Url,
  clientId: z.string().min(1).max(128),
  clientKeyFile: z.string().optional(),
  apiUrl: Url,
  extensionsUrl: Url.optional(),
  resource: z.url().optional(),
  approvalsUrl: Url,
  otherOrigins: z.array(Origin).max(8).default([]),
  timeZone: TimeZone.default('Europe/London'),
  limits: Limits.prefault(DEFAULT_LIMITS),
  upstreams: z.array(Upstream).max(8).default([]),
  healthPath: z
    .string()
    .regex(/^\/[\w./-]{0,200}$/)
    .default('/healthz'),
  requestsPerSecond: z.int().min(1).max(100_000).default(1000),
});
type BankFile = z.output<typeof BankFile>;

/** The bank of a file, or else the sandbox at `sandboxUrl`. Throws {@link ConfigError} naming what is wrong. */
export function readBankConfig(
  file: string | undefined,
  sandboxUrl: string,
  clientKey: JWK & { readonly kid: string },
): BankConfig {
  if (!file) return compose(BankFile.parse(sandboxAt(sandboxUrl)), clientKey, '.');
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

function sandboxAt(url: string): z.input<typeof BankFile> {
  return {
    name: 'Sandbox Bank',
    standard: 'open-banking-uk-v4.0',
    security: { profile: 'fapi2' },
    issuer: `${url}/oidc/customers`,
    clientId: 'atrium-branch',
    apiUrl: `${url}/open-banking/v4.0`,
    extensionsUrl: `${url}/sandbox-extensions/v1`,
    resource: `${url}/open-banking/v4.0`,
    approvalsUrl: `${url}/approvals`,
  };
}

function compose(bank: BankFile, defaultKey: JWK & { readonly kid: string }, folder: string): BankConfig {
  const read = (setting: string, file: string) => readText(setting, resolve(folder, file));
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
    security:
      security.profile === 'fapi2'
        ? security
        : {
            profile: security.profile,
            tls: {
              certificate: read('security.certificateFile', security.certificateFile),
              key: read('security.keyFile', security.keyFile),
              ca: security.caFile ? read('security.caFile', security.caFile) : null,
            },
          },
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
