import type { Skills } from '../../shared/branch-service.ts';
import type { Topic, WaitEstimate } from '../../shared/queue.ts';
import { canServe, type Wanted } from './queue-rules.ts';

/** One who waits; a list of them is in the order they are called. */
export interface Waiting extends Wanted {
  readonly id: string;
  /** The one consultant it is kept for, if any. */
  readonly forConsultant: string | null;
}

export interface Server {
  readonly subject: string;
  readonly skills: Skills;
  /** What it serves now, and since when; null: it is free. */
  readonly serving: { readonly topic: Topic; readonly forSeconds: number } | null;
  readonly isPaused: boolean;
}

/** What has been seen of this branch. Times in seconds. */
export interface History {
  /** From a call until the desk is free again, newest first, of each topic. */
  readonly handling: Readonly<Record<Topic, readonly number[]>>;
  /** Of those called, how many did not come, and how long a desk waited for each. */
  readonly noShows: { readonly share: number; readonly seconds: readonly number[] };
  /** Of those who wait, how many give up in a second of waiting: they are counted over all seconds waited. */
  readonly leavingPerSecond: number;
  /** How long desks stay paused, and after how many of the calls they begin to. */
  readonly pauses: { readonly share: number; readonly seconds: readonly number[] };
}

export type Random = () => number;

/** Sum and minimum of many runs would be biased by one; so many are enough for a tenth and nine tenths to stand still. */
const RUNS = 200;
const LOW = 0.1;
const HIGH = 0.9;

/** mulberry32: small, seeded, good enough to draw waits by; nothing secret comes of it. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function draw(from: readonly number[], random: Random, otherwise: number): number {
  return from[Math.floor(random() * from.length)] ?? otherwise;
}

/** How much longer something lasts that has lasted for `seconds`: drawn from those that lasted longer still. */
function drawRest(from: readonly number[], seconds: number, random: Random, otherwise: number): number {
  const longer = from.filter((length) => length > seconds);
  return longer.length > 0 ? draw(longer, random, otherwise) - seconds : otherwise * random();
}

/**
 * The seconds until each is called, in many runs of what may come: desks become free as they did before, call in order those whom
 * they serve, some do not come, some have left. Sorted; without an entry where nobody on duty serves it. Each is asked about as one
 * who stays.
 */
export function simulateWaits(
  waiting: readonly Waiting[],
  servers: readonly Server[],
  history: History,
  random: Random,
  runs = RUNS,
): Map<string, number[]> {
  const waits = new Map<string, number[]>();
  for (let run = 0; run < runs; run++)
    for (const [id, seconds] of simulateOnce(waiting, servers, history, random)) {
      const known = waits.get(id);
      if (known) known.push(seconds);
      else waits.set(id, [seconds]);
    }
  for (const known of waits.values()) known.sort((a, b) => a - b);
  return waits;
}

const OTHERWISE_SECONDS = 300;

function simulateOnce(
  waiting: readonly Waiting[],
  servers: readonly Server[],
  history: History,
  random: Random,
): Map<string, number> {
  const free = servers.map((server) => ({ server, at: freeIn(server, history, random), isDone: false }));
  const left = waiting.map((person) => ({ person, leavesAt: -Math.log(1 - random()) / history.leavingPerSecond }));
  const called = new Map<string, number>();
  for (;;) {
    const desk = free.reduce<(typeof free)[number] | null>(
      (first, each) => (each.isDone || (first && first.at <= each.at) ? first : each),
      null,
    );
    if (!desk) return called;
    const index = left.findIndex(({ person }) => isFor(person, desk.server));
    const next = left[index];
    if (!next) {
      desk.isDone = true;
      continue;
    }
    left.splice(index, 1);
    called.set(next.person.id, desk.at);
    if (next.leavesAt < desk.at) continue;
    desk.at +=
      random() < history.noShows.share
        ? draw(history.noShows.seconds, random, OTHERWISE_SECONDS)
        : draw(history.handling[next.person.topic], random, OTHERWISE_SECONDS);
    if (random() < history.pauses.share) desk.at += draw(history.pauses.seconds, random, OTHERWISE_SECONDS);
  }
}

function isFor(person: Waiting, { subject, skills }: Server): boolean {
  return (person.forConsultant === null || person.forConsultant === subject) && canServe(skills, person);
}

function freeIn({ serving, isPaused }: Server, history: History, random: Random): number {
  const busy = serving ? drawRest(history.handling[serving.topic], serving.forSeconds, random, OTHERWISE_SECONDS) : 0;
  return busy + (isPaused ? draw(history.pauses.seconds, random, OTHERWISE_SECONDS) : 0);
}

