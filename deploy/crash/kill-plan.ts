import type { KillOrder } from '../../server/lib/kill-points.ts';
import type { Random } from './seeded-random.ts';
import type { ServerName } from './server-process.ts';

export interface PointCount {
  readonly server: ServerName;
  readonly point: string;
  /** While somebody was to die, and in all. */
  readonly passesUnderFire: number;
  readonly passes: number;
  readonly kills: number;
}
type Counted = { -readonly [K in keyof PointCount]: PointCount[K] };

/** Which points there are, and how often somebody died at each; of all houses together. */
export interface KillPlan {
  /** Met before the first payment: signing in is no part of one, and nobody dies of what is met there alone. */
  passedBefore(server: ServerName, point: string): void;
  passed(server: ServerName, point: string, underFire: boolean): void;
  killed(server: ServerName, point: string): void;
  /** Chooses where the servers of one house die in its next round. */
  aim(random: Random): KillAims;
  /** Of the points that were passed under fire. */
  counts(): readonly PointCount[];
}

/** One house's round. */
export interface KillAims {
  /** Where a server is to die from now on; told again after each death. */
  order(server: ServerName): KillOrder;
  /** Somebody died here: enough for this round. */
  reached(server: ServerName, point: string): void;
}

export interface KillPlanOptions {
  readonly rounds: number;
  /** Aims at these points alone, and lets all others pass, also those never met before. */
  readonly only: RegExp | null;
}

/** Nobody dies. */
export const SPARE_ALL: KillOrder = { type: 'kill-order', aims: {}, known: null };

/** Within this part of the rounds somebody has died at every point that is known by then. */
const SWEEP = 0.6;
const AIMS_A_ROUND = 2;
/** What was passed less often may not come again soon (a timer's work): it is aimed at in every round. */
const RARE_PASSES = 8;
/** Passes of an aim that may be let through, so that now the first payment dies there and now a later one. */
const MAX_SPARED = 4;

/** The runner's own questions to the bank: no part of any payment. */
const OPERATOR_CALLS = [
  'PUT /operator/faults',
  'GET /operator/faults',
  'GET /operator/entries',
  'GET /operator/trial-balance',
];
const OPERATOR_POINTS = OPERATOR_CALLS.flatMap((call) => [`before answer ${call}`, `after answer ${call}`]);

/** A point that is met for the first time kills at once, so that none stays without a death. */
export function createKillPlan({ rounds, only }: KillPlanOptions): KillPlan {
  const points = new Map<string, Counted>();
  const before = new Set<string>();
  let round = 0;
  const keyOf = (server: ServerName, point: string) => `${server}: ${point}`;
  const sorted = () => [...points.keys()].sort();
  function countOf(server: ServerName, point: string): Counted {
    const known = points.get(keyOf(server, point)) ?? { server, point, passesUnderFire: 0, passes: 0, kills: 0 };
    points.set(keyOf(server, point), known);
    return known;
  }

  function choose(random: Random): Map<string, number> {
    const all = sorted().filter((key) => only?.test(key) ?? true);
    const left = all.filter((key) => points.get(key)?.kills === 0);
    if (left.length === 0)
      return new Map(random.sample(all, AIMS_A_ROUND).map((key) => [key, only ? 0 : random.below(MAX_SPARED)]));
    const share = Math.ceil(left.length / Math.max(1, Math.ceil(rounds * SWEEP) - round));
    const rare = left.filter((key) => (points.get(key)?.passes ?? 0) < RARE_PASSES);
    return new Map([...rare, ...random.sample(left, Math.max(share, AIMS_A_ROUND))].map((key) => [key, 0]));
  }

  return {
    passedBefore: (server, point) => void before.add(keyOf(server, point)),
    passed(server, point, underFire) {
      const key = keyOf(server, point);
      if (OPERATOR_POINTS.includes(point) || (round > 0 && before.has(key) && !points.has(key))) return;
      const count = countOf(server, point);
      count.passes += 1;
      if (underFire) count.passesUnderFire += 1;
    },
    killed(server, point) {
      countOf(server, point).kills += 1;
    },
    aim(random) {
      const aims = choose(random);
      round += 1;
      return {
        order(server) {
          const mine = [...points.entries()].filter(([, count]) => count.server === server);
          const aimed = mine.filter(([key]) => aims.has(key)).map(([key, { point }]) => [point, aims.get(key) ?? 0]);
          const prefix = keyOf(server, '');
          const elsewhere = [...before].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
          const known = [...OPERATOR_POINTS, ...elsewhere, ...mine.map(([, { point }]) => point)];
          return { type: 'kill-order', aims: Object.fromEntries(aimed), known: only ? null : known };
        },
        reached: (server, point) => void aims.delete(keyOf(server, point)),
      };
    },
    counts: () =>
      sorted()
        .flatMap((key) => points.get(key) ?? [])
        .filter(({ passesUnderFire }) => passesUnderFire > 0),
  };
}
