import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { type Figure, reportFigures } from '../bench-report.ts';
import type { BenchCase } from './bench-case.ts';
import { drawCosts } from './cost-plot.ts';
import { figuresOf, growthOf, PEERS, sentBytes, serverCpu, twoProcessesFigures } from './presence-figures.ts';
import { type CaseResult, runCase } from './run-case.ts';
import { runTwoProcesses } from './run-two-processes.ts';

/** `npm run bench:presence`: our protocol and the naive baseline, with the same people, in one run. What each figure is: docs/bench-presence.md. */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    counts: { type: 'string', default: '20,50,100,200' },
    seconds: { type: 'string', default: '10' },
    /** People in each of two processes; 0 leaves them out. */
    twice: { type: 'string', default: '50' },
    /** Where the plot of costs goes. */
    plot: { type: 'string', default: 'artifacts/bench-presence.svg' },
  },
});

const FLEETS = 2;
/** A server that runs for days is compiled. After 25 s V8's compilers still took 0.04 ms of an avatar's second, after a minute 0.00 to 0.02. */
const WARM_UP_SECONDS = 60;
const KINDS = [
  { protocol: 'atrium', scenario: 'near' },
  { protocol: 'atrium', scenario: 'spread' },
  // The baseline does not look where people are.
  { protocol: 'naive', scenario: 'near' },
] as const;
/** Nearer to linear than to quadratic. */
const GROWTH = 1.5;

async function main(): Promise<boolean> {
  const seed = Number(values.seed);
  const load = () => `load ${loadavg()[0]?.toFixed(1)}`;
  process.stdout.write(`${availableParallelism()} cores, ${load()}, node ${process.version}, seed ${seed}\n`);
  const cases: BenchCase[] = values.counts
    .split(',')
    .flatMap((count) => KINDS.map((kind) => ({ ...kind, count: Number(count), seed })));
  const results: CaseResult[] = [];
  for (const bench of cases) {
    const result = await runCase(bench, {
      warmUpSeconds: WARM_UP_SECONDS,
      seconds: Number(values.seconds),
      fleets: FLEETS,
    });
    results.push(result);
    const { protocol, scenario, count, bytesPerAvatarSecond: bytes, cpuMsPerAvatarSecond: cpu, unread, lost } = result;
    process.stdout.write(
      `${protocol} ${scenario} ${count}: ${bytes.toFixed(0)} B/s, ${cpu.toFixed(2)} ms/s, ${result.refused} refused, ${unread} unread, ${lost} lost (${load()})\n`,
    );
  }
  for (const [peer, bytes, cpu] of PEERS) process.stdout.write(`for orientation: ${peer}: ${bytes} B/s, ${cpu} ms/s\n`);
  plot(results);
  const figures = [...results.flatMap((result) => figuresOf(result)), ...growth(results), ...(await twice(results))];
  return reportFigures('bench-presence', figures);
}

/** Two processes with as many people each as one has had. */
async function twice(results: readonly CaseResult[]): Promise<Figure[]> {
  const count = Number(values.twice);
  if (count === 0) return [];
  const bench = { protocol: 'atrium', scenario: 'near', count, seed: Number(values.seed) } as const;
  const two = await runTwoProcesses(bench, { warmUpSeconds: WARM_UP_SECONDS, seconds: Number(values.seconds) });
  if (!two) throw new Error('No Redis to be had (Debian: apt-get install redis-server).');
  const { bytesPerAvatarSecond: bytes, cpuMsPerAvatarSecond: cpu } = two;
  process.stdout.write(
    `two processes, near 2 × ${count}: ${bytes.toFixed(0)} B/s, ${cpu.toFixed(2)} ms/s, ${two.lost} lost (load ${loadavg()[0]?.toFixed(1)})\n`,
  );
  const one = results.find(
    (result) => result.protocol === 'atrium' && result.scenario === 'near' && result.count === count,
  );
  return twoProcessesFigures(two, one);
}

function growth(results: readonly CaseResult[]): Figure[] {
  return KINDS.flatMap(({ protocol, scenario }) => {
    const own = results.filter((result) => result.protocol === protocol && result.scenario === scenario);
    const goal = protocol === 'atrium' ? { goal: { atMost: GROWTH } } : {};
    // One crowd alone does not grow.
    if (own.length < 2) return [];
    const name = `${protocol} ${scenario}: growth of`;
    return [
      { figure: `${name} server CPU`, value: growthOf(own, serverCpu), unit: 'power', ...goal },
      { figure: `${name} bytes sent`, value: growthOf(own, sentBytes), unit: 'power', ...goal },
    ];
  });
}

function plot(results: readonly CaseResult[]): void {
  mkdirSync(dirname(values.plot), { recursive: true });
  const panels = [
    { title: 'Server CPU', unit: 'ms a second', cost: serverCpu },
    { title: 'Bytes to all viewers', unit: 'a second', cost: sentBytes },
  ];
  writeFileSync(values.plot, drawCosts(results, panels));
}

process.exitCode = (await main()) ? 0 : 1;