/** Seconds of waiting, lowest and highest of the middle 80 %, and its middle. */
export interface Interval {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/** What was said and what came of it. */
export interface Outcome extends Interval {
  readonly waited: number;
  /** The wait ended within what was told, corrected as it was then. */
  readonly wasWithin: boolean;
}

export function intervalOf(sortedWaits: readonly number[]): Interval {
  const at = (share: number) =>
    sortedWaits[Math.min(sortedWaits.length - 1, Math.floor(share * sortedWaits.length))] ?? 0;
  return { low: at(LOW), likely: at(0.5), high: at(HIGH) };
}

/** Widths below it count as it: half a minute is nothing to be wrong by. */
const LEAST_WIDTH = 30;
/** Fewer outcomes than this say nothing. */
const FEWEST_OUTCOMES = 20;

const widthOf = ({ low, high }: Interval) => Math.max(high - low, LEAST_WIDTH);

/** By how much each end of an interval is moved outwards (below 0: inwards), in widths of the interval. */
export interface Correction {
  readonly below: number;
  readonly above: number;
}
const NO_CORRECTION: Correction = { below: 0, above: 0 };

const MISSES = 1 - (HIGH - LOW);
/** How fast a run of misses widens: some ten in a row reach the widest. */
const LEARNING_RATE = 0.02;
const LEAST_MISSES = 0.02;
const MOST_MISSES = 0.4;

/**
 * The share of misses to aim at now, so that over time it comes out at 20 %, also on a day that is not like those before: adaptive
 * conformal inference (Gibbs and Candès, NeurIPS 2021, eq. 2).
 */
function missesToAimAt(newestFirst: readonly Outcome[]): number {
  return newestFirst.reduceRight((misses, { wasWithin }) => {
    const next = misses + LEARNING_RATE * (MISSES - (wasWithin ? 0 : 1));
    return Math.min(Math.max(next, LEAST_MISSES), MOST_MISSES);
  }, MISSES);
}

/**
 * What would have held all but half the misses at each end: conformalized quantile regression with its two tails apart (Romano,
 * Patterson and Candès, NeurIPS 2019, theorem 2), with scores in widths. Outcomes come newest first.
 */
export function correctionOf(outcomes: readonly Outcome[]): Correction {
  if (outcomes.length < FEWEST_OUTCOMES) return NO_CORRECTION;
  const share = 1 - missesToAimAt(outcomes) / 2;
  const rank = Math.min(Math.ceil(share * (outcomes.length + 1)), outcomes.length);
  const scoreAt = (scoreOf: (outcome: Outcome) => number) =>
    outcomes.map((outcome) => scoreOf(outcome) / widthOf(outcome)).sort((a, b) => a - b)[rank - 1] ?? 0;
  return {
    below: scoreAt(({ low, waited }) => low - waited),
    above: scoreAt(({ high, waited }) => waited - high),
  };
}

/** An interval with its {@link correctionOf}, as a person is told it. */
export function estimateOf(interval: Interval, { below, above }: Correction): WaitEstimate {
  const width = widthOf(interval);
  const low = Math.max(0, interval.low - below * width);
  const high = Math.max(interval.high + above * width, low);
  const likely = Math.min(Math.max(interval.likely, low), high);
  return { lowSeconds: Math.floor(low), likelySeconds: Math.round(likely), highSeconds: Math.ceil(high) };
}

/** Served so often, what was seen says more than the plan. */
const ENOUGH_SERVED = 30;
/** A lognormal's tenths with a coefficient of variation of about 0.6, around a mean of 1: how talks at desks are spread. */
const SPREAD = [0.4, 0.53, 0.64, 0.75, 0.86, 1, 1.16, 1.38, 1.73, 2.3];

/** What was seen, filled up from the plan's minutes where too little was. */
export function handlingOf(seen: readonly number[], planMinutes: number): readonly number[] {
  if (seen.length >= ENOUGH_SERVED) return seen;
  return [...seen, ...SPREAD.map((share) => share * planMinutes * 60)];
}

/** Before anything is seen: one gives up in ten hours of waiting. */
const PRIOR = { left: 1, waitedSeconds: 36_000 };

/** How many give up in a second of waiting: the mean of a gamma posterior, so that the first few decide nothing. */
export function leavingRate(seen: { readonly left: number; readonly waitedSeconds: number }): number {
  return (seen.left + PRIOR.left) / (seen.waitedSeconds + PRIOR.waitedSeconds);
}
