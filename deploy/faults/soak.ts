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
/** How much of the run the first wave has, in which code is compiled and caches are filled; of a long one no more than so much. */
const FIRST_WAVE = { part: 1 / 3, mostSeconds: 240 };
/** People come in within so long after a wave has begun: its heap is not sampled before. */
const FILLED_AFTER_MS = 15_000;
/**
 * Objects that an entry may leave behind when all are gone, on average: less than one each. Someone who is in is some seventy, with
 * their chains and their link.
 */
const MOST_OBJECTS_KEPT = 0.75;
/**
 * The slope that is certain (less its confidence) must be less. A body that was forgotten, with its chains, is about 20 kB, and
 * some 200 people come and go in a minute: a leak of every body would be 4,000.
 */
const MOST_KB_PER_MINUTE = 60;
/** The slope of fewer samples is the compiler's: some 800 kB a minute in a run of 45 s. Objects are counted however short the run. */
const SAMPLES_FOR_A_SLOPE = 60;
/** Everyone is out of every list of the server so soon after the last has gone: seats run out last, after 15 s. */
const EMPTY_WITHIN_MS = 30_000;

async function main(): Promise<boolean> {
  const [seconds, count, seed] = [Number(values.seconds), Number(values.count), Number(values.seed)];
  process.stdout.write(
    `soak: ${count} people, ${seconds} s, seed ${seed}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}, node ${process.version}\n`,
  );
  const branch = await startLiveBranch(count, seed);
  const tally = createTally();
  const firstMs = Math.min(seconds * FIRST_WAVE.part, FIRST_WAVE.mostSeconds) * 1000;
  const first = await playWave({ branch, count, seed, tally, forMs: firstMs });
  const before = { objects: await branch.objects(), entries: tally.joined };
  const second = await playWave({ branch, count, seed: seed + 1, tally, forMs: seconds * 1000 - firstMs });
  const kept = ((await branch.objects()) - before.objects) / (tally.joined - before.entries);
  await branch.stop();
  return reportFigures('bench-soak', figuresOf(count, tally, first, second, kept));
}

interface WaveOptions {
  readonly branch: LiveBranch;
  readonly count: number;
  readonly seed: number;
  readonly tally: SoakTally;
  readonly forMs: number;
}

interface Wave {
  wrong: number;
  mostPeople: number;
  /** Kilobytes, by minutes. */
  readonly heap: Sample[];
  readonly rss: Sample[];
  readonly outsideHeap: Sample[];
  /** As it was before all left. */
  last: LiveBranchView;
  /** How much of anybody was left in the server after all had. */
  left: number;
}

/** Everyone comes, goes and comes again for a time, while the server's lists are held against where they are; then all leave for good. */
async function playWave({ branch, count, seed, tally, forMs }: WaveOptions): Promise<Wave> {
  const { people: places, arrivals } = createFaultHall(count, seed);
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
  const wave: Wave = {
    wrong: 0,
    mostPeople: 0,
    heap: [],
    rss: [],
    outsideHeap: [],
    last: await branch.view(),
    left: 0,
  };
  const startedMs = performance.now();
  while (performance.now() - startedMs < forMs) {
    await delay(CHECK_EVERY_MS);
    await check(wave, branch, people, tally, startedMs);
  }
  await Promise.all(people.map((person) => person.stop()));
  wave.left = await waitUntilEmpty(branch);
  return wave;
}

/** Holds the server's lists against where everyone is. */
async function check(
  wave: Wave,
  branch: LiveBranch,
  people: readonly SoakPerson[],
  { unusedSeatsAtMs }: SoakTally,
  startedMs: number,
): Promise<void> {
  const before = people.map(({ whereabouts }) => whereabouts);
  const view = await branch.view();
  const nowMs = performance.now();
  // Who did something while the server was being asked may be either.
  const settled = people.map(({ whereabouts }, index) =>
    whereabouts === before[index] ? whereabouts : { ...whereabouts, is: 'moving' as const },
  );
  for (const text of disagreements(view, settled, unusedSeatsAtMs, nowMs)) {
    process.stdout.write(`at ${((nowMs - startedMs) / 1000).toFixed(0)} s: ${text}\n`);
    wave.wrong++;
  }
  wave.last = view;
  wave.mostPeople = Math.max(wave.mostPeople, view.people.length);
  if (nowMs - startedMs < FILLED_AFTER_MS) return;
  const minutes = (nowMs - startedMs) / 60_000;
  wave.heap.push([minutes, view.heapBytes / 1024]);
  wave.rss.push([minutes, view.rssBytes / 1024]);
  wave.outsideHeap.push([minutes, (view.rssBytes - view.heapPagesBytes) / 1024]);
}

function figuresOf(count: number, tally: SoakTally, first: Wave, second: Wave, kept: number): Figure[] {
  const heap = trendOf(second.heap);
  const slopeGoal = second.heap.length < SAMPLES_FOR_A_SLOPE ? undefined : { atMost: MOST_KB_PER_MINUTE };
  const { last } = second;
  const none = { atMost: 0 };
  const figure = (what: string, value: number, unit: string, goal?: Figure['goal']): Figure => ({
    figure: what,
    value,
    unit,
    ...(goal && { goal }),
  });
  return [
    figure('people at once', Math.max(first.mostPeople, second.mostPeople), '', { atLeast: count * 0.6 }),
    figure('entries', tally.joined, '', { atLeast: count }),
    ...Object.entries(tally.endings).map(([ending, times]) => figure(`stays ended by ${ending}`, times, '')),
    figure('seats reserved and never taken', tally.idleSeats, ''),
    figure('ghosts, missing people, stuck seats', first.wrong + second.wrong, '', none),
    figure('bodies, clients, links, sockets and seats left when all are gone', first.left + second.left, '', none),
    figure('objects kept for each entry of the second wave', kept, '', { atMost: MOST_OBJECTS_KEPT }),
    figure('links lost', tally.lost, '', none),
    figure('turned away', tally.turnedAway, '', none),
    figure('batches unread', tally.unread, '', none),
    figure('poses refused', tally.refused, ''),
    figure('heap at the end', last.heapBytes / 2 ** 20, 'MiB'),
    figure('heap slope', heap.slope, 'kB/min'),
    figure('heap slope, confidence (95 %)', heap.confidence, '± kB/min'),
    figure('heap slope that is certain', heap.slope - heap.confidence, 'kB/min', slopeGoal),
    figure('resident memory at the end', last.rssBytes / 2 ** 20, 'MiB'),
    figure('resident memory slope', trendOf(second.rss).slope, 'kB/min'),
    figure('of it outside the heap', trendOf(second.outsideHeap).slope, 'kB/min'),
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
