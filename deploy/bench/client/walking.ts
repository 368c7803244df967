import { setTimeout as delay } from 'node:timers/promises';
import { type Trend, trendOf } from '../../faults/trend.ts';
import type { Visitor } from './visitor.ts';

const SAMPLES = 20;
/** Of the time before the first sample: what is compiled and filled once. */
const WARM_UP_SHARE = 0.25;

/** Walks about the hall for so long; how the heap, freshly collected, grows, kilobytes a minute. */
export async function walkAbout({ page, session }: Visitor, minutes: number): Promise<Trend> {
  const forMs = minutes * 60_000;
  const startedMs = performance.now();
  const samples: [number, number][] = [];
  await session.send('HeapProfiler.enable');
  await page
    .locator('canvas')
    .first()
    .click({ position: { x: 2, y: 2 }, force: true });
  for (let step = 0; performance.now() - startedMs < forMs; step++) {
    // A few steps and a turn: a way through the hall that never ends.
    const key = step % 2 === 0 ? 'KeyW' : step % 6 === 1 ? 'KeyQ' : 'KeyE';
    await page.keyboard.down(key);
    await delay(Math.min(1500, forMs / 40));
    await page.keyboard.up(key);
    const atMs = performance.now() - startedMs;
    if (
      atMs < forMs * WARM_UP_SHARE ||
      atMs < forMs * WARM_UP_SHARE + (samples.length * forMs * (1 - WARM_UP_SHARE)) / SAMPLES
    )
      continue;
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    samples.push([atMs / 60_000, usedSize / 1000]);
  }
  return trendOf(samples);
}
