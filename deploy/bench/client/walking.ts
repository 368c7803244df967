import { setTimeout as delay } from 'node:timers/promises';
import { type Sample, type Trend, trendOf } from '../../faults/trend.ts';
import { drawNothing } from './draw-nothing.ts';
import { readHeapParts } from './heap-parts.ts';
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
  /** So much more is held at the end than after the first quarter. */
  readonly more: Held;
}

const SAMPLES = 20;
/** Of the time before the first sample: what is compiled and filled once. */
const WARM_UP_SHARE = 0.25;
const LONGEST_STEP_MS = 1500;

/** Walks about a branch for so long, and looks how what the page holds grows. From then on nothing is drawn there. */
export async function walkAbout(visitor: Visitor, minutes: number): Promise<Walk> {
  const { page, session } = visitor;
  const forMs = minutes * 60_000;
  const startedMs = performance.now();
  const heap: Sample[] = [];
  const code: Sample[] = [];
  const held: Sample[] = [];
  let first: Held | null = null;
  await session.send('HeapProfiler.enable');
  await session.send('Performance.enable');
  await drawNothing(visitor);
  await page
    .locator('canvas')
    .first()
    .click({ position: { x: 2, y: 2 }, force: true });
  for (let step = 0; performance.now() - startedMs < forMs; step++) {
    // A few steps and a turn: a way through the hall that never ends.
    const key = step % 2 === 0 ? 'KeyW' : step % 6 === 1 ? 'KeyQ' : 'KeyE';
    await page.keyboard.down(key);
    await delay(Math.min(LONGEST_STEP_MS, forMs / 40));
    await page.keyboard.up(key);
    const atMs = performance.now() - startedMs;
    if (atMs < forMs * (WARM_UP_SHARE + (heap.length * (1 - WARM_UP_SHARE)) / SAMPLES)) continue;
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    const parts = await readHeapParts(visitor);
    const atMinutes = atMs / 60_000;
    heap.push([atMinutes, usedSize / 1000]);
    code.push([atMinutes, parts.code]);
    held.push([atMinutes, parts.held]);
    first ??= await readHeld(visitor);
  }
  const last = await readHeld(visitor);
  return { heap: trendOf(heap), code: trendOf(code), held: trendOf(held), more: subtract(last, first ?? last) };
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
