import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { z } from 'zod';
import { type BankConfig, type IssuerConfig, readBankConfig, readClientKey } from './bank-config.ts';
import { ConfigError } from './config-error.ts';
import type { DatabaseLocation } from './lib/db.ts';
import { isLoopback } from './lib/loopback.ts';
import { SEALING_KEY_BYTES } from './lib/sealed-box.ts';
import type { TurnConfig } from './voice/turn-rules.ts';

/** Each in milliseconds; docs/afterwards.md says what is what. */
export interface Retention {
  readonly transcriptMs: number;
  readonly trailMs: number;
  readonly noteMs: number;
  readonly visitMs: number;
  readonly handoverMs: number;
  readonly ratingMs: number;
  readonly voiceReportMs: number;
}

export interface Config {
  readonly production: boolean;
  readonly logLevel: string;
  /** Where browsers reach the branch: the only Origin that is let in, and the base of redirect URIs. */
  readonly publicUrl: URL;
  readonly host: string;
  readonly port: number;
  /** Proxies whose word on a caller's address is believed: how many stand before us, or their networks; false: none. */
  readonly trustProxy: number | readonly string[] | false;
  /** All rate limits times this: for load tests. */
  readonly rateLimitFactor: number;
  readonly database: DatabaseLocation;
  /** Folders that hold a folder for each branch. */
  readonly branchFolders: readonly string[];
  /** People in one instance of a branch; with more, another instance is opened. */
  readonly branchCapacity: number;
  /** What the rooms of several processes are kept in, and under which name browsers reach those of this one; null: there is one process. */
  readonly cluster: { readonly redisUrl: URL; readonly processName: string } | null;
  /** A consultation may go on for so long after the server was told to end. */
  readonly drainMs: number;
  /** 32 bytes each. What is kept of tokens is encrypted with the first; the others still open what they encrypted. */
  readonly tokenKeys: readonly [Buffer, ...Buffer[]];
  /** A payment whose worker gives no sign of life for so long is taken up by another. */
  readonly paymentLeaseMs: number;
  /** A customer's documents are deleted so long after they last changed. */
  readonly documentRetentionMs: number;
  /** How long the rest of what people leave behind is kept. */
  readonly retention: Retention;
  /** Customers' exports hold what consultants noted of them, as soon as the talk is closed. */
  readonly exportsNotes: boolean;
  /** The AI consultant learns its languages when the process starts, and not each when it is first asked. */
  readonly learnsAtStart: boolean;
  readonly bank: BankConfig;
  readonly staffIssuer: IssuerConfig;
  /** The relay for voices; null: there is none. */
  readonly turn: TurnConfig | null;
  /** The language model that the AI consultant speaks by; null: it answers by itself, without one. */
  readonly languageModel: { readonly baseUrl: URL; readonly apiKey: string | null; readonly model: string } | null;
}

const DEMO_BRANCHES = join(import.meta.dirname, '../assets/branches');

const optionalText = z
  .string()
  .optional()
  .transform((text) => text || undefined);

/** `true` is not among them: it would believe anyone. */
const TrustProxy = z
  .union([
    z
      .string()
      .regex(/^[1-9]$/)
      .transform(Number),
    z
      .string()
      .transform((text) => text.split(','))
      .pipe(
        z.array(
          z
            .string()
            .trim()
            .regex(/^(loopback|linklocal|uniquelocal|[\d.]+(\/\d+)?|[\da-f.:]*:[\da-f.:]*(\/\d+)?)$/i),
        ),
      ),
  ])
  .or(z.literal('').transform(() => false as const));

const RetentionDays = z.coerce.number().int().min(1).max(36_500);
const DAY_MS = 24 * 60 * 60_000;

