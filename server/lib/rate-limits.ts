import { isIP } from 'node:net';
import { CompiledQuery, type Kysely, sql } from 'kysely';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Bucket } from '../../shared/endpoint.ts';
import type { Database, Migrations } from './db.ts';

/** So many calls in so many seconds. */
interface Limit {
  readonly points: number;
  readonly seconds: number;
}

interface BucketLimits {
  readonly person: Limit;
  /** A branch office, or a whole town behind its provider, may be one address. */
  readonly address: Limit;
  /** Counted in the database, so that all processes count together; else each process counts for itself, and for free. */
  readonly shared: boolean;
}

/** Far above what a person does, and far below what hurts. */
export const BUCKETS: Readonly<Record<Bucket, BucketLimits>> = {
  ordinary: { person: { points: 600, seconds: 60 }, address: { points: 6000, seconds: 60 }, shared: false },
  'sign-in': { person: { points: 60, seconds: 60 }, address: { points: 120, seconds: 60 }, shared: true },
  seat: { person: { points: 30, seconds: 60 }, address: { points: 600, seconds: 60 }, shared: false },
  payment: { person: { points: 30, seconds: 60 }, address: { points: 300, seconds: 60 }, shared: true },
  file: { person: { points: 30, seconds: 60 }, address: { points: 300, seconds: 60 }, shared: false },
  assistant: { person: { points: 30, seconds: 60 }, address: { points: 300, seconds: 60 }, shared: true },
  lookup: { person: { points: 30, seconds: 60 }, address: { points: 300, seconds: 60 }, shared: true },
};

export interface RateLimits {
  /** Counts one call from an address. Answers how long it has to wait, in milliseconds; 0: it may go on. */
  takeAddress(bucket: Bucket, address: string): Promise<number>;
  /** Counts one call of a person, by {@link personKey}. */
  takePerson(bucket: Bucket, person: string): Promise<number>;
}

export interface RateLimitDeps {
  /** Where shared buckets are counted; each process for itself where absent. */
  readonly database?: Database;
  /** All limits are multiplied by it: for load tests. */
  readonly factor?: number;
}

export function createRateLimits({ database, factor = 1 }: RateLimitDeps): RateLimits {
  const limiters = new Map<string, ReturnType<typeof createLimiter>>();
  for (const [bucket, { shared, ...limits }] of Object.entries(BUCKETS))
    for (const kind of ['person', 'address'] as const) {
      const limit = { ...limits[kind], points: limits[kind].points * factor };
      limiters.set(`${bucket}:${kind}`, createLimiter(`${bucket}:${kind}`, limit, shared ? database : undefined));
    }
  const take = async (name: string, key: string) => {
    try {
      await limiters.get(name)?.consume(key);
      return 0;
    } catch (declined) {
      if (declined instanceof RateLimiterRes) return Math.max(declined.msBeforeNext, 1);
      throw declined;
    }
  };
  return {
    takeAddress: (bucket, address) => take(`${bucket}:address`, addressGroup(address)),
    takePerson: (bucket, person) => take(`${bucket}:person`, person),
  };
}

function createLimiter(keyPrefix: string, { points, seconds }: Limit, database: Database | undefined) {
  const memory = new RateLimiterMemory({ keyPrefix, points, duration: seconds });
  if (!database) return memory;
  return new RateLimiterPostgres({
    storeClient: postgresClient(database),
    storeType: 'client',
    tableName: 'rate_limit',
    tableCreated: true,
    keyPrefix,
    points,
    duration: seconds,
    // A flood is turned away without asking the database again.
    inMemoryBlockOnConsumed: points + 1,
    // Without its database the branch serves nobody much; whom it serves is still counted.
    insuranceLimiter: memory,
  });
}

/** As much of a `pg` client as the library needs, over the one dialect of both our databases. */
function postgresClient(database: Database) {
  return {
    async query({ text, values = [] }: { readonly text: string; readonly values?: readonly unknown[] }) {
      const { rows } = await database.executeQuery<{ readonly expire?: bigint | null }>(
        CompiledQuery.raw(text, [...values]),
      );
      const plain = rows.map(({ expire, ...row }) => ({ ...row, expire: expire == null ? null : Number(expire) }));
      return { rows: plain, rowCount: plain.length };
    },
  };
}

/** What a crash forgets here is worth less than a write to the log for each call. */
export const rateLimitMigrations: Migrations = {
  'limits-001-rate-limit': {
    async up(db: Kysely<unknown>) {
      await sql`create unlogged table rate_limit (key text primary key, points integer not null, expire bigint)`.execute(
        db,
      );
      await sql`create index rate_limit_expire on rate_limit (expire)`.execute(db);
    },
  },
};

/** Who is one at the other end: an IPv4 address, or an IPv6 network of 64 bits, of which anyone at home has all. */
export function addressGroup(address: string): string {
  const [plain = ''] = address.split('%');
  if (isIP(plain) !== 6) return plain;
  const groups = groupsOf(plain);
  const isMappedIpv4 = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (!isMappedIpv4)
    return `${groups
      .slice(0, 4)
      .map((group) => group.toString(16))
      .join(':')}::/64`;
  const [high = 0, low = 0] = groups.slice(6);
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** The eight groups of a valid IPv6 address. */
function groupsOf(address: string): number[] {
  // In one way of writing: no dotted tail.
  const { hostname } = new URL(`http://[${address}]`);
  const [front = [], back = []] = hostname
    .slice(1, -1)
    .split('::')
    .map((side) => (side ? side.split(':').map((group) => Number.parseInt(group, 16)) : []));
  return [...front, ...Array.from({ length: 8 - front.length - back.length }, () => 0), ...back];
}
