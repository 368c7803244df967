import { sql } from 'kysely';
import type { BankConnection, BankConnectionSnapshot } from './bank-connection.ts';
import type { Database } from './db.ts';

/** Whether this server can do its work, for whoever sends it visitors. It names no address and no person. */
export interface Readiness {
  /** `degraded`: visitors can be here, but the bank is not reached just now. `draining`: it is to end, send no more. */
  readonly status: 'ready' | 'degraded' | 'draining' | 'down';
  readonly database: 'reachable' | 'unreachable';
  readonly bank: {
    readonly status: 'reachable' | 'paused' | 'unreachable';
    readonly circuits: BankConnectionSnapshot['circuits'];
    readonly inFlight: number;
    readonly queued: number;
    /** Where several servers answer for the bank: how many are known, and how many of these are well. */
    readonly upstreams: { readonly known: number; readonly healthy: number };
  };
}

export interface ReadinessDeps {
  readonly database: Database;
  readonly bank: Pick<BankConnection, 'snapshot' | 'pauseMs'>;
}

/** One look at the database serves everyone who asks within this time. */
const FRESH_MS = 1000;
const DATABASE_TIMEOUT_MS = 2000;

/** The bank is not asked: what the calls of customers came to is known already. */
export function createReadiness({ database, bank }: ReadinessDeps): () => Promise<Readiness> {
  let looked: { readonly atMs: number; readonly reachable: Promise<boolean> } | undefined;

  function databaseReachable(): Promise<boolean> {
    if (!looked || Date.now() - looked.atMs > FRESH_MS) looked = { atMs: Date.now(), reachable: askDatabase(database) };
    return looked.reachable;
  }

  return async () => {
    const reachable = await databaseReachable();
    const { circuits, inFlight, queued, upstreams } = bank.snapshot();
    const healthy = upstreams.filter((upstream) => upstream.healthy).length;
    const lost = Object.values(circuits).includes('open') || (upstreams.length > 0 && healthy === 0);
    const status = lost ? 'unreachable' : bank.pauseMs(...Object.keys(circuits)) > 0 ? 'paused' : 'reachable';
    return {
      status: !reachable ? 'down' : status === 'unreachable' ? 'degraded' : 'ready',
      database: reachable ? 'reachable' : 'unreachable',
      bank: { status, circuits, inFlight, queued, upstreams: { known: upstreams.length, healthy } },
    };
  };
}

function askDatabase(database: Database): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), DATABASE_TIMEOUT_MS);
  });
  const answer = sql`select 1`.execute(database).then(
    () => true,
    () => false,
  );
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
