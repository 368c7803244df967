import { availableParallelism, loadavg } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Figure, reportFigures } from '../bench/bench-report.ts';
import { createFaultHall } from './fault-hall.ts';
import type { FuzzOrder, FuzzProgress } from './fuzz-process.ts';
import { type HonestPeople, startHonestPeople } from './honest-people.ts';
import { type LiveBranch, type LiveBranchView, startLiveBranch, startProcess } from './live-branch-view.ts';

/** `npm run fuzz`: a million frames that nobody should send, at a room where honest people walk about. */
const { values } = parseArgs({
  options: {
    frames: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    /** Begins with the session of this number. */
    first: { type: 'string', default: '0' },
    concurrency: { type: 'string', default: '48' },
  },
});

const HONEST = 8;
/** From where arrivals begin to one's place, in jumps. */
const ARRIVE_MS = 8_000;
const CALM_MS = 4_000;
/** Who was cut off is out of the room, and what they had is collected: pings, closes and seats that ran out. */
const SETTLE_MS = 17_000;
/** Where the machine stands still, who walks comes too near to who has not gone on, or goes too far at once. */
const MOST_REFUSED_PERCENT = 0.5;
const MOST_HEAP_MIB = 160;
/** Where someone stood is kept for two minutes, and this test's own book of who is who for ever. */
const KEPT_HEAP = { mib: 6, kibOfSession: 1 };
/** Of what honest people are sent while nobody does anything, so much goes on: all run on the same cores. */
const LEAST_RATE = 0.7;

async function main(): Promise<boolean> {
  const [frames, seed] = [Number(values.frames), Number(values.seed)];
  process.stdout.write(
    `fuzz: ${frames} frames, seed ${seed}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}, node ${process.version}\n`,
  );
  const branch = await startLiveBranch(HONEST, seed, { isQuiet: true });
  const honest = await startHonestPeople(branch, createFaultHall(HONEST, seed), seed);
  await delay(ARRIVE_MS);
  honest.count();
  await delay(CALM_MS);
  const before = await branch.view();
  const calm = honest.count();
  const startedMs = performance.now();
  const { progress, mostHeapBytes } = await attack(branch, honest, before, frames, seed);
  const seconds = (performance.now() - startedMs) / 1000;
  const during = honest.count();
  await delay(SETTLE_MS);
  const after = await branch.view();
  const result = { frames, seconds, progress, mostHeapBytes, before, after, calm, during, log: branch.logBytes() };
  const figures = figuresOf(result, honest);
  await branch.stop();
  const isGood = reportFigures('bench-fuzz', figures);
  if (!isGood) tellOf(progress);
  return isGood;
}

/** Lets offenders loose until the server has received so many frames. */
async function attack(branch: LiveBranch, honest: HonestPeople, before: LiveBranchView, frames: number, seed: number) {
  const offenders = startProcess('fuzz-process.ts', ['--no-experimental-websocket']);
  let progress: FuzzProgress = { sent: 0, sessions: 0, ended: {}, standing: [], recent: [] };
  let mostHeapBytes = 0;
  const done = new Promise<void>((resolve) => {
    offenders.on('message', (message: FuzzProgress | 'done') => {
      if (message === 'done') resolve();
      else progress = message;
    });
    offenders.once('exit', () => resolve());
  });
  const order: FuzzOrder = {
    fuzz: { url: branch.url, seed, concurrency: Number(values.concurrency), first: Number(values.first) },
  };
  offenders.send(order);
  try {
    for (;;) {
      await delay(1000);
      if (offenders.exitCode !== null || offenders.signalCode !== null)
        throw new Error('the offenders ended before they had sent all');
      const { heapBytes, received } = await branch.view();
      mostHeapBytes = Math.max(mostHeapBytes, heapBytes);
      if (badFrames(received) - badFrames(before.received) - honest.sentSince() >= frames) break;
    }
    offenders.send('stop');
    await done;
  } catch (error) {
    tellOf(progress);
    throw error;
  } finally {
    offenders.kill();
  }
  return { progress, mostHeapBytes };
}

/** Frames that came to a listener, and those that ended their link before: all that the server had to deal with. */
const badFrames = ({ heard, violations }: LiveBranchView['received']) =>
  heard + Object.values(violations).reduce((sum, count) => sum + count, 0);

