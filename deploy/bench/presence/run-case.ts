import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ask, end, type OrderedChild, startOrdered } from '../../ordered-child.ts';
import {
  type BenchCase,
  type FleetBegin,
  type FleetJoined,
  type FleetResult,
  METERS,
  type Meter,
  type ServerMemory,
  type ServerOpened,
  type ServerUsage,
} from './bench-case.ts';
import { Histogram } from './histogram.ts';
import { trueTime } from './true-time.ts';

export interface CaseOptions {
  readonly warmUpSeconds: number;
  readonly seconds: number;
  /** Processes that the people are divided among. */
  readonly fleets: number;
}

export interface CaseResult extends BenchCase {
  readonly seconds: number;
  /** For each viewer, of each other person, in a second; WebSocket frames whole. */
  readonly bytesPerAvatarSecond: number;
  readonly worstViewerBytesPerSecond: number;
  /** Of the servers' processes, for each person, in a second. */
  readonly cpuMsPerAvatarSecond: number;
  /** Part of one core that a server had. */
  readonly serverCore: number;
  readonly rssMib: number;
  readonly heapMib: number;
  /** How often a person near a viewer came. */
  readonly nearPosesPerSecond: number;
  readonly sentPerAvatarSecond: number;
  readonly refused: number;
  readonly unread: number;
  readonly lost: number;
  readonly meters: Readonly<Record<Meter, Histogram>>;
}

/** Of all, so many look at what they are sent; the others only count it, so that the machine is the server's. */
const WATCHERS = 10;
export const watchersOf = ({ count }: BenchCase): readonly number[] =>
  Array.from({ length: WATCHERS }, (_, index) => Math.floor((index * count) / WATCHERS));

/** Runs one case: a server in a process of its own, people in others. */
export async function runCase(bench: BenchCase, { warmUpSeconds, seconds, fleets }: CaseOptions): Promise<CaseResult> {
  const server = startServer();
  const processes = Array.from({ length: fleets }, startFleet);
  try {
    const { port } = await ask<ServerOpened>(server, { open: bench });
    const watchers = watchersOf(bench);
    let keys: Record<string, number> = {};
    for (const [index, fleet] of processes.entries()) {
      const of = (part: number) => Math.round((bench.count * part) / fleets);
      const range = { first: of(index), end: of(index + 1) };
      const order = { bench, branchUrl: `http://127.0.0.1:${port}`, ...range, watchers };
      keys = { ...keys, ...(await ask<FleetJoined>(fleet, { join: order })).keys };
    }
    const epochTrueMs = trueTime();
    for (const fleet of processes) fleet.send({ begin: { epochTrueMs } } satisfies FleetBegin);
    await delay(warmUpSeconds * 1000);
    const before = await ask<ServerUsage>(server, 'usage');
    const { roomZeroTrueMs } = before;
    const startedMs = performance.now();
    const order = { measure: { keys, roomZeroTrueMs, seconds } };
    const results = await Promise.all(processes.map((fleet) => ask<FleetResult>(fleet, order)));
    const elapsedSeconds = (performance.now() - startedMs) / 1000;
    const after = await ask<ServerUsage>(server, 'usage');
    const memory = await ask<ServerMemory>(server, 'memory');
    return summarise(bench, results, [{ before, after, memory }], elapsedSeconds, seconds);
  } finally {
    await Promise.all([server, ...processes].map(end));
  }
}

interface MeasuredServer {
  readonly before: ServerUsage;
  readonly after: ServerUsage;
  readonly memory: ServerMemory;
}

/** Of as many halls as servers, each with the people of the case. */
export function summarise(
  bench: BenchCase,
  results: readonly FleetResult[],
  servers: readonly MeasuredServer[],
  elapsedSeconds: number,
  seconds: number,
): CaseResult {
  const people = bench.count * servers.length;
  const sum = (read: (result: FleetResult) => number) => results.reduce((total, result) => total + read(result), 0);
  const bytes = results.flatMap(({ receivedBytes }) => receivedBytes);
  const meters = Object.fromEntries(METERS.map((meter) => [meter, new Histogram()])) as Record<Meter, Histogram>;
  for (const meter of METERS) for (const result of results) meters[meter].addAll(result.meters[meter]);
  const cpuMs = servers.reduce((total, { before, after }) => total + after.cpuMs - before.cpuMs, 0);
  const mean = (read: (memory: ServerMemory) => number) =>
    servers.reduce((total, { memory }) => total + read(memory), 0) / servers.length;
  return {
    ...bench,
    seconds,
    bytesPerAvatarSecond: bytes.reduce((total, one) => total + one, 0) / people / (bench.count - 1) / seconds,
    worstViewerBytesPerSecond: Math.max(...bytes) / seconds,
    cpuMsPerAvatarSecond: cpuMs / people / elapsedSeconds,
    serverCore: cpuMs / 1000 / elapsedSeconds / servers.length,
    rssMib: mean(({ rssMib }) => rssMib),
    heapMib: mean(({ heapMib }) => heapMib),
    nearPosesPerSecond:
      sum(({ nearPoses }) => nearPoses) /
      Math.max(
        1,
        sum(({ nearPairs }) => nearPairs),
      ) /
      seconds,
    sentPerAvatarSecond: sum(({ sent }) => sent) / people / seconds,
    refused: sum(({ refused }) => refused),
    unread: sum(({ unread }) => unread),
    lost: sum((result) => result.lost),
    meters,
  };
}

const start = (script: string, execArgv: readonly string[]) =>
  startOrdered(join(import.meta.dirname, script), execArgv);
/** What `BENCH_PROFILE` may name. What V8 writes goes to `artifacts/`: `perf` also needs `perf record -g -p` beside it. */
const PROFILERS: Readonly<Record<string, readonly string[]>> = {
  cpu: ['--cpu-prof', '--cpu-prof-dir=artifacts'],
  perf: ['--perf-basic-prof', '--no-logfile-per-isolate', '--logfile=artifacts/v8.log'],
};
export const startServer = (): OrderedChild =>
  start('server-process.ts', ['--expose-gc', ...(PROFILERS[process.env.BENCH_PROFILE ?? ''] ?? [])]);
// Without its own WebSocket of Node, the SDK takes `ws`, which costs the people less.
export const startFleet = (): OrderedChild => start('fleet-process.ts', ['--no-experimental-websocket']);
