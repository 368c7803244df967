import { availableParallelism, loadavg } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Figure, reportFigures } from '../bench/bench-report.ts';
import { createFaultHall } from './fault-hall.ts';
import { type LiveBranch, type LiveBranchView, startLiveBranch } from './live-branch-view.ts';
import { disagreements } from './soak-check.ts';
import { createTally, SoakPerson, type SoakTally } from './soak-person.ts';
import { type Sample, trendOf } from './trend.ts';

/** `npm run soak`: people who join, leave, drop, fall silent and return, and a server that must lose nobody, keep nobody and forget everything. */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '1200' },
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
  const people = places.map(
    (placed, index) =>
      new SoakPerson({
        branch,
        index,
        seed: seed * 1000 + index,
        placed,
        from: arrivals,
        watches: index < WATCHERS,
        tally,
      }),
  );
  const seen = await watch(branch, people, tally, seconds * 1000);
  await Promise.all(people.map((person) => person.stop()));
  const last = await branch.view();
  const left = await waitUntilEmpty(branch);
  await branch.stop();
  return reportFigures('bench-soak', figuresOf(count, tally, seen, left, last));
}

interface Seen {
  wrong: number;
  mostPeople: number;
  /** Kilobytes, by minutes. */
  readonly heap: Sample[];
  readonly rss: Sample[];
  readonly outsideHeap: Sample[];
}

/** Holds the server's lists against where everyone is, again and again. */
async function watch(
  branch: LiveBranch,
  people: readonly SoakPerson[],
  { unusedSeatsAtMs }: SoakTally,
  forMs: number,
): Promise<Seen> {
  const seen: Seen = { wrong: 0, mostPeople: 0, heap: [], rss: [], outsideHeap: [] };
  const startedMs = performance.now();
  const warmUpMs = Math.min(forMs * WARM_UP.part, WARM_UP.mostSeconds * 1000);
  while (performance.now() - startedMs < forMs) {
    await delay(CHECK_EVERY_MS);
    const before = people.map(({ whereabouts }) => whereabouts);
    const view = await branch.view();
    const nowMs = performance.now();
    // Who did something while the server was being asked may be either.
    const settled = people.map(({ whereabouts }, index) =>
      whereabouts === before[index] ? whereabouts : { ...whereabouts, is: 'moving' as const },
    );
    for (const text of disagreements(view, settled, unusedSeatsAtMs, nowMs)) {
      process.stdout.write(`at ${((nowMs - startedMs) / 1000).toFixed(0)} s: ${text}\n`);
      seen.wrong++;
    }
    seen.mostPeople = Math.max(seen.mostPeople, view.people.length);
    if (nowMs - startedMs < warmUpMs) continue;
    const minutes = (nowMs - startedMs) / 60_000;
    seen.heap.push([minutes, view.heapBytes / 1024]);
    seen.rss.push([minutes, view.rssBytes / 1024]);
    seen.outsideHeap.push([minutes, (view.rssBytes - view.heapPagesBytes) / 1024]);
  }
  return seen;
}

function figuresOf(count: number, tally: SoakTally, seen: Seen, left: number, last: LiveBranchView): Figure[] {
  const heap = trendOf(seen.heap);
  const none = { atMost: 0 };
  const figure = (what: string, value: number, unit: string, goal?: Figure['goal']): Figure => ({
    figure: what,
    value,
    unit,
    ...(goal && { goal }),
  });
  return [
    figure('people at once', seen.mostPeople, '', { atLeast: count * 0.6 }),
    figure('entries', tally.joined, '', { atLeast: count }),
    ...Object.entries(tally.endings).map(([ending, times]) => figure(`stays ended by ${ending}`, times, '')),
    figure('seats reserved and never taken', tally.idleSeats, ''),
    figure('ghosts, missing people, stuck seats', seen.wrong, '', none),
    figure('bodies, clients, links, sockets and seats left when all are gone', left, '', none),
    figure('links lost', tally.lost, '', none),
    figure('turned away', tally.turnedAway, '', none),
    figure('batches unread', tally.unread, '', none),
    figure('poses refused', tally.refused, ''),
    figure('heap at the end', last.heapBytes / 2 ** 20, 'MiB'),
    figure('heap slope', heap.slope, 'kB/min'),
    figure('heap slope, confidence (95 %)', heap.confidence, '± kB/min'),
    figure('heap slope that is certain', heap.slope - heap.confidence, 'kB/min', { atMost: MOST_KB_PER_MINUTE }),
    figure('resident memory at the end', last.rssBytes / 2 ** 20, 'MiB'),
    figure('resident memory slope', trendOf(seen.rss).slope, 'kB/min'),
    figure('of it outside the heap', trendOf(seen.outsideHeap).slope, 'kB/min'),
    figure('outside the heap at the end', (last.rssBytes - last.heapPagesBytes) / 2 ** 20, 'MiB'),
  ];
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
