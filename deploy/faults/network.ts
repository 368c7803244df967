import { availableParallelism, loadavg } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Figure, reportFigures } from '../bench/bench-report.ts';
import { motionTime, trueTime } from '../bench/presence/true-time.ts';
import { type Bot, startBot } from '../bots/bot.ts';
import { createMotion } from '../bots/human-motion.ts';
import { ask, end } from '../ordered-child.ts';
import { createFaultHall } from './fault-hall.ts';
import { type LiveBranch, ORIGIN, startLiveBranch, startProcess } from './live-branch-view.ts';
import { createSight, type Sight, startEye } from './network-eye.ts';
import type { NetworkOrder } from './network-process.ts';
import { PROFILES, type Profile } from './network-profiles.ts';
import { DETECTED_WITHIN_MS, SETTLED_WITHIN_MS } from './soak-check.ts';

/** `npm run network-faults`: people of whom some have a bad network, and what they and the others see of each other. */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    /** Of each profile. */
    seconds: { type: 'string', default: '20' },
    profiles: { type: 'string', default: PROFILES.map(({ name }) => name).join(',') },
  },
});
const COUNT = 8;
/** Who comes through the faulty network: one who walks, and one who stands. */
const FAULTY = [0, COUNT - 1];
/** Who looks: the same, and two whose network is well. */
const LOOKING = [0, 1, COUNT - 2, COUNT - 1];
const ARRIVE_MS = 12_000;
const SETTLE_MS = 3_000;
const SILENCE_MS = 4_000;
/** After a silence that ends by itself. */
const WELL_AGAIN_WITHIN_MS = 4_000;
const MOST_BUFFERED_BYTES = 128 * 1024;

type Direction = 'faulty sees others' | 'others see faulty' | 'others see others';

async function main(): Promise<boolean> {
  const [seed, seconds] = [Number(values.seed), Number(values.seconds)];
  process.stdout.write(
    `network: ${COUNT} people, seed ${seed}, ${seconds} s each, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}, node ${process.version}\n`,
  );
  const branch = await startLiveBranch(COUNT, seed);
  const proxy = startProcess('network-process.ts', []);
  const tell = (order: NetworkOrder) => ask<{ port: number }>(proxy, order);
  const { port } = await tell({ listen: { targetPort: Number(new URL(branch.url).port), seed } });
  const scene = await startScene(branch, `http://127.0.0.1:${port}`, seed);
  await delay(ARRIVE_MS);
  const figures: Figure[] = [];
  const wanted = values.profiles.split(',');
  for (const profile of PROFILES.filter(({ name }) => wanted.includes(name))) {
    await tell({ network: profile.network });
    await delay(SETTLE_MS);
    const sights = await scene.look(seconds * 1000);
    figures.push(...figuresOf(profile, sights));
    process.stdout.write(`${profile.name}: ${scene.lost()} lost, refused ${JSON.stringify(scene.refusals())}\n`);
  }
  await tell({ network: (PROFILES[0] as Profile).network });
  await delay(SETTLE_MS);
  figures.push(...(await silence(tell, scene)));
  figures.push(...(await halfOpen(tell, scene, branch)));
  await end(proxy);
  await branch.stop();
  return reportFigures('bench-network', figures);
}

/** Nothing comes through for a while, and then all of it: nobody is lost, and soon all is as before. */
async function silence(tell: (order: NetworkOrder) => Promise<unknown>, scene: Scene): Promise<Figure[]> {
  const name = `silence of ${SILENCE_MS / 1000} s`;
  await tell({ isSilent: true });
  const during = await scene.look(SILENCE_MS);
  await tell({ isSilent: false });
  const resumedMs = performance.now();
  const after = await scene.look(WELL_AGAIN_WITHIN_MS + 2_000);
  const wellAfterMs = Math.max(0, ...Object.values(after).map(({ wrongAtMs }) => wrongAtMs - resumedMs));
  return [
    { figure: `${name}: links lost`, value: scene.lost(), unit: '', goal: { atMost: 0 } },
    { figure: `${name}: well again after`, value: wellAfterMs, unit: 'ms', goal: { atMost: WELL_AGAIN_WITHIN_MS } },
    ...unaffected(name, during['others see others']),
  ];
}

/** Nothing comes through any more, and nobody is told. */
async function halfOpen(
  tell: (order: NetworkOrder) => Promise<unknown>,
  scene: Scene,
  branch: LiveBranch,
): Promise<Figure[]> {
  const name = 'half-open';
  await tell({ isSilent: true });
  const beganMs = performance.now();
  const looking = scene.look(DETECTED_WITHIN_MS);
  let mostBuffered = 0;
  let detectedMs = Number.POSITIVE_INFINITY;
  while (performance.now() - beganMs < DETECTED_WITHIN_MS) {
    const { people, mostBufferedBytes } = await branch.view();
    mostBuffered = Math.max(mostBuffered, mostBufferedBytes);
    if (people.length <= COUNT - FAULTY.length) detectedMs = Math.min(detectedMs, performance.now() - beganMs);
    await delay(250);
  }
  const { 'others see others': sight } = await looking;
  await tell({ isSilent: false, cut: true });
  await scene.returnFaulty();
  await delay(SETTLED_WITHIN_MS);
  const back = (await branch.view()).people.length;
  // They may come and go as before.
  await tell({ cut: true });
  const cutMs = performance.now();
  while ((await branch.view()).people.length > COUNT - FAULTY.length && performance.now() - cutMs < 5000)
    await delay(20);
  return [
    { figure: `${name}: found out after`, value: detectedMs, unit: 'ms', goal: { atMost: DETECTED_WITHIN_MS } },
    {
      figure: `${name}: most bytes kept for a link`,
      value: mostBuffered,
      unit: '',
      goal: { atMost: MOST_BUFFERED_BYTES },
    },
    ...unaffected(name, sight),
    { figure: `${name}: people after their return`, value: back, unit: '', goal: { atLeast: COUNT } },
    {
      figure: 'reset: found out after',
      value: performance.now() - cutMs,
      unit: 'ms',
      goal: { atMost: SETTLED_WITHIN_MS },
    },
  ];
}

