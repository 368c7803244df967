import { posix } from 'node:path';
import { z } from 'zod';

/**
 * What may go wrong with one answer of the bank. `before`: nothing was done for the request. `after`: it was done to the
 * end, committed, and only the answer suffers.
 */
export const Fault = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('delay'),
    delayMs: z.int().min(1).max(60_000),
    when: z.enum(['before', 'after']).default('before'),
  }),
  /** The connection is cut without a byte of an answer. */
  z.object({ kind: z.literal('drop'), when: z.enum(['before', 'after']).default('after') }),
  /** Another answer in place of the true one, without a body. */
  z.object({
    kind: z.literal('status'),
    status: z.int().min(400).max(599),
    when: z.enum(['before', 'after']).default('before'),
    retryAfterSeconds: z.int().min(0).max(3600).optional(),
  }),
  /** Every amount of a balance or transaction in the answer is off by so many minor units. The ledger stays right. */
  z.object({ kind: z.literal('wrong-totals'), offByMinor: z.int().min(-1_000_000).max(1_000_000) }),
]);
export type Fault = z.infer<typeof Fault>;

export const FaultRule = z.object({
  method: z.enum(['GET', 'POST', 'PUT', 'DELETE']).optional(),
  // Glob of the path below the bank's address: `*` within a segment, `**` across: `/open-banking/*/pisp/domestic-payments`.
  path: z.string().startsWith('/').max(200),
  fault: Fault,
  /** So many requests that fit are spared first. */
  skip: z.int().min(0).max(1_000_000).default(0),
  /** Strikes so many times at most; forever where absent. */
  times: z.int().min(1).max(1_000_000).optional(),
  /** Chance of each request that fits and is not spared. */
  probability: z.number().min(0).max(1).default(1),
});
export type FaultRule = z.output<typeof FaultRule>;

/** All that is to go wrong. The same seed and the same order of requests give the same faults. */
export const FaultPlan = z.object({
  seed: z.int().min(0).max(0xffff_ffff).default(1),
  rules: z.array(FaultRule).max(50),
});
export type FaultPlan = z.output<typeof FaultPlan>;

export interface FaultCount {
  /** Requests that fitted the rule, and how many of them it struck. */
  readonly matched: number;
  readonly struck: number;
}

export interface FaultDraw {
  /** The faults of one request, in the order of the rules. */
  draw(method: string, path: string): Fault[];
  /** One for each rule, in order. */
  counts(): readonly FaultCount[];
}

/** Pure but for its counters: randomness comes from the plan's seed alone. */
export function createFaultDraw({ seed, rules }: FaultPlan): FaultDraw {
  const random = seededRandom(seed);
  const counts = rules.map(() => ({ matched: 0, struck: 0 }));

  function strikes(rule: FaultRule, count: { matched: number; struck: number }, method: string, path: string): boolean {
    if ((rule.method && rule.method !== method) || !posix.matchesGlob(path, rule.path)) return false;
    count.matched += 1;
    if (count.matched <= rule.skip || count.struck >= (rule.times ?? Number.POSITIVE_INFINITY)) return false;
    if (random() >= rule.probability) return false;
    count.struck += 1;
    return true;
  }

  return {
    draw: (method, path) =>
      rules
        .filter((rule, index) => strikes(rule, counts[index] as (typeof counts)[number], method, path))
        .map(({ fault }) => fault),
    counts: () => counts.map((count) => ({ ...count })),
  };
}

/** mulberry32: small, and the same everywhere. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