export const Environment = z.object({
  NODE_ENV: optionalText,
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  PUBLIC_URL: z.url().default('http://localhost:3000'),
  BANK_PUBLIC_URL: z.url().default('http://bank.localhost:4000'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(1).max(65535).optional(),
  TRUST_PROXY: TrustProxy.default(false),
  RATE_LIMIT_FACTOR: z.coerce.number().int().min(1).max(1_000_000).default(1),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: optionalText,
  BRANCHES_DIR: optionalText,
  /** At most 255: bodies have one byte's slots. */
  BRANCH_CAPACITY: z.coerce.number().int().min(1).max(255).default(50),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: 'is not of the form redis[s]://[user:password@]host[:port][/database]' })
    .optional()
    .or(z.literal('').transform(() => undefined)),
  PROCESS_NAME: z
    .string()
    .regex(/^[a-z0-9-]{1,32}$/, 'is not 1 to 32 of a-z, 0-9 and -')
    .optional()
    .or(z.literal('').transform(() => undefined)),
  DRAIN_SECONDS: z.coerce.number().int().min(0).max(86_400).default(1800),
  BANK_CLIENT_KEY_FILE: z.string(),
  PAYMENT_LEASE_MS: z.coerce.number().int().min(500).max(60_000).default(5000),
  DOCUMENT_RETENTION_DAYS: RetentionDays.default(1826),
  TRANSCRIPT_RETENTION_DAYS: RetentionDays.default(1826),
  TRAIL_RETENTION_DAYS: RetentionDays.default(1826),
  NOTE_RETENTION_DAYS: RetentionDays.default(365),
  VISIT_RETENTION_DAYS: RetentionDays.default(365),
  HANDOVER_RETENTION_DAYS: RetentionDays.default(30),
  RATING_RETENTION_DAYS: RetentionDays.default(365),
  VOICE_REPORT_RETENTION_DAYS: RetentionDays.default(180),
  EXPORT_NOTES: z.enum(['', 'true', 'false']).default(''),
  LEARN_AT_START: z.enum(['', 'true', 'false']).default(''),
  KILL_POINTS_FILE: optionalText,
  TOKEN_KEY: optionalText,
  TOKEN_KEY_FILE: optionalText,
  BANK_CONFIG_FILE: optionalText,
  STAFF_ISSUER: z.url().optional(),
  TURN_URLS: optionalText,
  TURN_SECRET: optionalText,
  TURN_ONLY: z.enum(['', 'true', 'false']).default(''),
  LLM_BASE_URL: z
    .url({ protocol: /^https?$/, error: 'is no http address' })
    .optional()
    .or(z.literal('').transform(() => undefined)),
  LLM_API_KEY: optionalText,
  LLM_MODEL: z.string().default(''),
});

/** Reads the environment; throws {@link ConfigError} naming the setting that is wrong. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ConfigError(`setting ${issue?.path.join('.')}: ${issue?.message}`);
  }
  const env = parsed.data;
  const publicUrl = new URL(env.PUBLIC_URL);
  const bankUrl = env.BANK_PUBLIC_URL.replace(/\/+$/, '');
  const clientKey = readClientKey('BANK_CLIENT_KEY_FILE', env.BANK_CLIENT_KEY_FILE);
  const config: Config = {
    production: env.NODE_ENV === 'production',
    logLevel: env.LOG_LEVEL,
    publicUrl,
    host: env.HOST,
    port: env.PORT ?? portOf(publicUrl),
    trustProxy: env.TRUST_PROXY,
    rateLimitFactor: env.RATE_LIMIT_FACTOR,
    database: env.DATABASE_URL
      ? { kind: 'postgres', url: env.DATABASE_URL }
      : { kind: 'embedded', folder: join(env.DATA_DIR, 'branch', 'db') },
    branchFolders: (env.BRANCHES_DIR ?? DEMO_BRANCHES).split(delimiter),
    branchCapacity: env.BRANCH_CAPACITY,
    cluster: readCluster(env),
    drainMs: env.DRAIN_SECONDS * 1000,
    tokenKeys: readTokenKeys(env),
    paymentLeaseMs: env.PAYMENT_LEASE_MS,
    documentRetentionMs: env.DOCUMENT_RETENTION_DAYS * DAY_MS,
    retention: {
      transcriptMs: env.TRANSCRIPT_RETENTION_DAYS * DAY_MS,
      trailMs: env.TRAIL_RETENTION_DAYS * DAY_MS,
      noteMs: env.NOTE_RETENTION_DAYS * DAY_MS,
      visitMs: env.VISIT_RETENTION_DAYS * DAY_MS,
      handoverMs: env.HANDOVER_RETENTION_DAYS * DAY_MS,
      ratingMs: env.RATING_RETENTION_DAYS * DAY_MS,
      voiceReportMs: env.VOICE_REPORT_RETENTION_DAYS * DAY_MS,
    },
    exportsNotes: env.EXPORT_NOTES === 'true',
    learnsAtStart: env.LEARN_AT_START ? env.LEARN_AT_START === 'true' : env.NODE_ENV === 'production',
    bank: readBankConfig(env.BANK_CONFIG_FILE, bankUrl, clientKey),
    staffIssuer: {
      issuer: new URL(env.STAFF_ISSUER ?? `${bankUrl}/oidc/staff`),
      clientId: 'atrium-desk',
      clientKey,
      security: { profile: 'fapi2' },
    },
    turn: readTurn(env),
    languageModel: readLanguageModel(env),
  };
  if (config.production) refuseDemoSettings(config);
  if (config.production && env.KILL_POINTS_FILE)
    throw new ConfigError('production refuses the crash test (KILL_POINTS_FILE)');
  return config;
}

/** Several processes share what they know: in PostgreSQL, and in Redis what need not outlive them. */
function readCluster(env: z.infer<typeof Environment>): Config['cluster'] {
  if (!env.REDIS_URL) return null;
  if (!env.PROCESS_NAME) throw new ConfigError('several processes (REDIS_URL) need a name each (PROCESS_NAME)');
  if (!env.DATABASE_URL)
    throw new ConfigError('several processes (REDIS_URL) need one database: PostgreSQL (DATABASE_URL)');
  return { redisUrl: new URL(env.REDIS_URL), processName: env.PROCESS_NAME };
}

