import { setTimeout as delay } from 'node:timers/promises';
import { createPose } from '../../../shared/pose.ts';
import { createGuest } from '../../bots/guest.ts';
import { createMotion, type Motion } from '../../bots/human-motion.ts';
import { startAtriumViewer } from './atrium-viewer.ts';
import {
  type FleetBegin,
  type FleetJoin,
  type FleetJoined,
  type FleetMeasure,
  type FleetResult,
  METERS,
  type Meter,
} from './bench-case.ts';
import { createCrowd, startOf } from './crowds.ts';
import { Histogram } from './histogram.ts';
import { startNaiveViewer } from './naive-viewer.ts';
import { trueTime } from './true-time.ts';
import type { Fleet, Viewer } from './viewer.ts';
import { isNearAt, type Meters, measureShown } from './viewer-meter.ts';

/** Some of the benchmark's people in a process of their own: they move, send and receive, and some of them look. */

/** How often a watcher looks, milliseconds; not in step with anything. */
const LOOK_EVERY_MS = { min: 60, max: 120 };
const LATE_CHECK_MS = 20;

const meters = Object.fromEntries(METERS.map((meter) => [meter, new Histogram()])) as Meters;
const viewers: Viewer[] = [];
let fleet: Fleet;
let lost = 0;

async function join({ bench, branchUrl, first, end, watchers }: FleetJoin['join']): Promise<FleetJoined> {
  const { plan, people } = createCrowd(bench.scenario, bench.count, bench.seed);
  const seedOf = (index: number) => bench.seed * 1000 + index;
  const motions = people.map(({ kind, course }, index) => createMotion(seedOf(index), kind, course));
  fleet = { branchUrl, motions, meters, epochTrueMs: Number.POSITIVE_INFINITY, isMeasuring: false, roomZeroTrueMs: 0 };
  const start = bench.protocol === 'atrium' ? startAtriumViewer : startNaiveViewer;
  const guest = createGuest(branchUrl);
  for (const [index, { course }] of people.entries()) {
    if (index < first || index >= end) continue;
    const entered = await guest.enter(plan.id);
    const watches = watchers.includes(index);
    const viewer = await start({ entered, fleet, index, seed: seedOf(index), from: startOf(course), watches });
    void viewer.closed.then(() => lost++);
    viewers.push(viewer);
  }
  return { keys: Object.fromEntries(await Promise.all(viewers.map(async (one) => [await keyOf(one), one.index]))) };
}

async function keyOf(viewer: Viewer): Promise<string> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const key = viewer.key();
    if (key !== undefined) return key;
    await delay(50);
  }
  throw new Error('the state of the room did not come');
}

async function measure({ keys, roomZeroTrueMs, seconds }: FleetMeasure['measure']): Promise<FleetResult> {
  const others = Object.entries(keys);
  const totals = () => viewers.map((viewer) => viewer.counts());
  const before = totals();
  fleet.roomZeroTrueMs = roomZeroTrueMs;
  fleet.isMeasuring = true;
  for (const viewer of viewers) if (viewer.watches) void keepLooking(viewer, others);
  void keepCheckingTime();
  await delay(seconds * 1000);
  fleet.isMeasuring = false;
  const after = totals();
  const sum = (read: (counts: ReturnType<Viewer['counts']>) => number) =>
    after.reduce((total, counts, index) => total + read(counts) - read(before[index] as typeof counts), 0);
  return {
    meters: Object.fromEntries(METERS.map((meter) => [meter, meters[meter].counts])) as Record<Meter, number[]>,
    receivedBytes: after.map(({ bytes }, index) => bytes - (before[index]?.bytes ?? 0)),
    sent: sum(({ sent }) => sent),
    refused: sum(({ refused }) => refused),
    unread: sum(({ unread }) => unread),
    ...nearPoses(others),
    lost,
  };
}

async function keepLooking(viewer: Viewer, others: readonly (readonly [string, number])[]): Promise<void> {
  const shown = createPose();
  const by = fleet.motions[viewer.index] as Motion;
  const seconds = (trueMs: number) => (trueMs - fleet.epochTrueMs) / 1000;
  while (fleet.isMeasuring) {
    for (const [key, index] of others) {
      if (index === viewer.index) continue;
      const shownAtTrueMs = viewer.show(key, shown);
      if (shownAtTrueMs === null) continue;
      measureShown(meters, shown, fleet.motions[index] as Motion, by, seconds(shownAtTrueMs), seconds(trueTime()));
    }
    await delay(LOOK_EVERY_MS.min + Math.random() * (LOOK_EVERY_MS.max - LOOK_EVERY_MS.min));
  }
}

/** How late this process itself is: what it measures of others is late by as much. */
async function keepCheckingTime(): Promise<void> {
  while (fleet.isMeasuring) {
    const dueMs = performance.now() + LATE_CHECK_MS;
    await delay(LATE_CHECK_MS);
    meters.loopLateMs.add(performance.now() - dueMs);
  }
}

/** Of those who stand and are near each other: walkers come and go. */
function nearPoses(others: readonly (readonly [string, number])[]) {
  const nowSeconds = (trueTime() - fleet.epochTrueMs) / 1000;
  let poses = 0;
  let pairs = 0;
  for (const viewer of viewers.filter(({ watches }) => watches))
    for (const [key, index] of others) {
      const by = fleet.motions[viewer.index] as Motion;
      const of = fleet.motions[index] as Motion;
      const stand = by.kind !== 'walker' && of.kind !== 'walker';
      if (of === by || !stand || !isNearAt(of, by, nowSeconds)) continue;
      poses += viewer.posesOf(key);
      pairs++;
    }
  return { nearPoses: poses, nearPairs: pairs };
}

process.on('message', (order: FleetJoin | FleetBegin | FleetMeasure) => {
  if ('begin' in order) {
    fleet.epochTrueMs = order.begin.epochTrueMs;
    return;
  }
  const done = 'join' in order ? join(order.join) : measure(order.measure);
  done.then(
    (answer) => process.send?.(answer),
    (error: Error) => {
      process.stderr.write(`${error.stack}\n`);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));
