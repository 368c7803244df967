import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { type Sample, type Trend, trendOf } from '../../faults/trend.ts';
import { drawNothing } from './draw-nothing.ts';
import { type HeapParts, readHeapParts } from './heap-parts.ts';
import { holdFrames } from './hold-frames.ts';
import type { Visitor } from './visitor.ts';

/** What a page holds on to, counted. */
interface Held {
  readonly textures: number;
  readonly geometries: number;
  readonly listeners: number;
  readonly nodes: number;
}

export interface Walk {
  /** The heap, freshly collected, in kilobytes over minutes. */
  readonly heap: Trend;
  /** Of it, what V8 has made of the scripts, and what the page holds on to; see `heap-parts.ts`. */
  readonly code: Trend;
  readonly held: Trend;
  /** So much more is held at the end than when it had been walked in. */
  readonly more: Held;
  /** While it was walked in: how much larger the heap became, kilobytes, and of that what V8 has made of the scripts. */
  readonly walkedIn: { readonly frames: number; readonly heap: number; readonly code: number };
}

const SAMPLES = 20;
const STEP_MS = 1500;
/**
 * While a branch is walked in. At five or six hundred, which an empty one has, what time calls and not frames would hardly be called, and
 * a step is so short that other ways are gone through the code.
 */
const MOST_FRAMES_A_SECOND = 200;
/** At sixty frames a second, before the first sample: what is compiled anew as frames become so few. */
const SETTLE_MS = 60_000;

/**
 * Walks about a branch for so long, and looks how the heap grows. From then on nothing is drawn there. Before, it is walked in for so many
 * frames, as many a second as the browser has, {@link MOST_FRAMES_A_SECOND} at most on average: V8 compiles what is called often, and half
 * an hour on there is still something left that was not yet. Then, for a minute more and in the walk that is measured, there are sixty a
 * second again.
 */
export async function walkAbout(visitor: Visitor, walkInFrames: number, minutes: number): Promise<Walk> {
  const { page, session } = visitor;
  await session.send('HeapProfiler.enable');
  await session.send('Performance.enable');
  await drawNothing(visitor);
  await page
    .locator('canvas')
    .first()
    .click({ position: { x: 2, y: 2 }, force: true });
  let steps = 0;
  const before = await readHeap(visitor);
  const from = await framesOf(page);
  const untilMs = performance.now() + (walkInFrames / MOST_FRAMES_A_SECOND) * 1000;
  while (performance.now() < untilMs || (await framesOf(page)) - from < walkInFrames) await takeStep(page, steps++);
  const frames = (await framesOf(page)) - from;
  await holdFrames(page);
  const heldAtMs = performance.now();
  while (performance.now() - heldAtMs < SETTLE_MS) await takeStep(page, steps++);
  const after = await readHeap(visitor);
  const first = await readHeld(visitor);

  const startedMs = performance.now();
  const forMs = minutes * 60_000;
  const samples = [{ atMinutes: 0, ...after }];
  while (performance.now() - startedMs < forMs) {
    await takeStep(page, steps++);
    const atMs = performance.now() - startedMs;
    if (atMs >= (samples.length * forMs) / SAMPLES)
      samples.push({ atMinutes: atMs / 60_000, ...(await readHeap(visitor)) });
  }
  const trend = (part: 'all' | 'code' | 'held') =>
    trendOf(samples.map((sample): Sample => [sample.atMinutes, sample[part]]));
  return {
    heap: trend('all'),
    code: trend('code'),
    held: trend('held'),
    more: subtract(await readHeld(visitor), first),
    walkedIn: { frames, heap: after.all - before.all, code: after.code - before.code },
  };
}

/** A few steps and a turn: a way through the hall that never ends. */
async function takeStep({ keyboard }: Page, step: number): Promise<void> {
  const key = step % 2 === 0 ? 'KeyW' : step % 6 === 1 ? 'KeyQ' : 'KeyE';
  await keyboard.down(key);
  await delay(STEP_MS);
  await keyboard.up(key);
}

const framesOf = (page: Page) => page.evaluate(() => window.__atriumProbe?.frames ?? 0);

/** The heap, freshly collected, kilobytes: in all, and in parts. */
async function readHeap(visitor: Visitor): Promise<HeapParts & { readonly all: number }> {
  await visitor.session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await visitor.session.send('Runtime.getHeapUsage');
  return { all: usedSize / 1000, ...(await readHeapParts(visitor)) };
}

async function readHeld({ page, session }: Visitor): Promise<Held> {
  const { metrics } = await session.send('Performance.getMetrics');
  const metric = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
  const gpu = await page.evaluate(() => {
    const memory = window.__atriumProbe?.renderer?.info.memory;
    if (!memory) throw new Error('the scene is not looked upon');
    return { textures: memory.textures, geometries: memory.geometries };
  });
  return { ...gpu, listeners: metric('JSEventListeners'), nodes: metric('Nodes') };
}

function subtract(after: Held, before: Held): Held {
  return {
    textures: after.textures - before.textures,
    geometries: after.geometries - before.geometries,
    listeners: after.listeners - before.listeners,
    nodes: after.nodes - before.nodes,
  };
}