const TURN_URL = /^(stun|turns?):[\w.[\]:-]+(\?transport=(udp|tcp))?$/;

function readTurn({ TURN_URLS, TURN_SECRET, TURN_ONLY }: z.infer<typeof Environment>): TurnConfig | null {
  if (!TURN_URLS && !TURN_SECRET && TURN_ONLY !== 'true') return null;
  if (!TURN_URLS || !TURN_SECRET) throw new ConfigError('a relay for voices needs TURN_URLS and TURN_SECRET together');
  if (TURN_SECRET.length < 32) throw new ConfigError('TURN_SECRET is shorter than 32 characters');
  const urls = TURN_URLS.split(',').map((url) => url.trim());
  for (const url of urls)
    if (!TURN_URL.test(url))
      throw new ConfigError(`TURN_URLS: ${url} is not of the form turn[s]:host[:port][?transport=tcp]`);
  if (!urls.some((url) => url.startsWith('turn'))) throw new ConfigError('TURN_URLS names no relay (turn: or turns:)');
  return { urls, secret: TURN_SECRET, relayOnly: TURN_ONLY === 'true' };
}

/** An OpenAI-compatible endpoint; one in the bank's own house may need no key. */
function readLanguageModel(env: z.infer<typeof Environment>): Config['languageModel'] {
  if (!env.LLM_BASE_URL) return null;
  return { baseUrl: new URL(env.LLM_BASE_URL), apiKey: env.LLM_API_KEY ?? null, model: env.LLM_MODEL || 'default' };
}

/** In production nothing travels in clear text and nothing is the demo's. */
function refuseDemoSettings(config: Config): void {
  const addresses = [
    config.publicUrl,
    config.bank.issuer,
    config.staffIssuer.issuer,
    new URL(config.bank.approvalsUrl),
    ...config.bank.origins.map((origin) => new URL(origin)),
    ...(config.languageModel ? [config.languageModel.baseUrl] : []),
  ];
  for (const address of addresses) {
    if (address.protocol !== 'https:') throw new ConfigError(`production needs https, and ${address.origin} is not`);
    if (/(^|\.)localhost$/.test(address.hostname))
      throw new ConfigError(`production refuses the sandbox at ${address.origin}`);
  }
  if (config.database.kind === 'postgres' && !isPrivate(config.database.url))
    throw new ConfigError('production needs sslmode=verify-full in DATABASE_URL, but for a database on this machine');
  if (config.cluster && config.cluster.redisUrl.protocol !== 'rediss:')
    throw new ConfigError('production needs rediss://, and REDIS_URL is not');
  for (const { clientKey } of [config.bank, config.staffIssuer])
    if (clientKey.kid.startsWith('demo-'))
      throw new ConfigError('production refuses the demo client key (BANK_CLIENT_KEY_FILE)');
}

/** Whether nobody reads along on the way to a database: it is on this machine, or shows the certificate of its name. */
function isPrivate(databaseUrl: string): boolean {
  const url = URL.parse(databaseUrl);
  if (!url) return false;
  const host = url.searchParams.get('host') ?? url.hostname;
  return url.searchParams.get('sslmode') === 'verify-full' || host === '' || host.startsWith('/') || isLoopback(host);
}

export function portOf(url: URL): number {
  return Number(url.port || (url.protocol === 'https:' ? 443 : 80));
}

/** Keys from the environment or a file, one or several with white space between; never from both, lest one be forgotten. */
function readTokenKeys(env: { TOKEN_KEY?: string | undefined; TOKEN_KEY_FILE?: string | undefined }) {
  if (env.TOKEN_KEY && env.TOKEN_KEY_FILE) throw new ConfigError('set TOKEN_KEY or TOKEN_KEY_FILE, not both');
  const name = env.TOKEN_KEY ? 'TOKEN_KEY' : `TOKEN_KEY_FILE (${env.TOKEN_KEY_FILE ?? 'not set'})`;
  let text = env.TOKEN_KEY ?? '';
  try {
    if (!env.TOKEN_KEY) text = readFileSync(env.TOKEN_KEY_FILE ?? '', 'utf8');
  } catch {
    throw new ConfigError(`${name} cannot be read`);
  }
  const [first, ...older] = text.split(/\s+/).flatMap((word) => (word ? [Buffer.from(word, 'base64url')] : []));
  if (!first || [first, ...older].some((key) => key.length !== SEALING_KEY_BYTES))
    throw new ConfigError(`${name} must hold keys of ${SEALING_KEY_BYTES} bytes in base64url`);
  return [first, ...older] as const;
}
