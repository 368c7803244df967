import { type Kysely, sql } from 'kysely';
import type { Erasure } from '../../shared/afterwards.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Clock } from '../lib/clock.ts';
import type { Database } from '../lib/db.ts';
import type { CustomerPrincipal } from '../lib/principal.ts';
import type { Logger } from '../logger.ts';
import type { AfterwardsTables, RemovalEventRow } from './afterwards-tables.ts';
import type { AgingData, PersonalData, Removal } from './personal-data.ts';

/** What is old goes by itself, what is asked for goes at once, and what is kept is handed out. */
export interface RemovalService {
  /** Deletes what is older than it may become; any number of processes may do so at once. Answers how much went. */
  sweep(): Promise<number>;
  /** All that is kept of the customer. */
  collect(customer: CustomerPrincipal): Promise<Readonly<Record<string, unknown>>>;
  /** What {@link erase} would answer now; nothing is changed. */
  preview(customer: CustomerPrincipal): Promise<Erasure>;
  erase(customer: CustomerPrincipal): Promise<Result<Erasure, 'visit-open'>>;
  /** Sweeps now and each day. */
  start(): void;
  stop(): void;
}

export interface RemovalServiceDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly aging: readonly AgingData[];
  readonly personal: readonly PersonalData[];
  /** Whether the customer waits or talks: that cannot be pulled away from under the two. */
  readonly isVisiting: (transaction: Database, customerSubject: string) => Promise<boolean>;
}

/** So many rows in one transaction: locks stay short. */
const BATCH = 200;
const SWEEP_EVERY_MS = 24 * 60 * 60_000;

class RolledBack extends Error {}

export function createRemovalService(deps: RemovalServiceDeps): RemovalService {
  const { database, clock, aging, personal, isVisiting, logger } = deps;
  const db = database.withTables<AfterwardsTables>();
  let timer: NodeJS.Timeout | undefined;

  async function sweepOne({ kind, keptMs, sweep }: AgingData): Promise<number> {
    const at = clock();
    const before = new Date(at.getTime() - keptMs);
    let total = 0;
    for (;;) {
      const count = await db.transaction().execute(async (trx) => {
        const swept = await sweep(trx as unknown as Database, before, BATCH);
        if (swept > 0) await record(trx, { at, cause: 'age', what: kind, count: swept, before });
        return swept;
      });
      total += count;
      if (count < BATCH) return total;
    }
  }

  async function sweep(): Promise<number> {
    let total = 0;
    for (const data of aging) total += await sweepOne(data);
    if (total > 0) logger.info({ count: total }, 'what was old is no longer kept');
    return total;
  }

  /** Everything of the customer that may go, within a transaction; the one place that says what that is. */
  async function eraseWithin(trx: Kysely<AfterwardsTables>, subject: string): Promise<Erasure> {
    const removals: Removal[] = [];
    for (const data of personal) removals.push(...(await data.erase(trx as unknown as Database, subject, clock())));
    return erasureOf(removals);
  }

  const sweepQuietly = () =>
    void sweep().catch((error) => logger.error({ err: error }, 'what is old could not be deleted'));

  return {
    sweep,

    async collect({ subject }) {
      const parts = await Promise.all(personal.map((data) => data.collect(subject)));
      return Object.assign({}, ...parts) as Readonly<Record<string, unknown>>;
    },

    async preview({ subject }) {
      let erasure: Erasure = { deleted: [], kept: [] };
      await db
        .transaction()
        .execute(async (trx) => {
          erasure = await eraseWithin(trx, subject);
          throw new RolledBack();
        })
        .catch((error: unknown) => {
          if (!(error instanceof RolledBack)) throw error;
        });
      return erasure;
    },

    erase: ({ subject }) =>
      db.transaction().execute(async (trx): Promise<Result<Erasure, 'visit-open'>> => {
        await sql`select pg_advisory_xact_lock(hashtext(${`erasure:${subject}`}))`.execute(trx);
        if (await isVisiting(trx as unknown as Database, subject)) return refuse('visit-open');
        const erasure = await eraseWithin(trx, subject);
        for (const { kind, count } of erasure.deleted)
          await record(trx, { at: clock(), cause: 'wish', what: kind, count, before: null });
        return ok(erasure);
      }),

    start() {
      sweepQuietly();
      timer = setInterval(sweepQuietly, SWEEP_EVERY_MS);
    },
    stop: () => clearInterval(timer),
  };
}

/** One entry for each kind; of what there is none, nothing is said. */
function erasureOf(removals: readonly Removal[]): Erasure {
  const deleted = new Map<Removal['kind'], number>();
  const kept = new Map<Removal['kind'], Erasure['kept'][number]>();
  for (const { kind, count, kept: reason } of removals) {
    if (count === 0) continue;
    if (reason) kept.set(kind, { kind, count: (kept.get(kind)?.count ?? 0) + count, reason });
    else deleted.set(kind, (deleted.get(kind) ?? 0) + count);
  }
  return { deleted: [...deleted].map(([kind, count]) => ({ kind, count })), kept: [...kept.values()] };
}

function record(trx: Kysely<AfterwardsTables>, event: Omit<RemovalEventRow, 'seq'>): Promise<unknown> {
  return trx.insertInto('removal_event').values(event).execute();
}