/** Those whose network is well see each other as ever. */
function unaffected(name: string, sight: Sight): Figure[] {
  const { bounds } = PROFILES[0] as Profile;
  return [
    {
      figure: `${name}: others see others: head error p95`,
      value: 100 * sight.headMetres.quantile(0.95),
      unit: 'cm',
      goal: { atMost: 100 * bounds.headP95Metres },
    },
    {
      figure: `${name}: others see others: longest freeze`,
      value: sight.longestFreezeMs,
      unit: 'ms',
      goal: { atMost: bounds.longestFreezeMs },
    },
  ];
}

function figuresOf({ name, bounds }: Profile, sights: Record<Direction, Sight>): Figure[] {
  return Object.entries(sights).flatMap(([direction, sight]) => {
    const limits = direction === 'others see others' ? (PROFILES[0] as Profile).bounds : bounds;
    const figure = (what: string, value: number, unit: string, atMost?: number): Figure => ({
      figure: `${name}: ${direction}: ${what}`,
      value,
      unit,
      ...(atMost !== undefined && { goal: { atMost } }),
    });
    return [
      figure('display delay p95', sight.delayMs.quantile(0.95), 'ms', limits.delayP95Ms),
      figure('head error p50', 100 * sight.headMetres.quantile(0.5), 'cm'),
      figure('head error p95', 100 * sight.headMetres.quantile(0.95), 'cm', 100 * limits.headP95Metres),
      figure('hand error p95', 100 * sight.handMetres.quantile(0.95), 'cm', 100 * limits.handP95Metres),
      figure('head angle error p95', sight.headDegrees.quantile(0.95), '°', limits.headP95Degrees),
      figure('longest freeze', sight.longestFreezeMs, 'ms', limits.longestFreezeMs),
      figure(
        'jumps over 10 cm, of one person in a minute',
        (60 * sight.jumps) / sight.pairSeconds,
        '',
        limits.jumpsPerMinute,
      ),
      figure('largest jump', 100 * sight.largestJumpMetres, 'cm'),
      figure('steps back p99', 100 * sight.backMetres.quantile(0.99), 'cm'),
    ];
  });
}

type Scene = Awaited<ReturnType<typeof startScene>>;

async function startScene(branch: LiveBranch, proxyUrl: string, seed: number) {
  const { people, arrivals } = createFaultHall(COUNT, seed);
  const epochTrueMs = trueTime();
  const motions = people.map(({ kind, course }, index) => createMotion(seed * 1000 + index, kind, course));
  const bots: Bot[] = [];
  let sights: Record<Direction, Sight> | null = null;
  let roomZeroTrueMs = 0;
  let lost = 0;

  const join = async (index: number) => {
    const bot = await startBot(await branch.enter(`person-${index}`), {
      branchUrl: FAULTY.includes(index) ? proxyUrl : branch.url,
      origin: ORIGIN,
      seed: seed * 1000 + index,
      motion: motions[index] as (typeof motions)[number],
      motionSeconds: (nowMs) => motionTime(epochTrueMs, nowMs),
      from: arrivals,
      watches: LOOKING.includes(index),
    });
    bots[index] = bot;
    void bot.closed.then(() => lost++);
  };
  for (const index of people.keys()) await join(index);
  ({ roomZeroTrueMs } = await branch.view());

  const directionOf = (viewer: number, of: number): Direction | null => {
    if (FAULTY.includes(viewer)) return FAULTY.includes(of) ? null : 'faulty sees others';
    return FAULTY.includes(of) ? 'others see faulty' : 'others see others';
  };
  for (const viewer of LOOKING) {
    const others = motions.flatMap((motion, of) => {
      const direction = directionOf(viewer, of);
      if (of === viewer || !direction) return [];
      return [{ slot: () => bots[of]?.slot(), motion, sight: () => sights?.[direction] ?? null }];
    });
    startEye(bots[viewer] as Bot, others, () => roomZeroTrueMs, epochTrueMs);
  }
  return {
    /** Measures what is seen for a while. */
    async look(ms: number): Promise<Record<Direction, Sight>> {
      const measured = {
        'faulty sees others': createSight(),
        'others see faulty': createSight(),
        'others see others': createSight(),
      };
      sights = measured;
      await delay(ms);
      sights = null;
      return measured;
    },
    async returnFaulty() {
      for (const index of FAULTY) await join(index);
    },
    lost: () => lost,
    refusals: () => bots.map(({ counts }) => counts.refusals),
  };
}

process.exit((await main()) ? 0 : 1);
