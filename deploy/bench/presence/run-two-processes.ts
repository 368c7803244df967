import { setTimeout as delay } from 'node:timers/promises';
import { ask, end } from '../../ordered-child.ts';
import { startTestRedis } from '../../redis.ts';
import type {
  BenchCase,
  FleetBegin,
  FleetJoin,
  FleetJoined,
  FleetMeasure,
  FleetResult,
  ServerMemory,
  ServerOpen,
  ServerOpened,
  ServerUsage,
} from './bench-case.ts';
import { type CaseOptions, type CaseResult, startFleet, startServer, summarise, watchersOf } from './run-case.ts';
import { trueTime } from './true-time.ts';

export interface TwoProcessesResult extends CaseResult {
  /** What both servers together asked of Redis while they were measured. */
  readonly redisCommandsPerSecond: number;
}

/**
 * The people of a case twice: two servers over one Redis, and a process of people for each. Everyone asks the first server
 * for a seat; its hall is full with the first crowd, and the second comes into a hall of the other. Null without Redis.
 */
export async function runTwoProcesses(
  bench: BenchCase,
  { warmUpSeconds, seconds }: Omit<CaseOptions, 'fleets'>,
): Promise<TwoProcessesResult | null> {
  const redis = await startTestRedis();
  if (!redis) return null;
  const servers = [startServer(), startServer()];
  const fleets = [startFleet(), startFleet()];
  const [first, second] = servers;
  if (!first || !second) return null;
  try {
    const open = (origin?: string): ServerOpen => ({
      open: bench,
      among: { redisUrl: redis.url, ...(origin && { origin }) },
    });
    const branchUrl = `http://127.0.0.1:${(await ask<ServerOpened>(first, open())).port}`;
    await ask<ServerOpened>(second, open(branchUrl));
    const joined: FleetJoined[] = [];
    for (const fleet of fleets) {
      const order: FleetJoin['join'] = { bench, branchUrl, first: 0, end: bench.count, watchers: watchersOf(bench) };
      joined.push(await ask<FleetJoined>(fleet, { join: order }));
    }
    const epochTrueMs = trueTime();
    for (const fleet of fleets) fleet.send({ begin: { epochTrueMs } } satisfies FleetBegin);
    await delay(warmUpSeconds * 1000);
    const usage = () => Promise.all(servers.map((server) => ask<ServerUsage>(server, 'usage')));
    const commandsBefore = await redis.countCommands();
    // In the order of their rooms' beginnings, which is that of the crowds.
    const before = await usage();
    const zeros = before.map(({ roomZeroTrueMs }) => roomZeroTrueMs).toSorted((a, b) => a - b);
    if (zeros.includes(0)) throw new Error('both crowds are in one process');
    const startedMs = performance.now();
    const results = await Promise.all(
      fleets.map((fleet, index) => {
        const order: FleetMeasure['measure'] = {
          keys: joined[index]?.keys ?? {},
          roomZeroTrueMs: zeros[index] ?? 0,
          seconds,
        };
        return ask<FleetResult>(fleet, { measure: order });
      }),
    );
    const elapsedSeconds = (performance.now() - startedMs) / 1000;
    const after = await usage();
    const commands = (await redis.countCommands()) - commandsBefore;
    const memories = await Promise.all(servers.map((server) => ask<ServerMemory>(server, 'memory')));
    const measured = memories.map((memory, index) => ({
      before: before[index] as ServerUsage,
      after: after[index] as ServerUsage,
      memory,
    }));
    return {
      ...summarise(bench, results, measured, elapsedSeconds, seconds),
      redisCommandsPerSecond: commands / elapsedSeconds,
    };
  } finally {
    await Promise.all([...servers, ...fleets].map(end));
    await redis.stop();
  }
}
