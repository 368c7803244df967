import { availableParallelism, loadavg } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Figure, reportFigures } from '../bench/bench-report.ts';
import { createFaultHall } from './fault-hall.ts';
import { type LiveBranch, startLiveBranch } from './live-branch-view.ts';
import { disagreements } from './soak-check.ts';
import { createTally, startSoakPerson } from './soak-person.ts';
import { type Sample, trendOf } from './trend.ts';

/** `npm run soak`: people who join, leave, drop, fall silent and return, and a server that must lose nobody, keep nobody and forget everything. */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: process.env.SOAK_SECONDS ?? '1200' },
    count: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
  },
});

const CHECK_EVERY_MS = 5_000;
/** Of them all, so many read what they are sent. */
const WATCHERS = 4;
/** The compiler's and the caches' share: this part of the run is not sampled, of a long one no more than so much. */
const WARM_UP = { part: 1 / 3, mostSeconds: 240 };
/**
 * The slope that is certain (less its confidence) must be less. A body that was forgotten, with its chains, is about 20 kB, and
 * some 200 people come and go in a minute: a leak of every body would be 4,000.
 */
const MOST_KB_PER_MINUTE = 60;
/** Everyone is out of every list of the server so soon after the last has gone: seats run out last, after 15 s. */
const EMPTY_WITHIN_MS = 30_000;

async function main(): Promise<boolean> {
  const [seconds, count, seed] = [Number(values.seconds), Number(values.count), Number(values.seed)];
  process.stdout.write(
    `soak: ${count} people, ${seconds} s, seed ${seed}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}, node ${process.version}\n`,
  );
  const { people: places, arrivals } = createFaultHall(count, seed);
  const branch = await startLiveBranch(count, seed);
  const tally = createTally();
  const people = places.map((placed, index) =>
    startSoakPerson({
      branch,
      index,
      seed: seed * 1000 + index,
      placed,
      from: arrivals,
      watches: index < WATCHERS,
      tally,
    }),
  );
  const startedMs = performance.now();
  const warmUpMs = 1000 * Math.min(seconds * WARM_UP.part, WARM_UP.mostSeconds);
  const heap: Sample[] = [];
  const rss: Sample[] = [];
  let wrong = 0;
  let mostPeople = 0;
  while (performance.now() - startedMs < seconds * 1000) {
    await delay(CHECK_EVERY_MS);
    const before = people.map((person) => person.whereabouts());
    const view = await branch.view();
    const nowMs = performance.now();
    // Who did something while the server was being asked may be either.
    const settled = people.map((person, index) => {
      const now = person.whereabouts();
      return now === before[index] ? now : { ...now, is: 'moving' as const };
    });
    const found = disagreements(view, settled, tally.unusedSeatsAtMs, nowMs);
    for (const text of found) process.stdout.write(`at ${((nowMs - startedMs) / 1000).toFixed(0)} s: ${text}\n`);
    wrong += found.length;
    mostPeople = Math.max(mostPeople, view.people.length);
    const minutes = (nowMs - startedMs) / 60_000;
    if (nowMs - startedMs < warmUpMs) continue;
    heap.push([minutes, view.heapBytes / 1024]);
    rss.push([minutes, view.rssBytes / 1024]);
  }
  await Promise.all(people.map((person) => person.stop()));
  process.stdout.write(`${JSON.stringify({ ...tally, unusedSeatsAtMs: undefined })}\n`);
  const heapTrend = trendOf(heap);
  const rssTrend = trendOf(rss);
  const last = await branch.view();
  const left = await waitUntilEmpty(branch);
  await branch.stop();
  const none = { atMost: 0 };
  const figure = (what: string, value: number, unit: string, goal?: Figure['goal']): Figure => ({
    figure: what,
    value,
    unit,
    ...(goal && { goal }),
  });
  return reportFigures('bench-soak', [
    figure('people at once', mostPeople, '', { atLeast: count * 0.6 }),
    figure('entries', tally.joined, '', { atLeast: count }),
    ...Object.entries(tally.endings).map(([ending, times]) => figure(`stays ended by ${ending}`, times, '')),
    figure('seats reserved and never taken', tally.idleSeats, ''),
    figure('ghosts, missing people, stuck seats', wrong, '', none),
    figure('bodies, clients, links, sockets and seats left when all are gone', left, '', none),
    figure('links lost', tally.lost, '', none),
    figure('turned away', tally.turnedAway, '', none),
    figure('batches unread', tally.unread, '', none),
    figure('poses refused', tally.refused, ''),
    figure('heap at the end', last.heapBytes / 2 ** 20, 'MiB'),
    figure('heap slope', heapTrend.slope, 'kB/min'),
    figure('heap slope, confidence (95 %)', heapTrend.confidence, '± kB/min'),
    figure('heap slope that is certain', heapTrend.slope - heapTrend.confidence, 'kB/min', {
      atMost: MOST_KB_PER_MINUTE,
    }),
    figure('resident memory at the end', last.rssBytes / 2 ** 20, 'MiB'),
    figure('resident memory slope', rssTrend.slope, 'kB/min'),
  ]);
}

/** Answers how much of anybody is left in the server after the time that it may take to forget them. */
async function waitUntilEmpty(branch: LiveBranch): Promise<number> {
  const untilMs = performance.now() + EMPTY_WITHIN_MS;
  for (;;) {
    const { people, clients, reserved, listed, links, sockets } = await branch.view();
    const left = people.length + clients + reserved + listed + links + sockets;
    if (left === 0 || performance.now() > untilMs) return left;
    await delay(500);
  }
}

process.exit((await main()) ? 0 : 1);