interface FuzzResult {
  readonly frames: number;
  readonly seconds: number;
  readonly progress: FuzzProgress;
  readonly mostHeapBytes: number;
  readonly before: LiveBranchView;
  readonly after: LiveBranchView;
  readonly calm: ReturnType<HonestPeople['count']>;
  readonly during: ReturnType<HonestPeople['count']>;
  readonly log: number;
}

function figuresOf(result: FuzzResult, honest: HonestPeople): Figure[] {
  const { progress, before, after, calm, during } = result;
  const none = { goal: { atMost: 0 } };
  const mib = (bytes: number) => bytes / 2 ** 20;
  const strangers = after.people.filter(({ name }) => !name.startsWith('honest-')).length;
  return [
    { figure: 'frames sent by offenders', value: progress.sent, unit: '' },
    {
      figure: 'frames the server dealt with (honest ones included)',
      value: badFrames(after.received) - badFrames(before.received),
      unit: '',
    },
    {
      figure: 'of these, not of honest people',
      value: badFrames(after.received) - badFrames(before.received) - during.sent,
      unit: '',
      goal: { atLeast: result.frames },
    },
    {
      figure: 'frames received after their link was cut off',
      value: after.received.messages - after.received.heard,
      unit: '',
    },
    { figure: 'time', value: result.seconds, unit: 's' },
    { figure: 'sessions of offenders', value: progress.sessions, unit: '' },
    ...Object.entries(progress.ended)
      .sort()
      .map(([how, value]) => ({ figure: `sessions ${how}`, value, unit: '' })),
    ...Object.entries(after.received.closed).map(([code, value]) => ({
      figure: `links the server closed with ${code}`,
      value,
      unit: '',
    })),
    ...Object.entries(after.received.violations).map(([code, value]) => ({
      figure: `links ended by ${code}`,
      value,
      unit: '',
    })),
    { figure: 'offenders not cut off', value: progress.standing.length, unit: '', ...none },
    { figure: 'offenders left in the room', value: strangers, unit: '', ...none },
    { figure: 'honest people missing', value: HONEST - (after.people.length - strangers), unit: '', ...none },
    { figure: 'honest links lost', value: honest.lost(), unit: '', ...none },
    {
      figure: 'honest messages refused, but for the rules of motion',
      value: honest.misjudged(),
      unit: '',
      ...none,
    },
    {
      figure: 'honest poses refused by the rules of motion',
      value: (100 * during.refused) / during.sent,
      unit: '%',
      goal: { atMost: MOST_REFUSED_PERCENT },
    },
    { figure: 'batches honest people could not read', value: during.unread, unit: '', ...none },
    { figure: 'unlawful poses shown', value: honest.unlawful(), unit: '', ...none },
    { figure: 'poses of offenders shown', value: honest.strangersShown(), unit: '' },
    { figure: 'poses sent to an honest person of another, calm', value: calm.shownPerSecond, unit: 'Hz' },
    {
      figure: 'the same under attack, of calm',
      value: during.shownPerSecond / calm.shownPerSecond,
      unit: '',
      goal: { atLeast: LEAST_RATE },
    },
    { figure: 'heap before', value: mib(before.heapBytes), unit: 'MiB' },
    {
      figure: 'most heap under attack',
      value: mib(result.mostHeapBytes),
      unit: 'MiB',
      goal: { atMost: MOST_HEAP_MIB },
    },
    {
      figure: 'heap kept after all is over',
      value: mib(after.heapBytes - before.heapBytes),
      unit: 'MiB',
      goal: { atMost: KEPT_HEAP.mib + (KEPT_HEAP.kibOfSession * progress.sessions) / 1024 },
    },
    { figure: 'bytes the server logged for each frame', value: result.log / progress.sent, unit: 'B' },
  ];
}

function tellOf({ standing, recent }: FuzzProgress): void {
  for (const one of standing.slice(0, 20)) process.stdout.write(`not cut off: ${one}\n`);
  process.stdout.write(`the last frames sent (play again: --seed ${values.seed} --first SESSION --concurrency 1):\n`);
  for (const frame of recent) process.stdout.write(`${frame}\n`);
}

process.exit((await main()) ? 0 : 1);
