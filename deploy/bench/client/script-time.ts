import type { Browser } from 'playwright-core';
import { frames } from '../../e2e/looking-on.ts';
import type { Visitor } from './visitor.ts';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** What runs our script, and what clears up after it. */
const SCRIPT = new Set([
  'FireAnimationFrame',
  'FunctionCall',
  'TimerFire',
  'RunMicrotasks',
  'EventDispatch',
  'EvaluateScript',
  'MinorGC',
  'MajorGC',
  'V8.GC_SCAVENGER',
]);

/**
 * Milliseconds of processor time that script took on the page's main thread for each frame, ascending: all script from one frame to
 * the next, also of messages, and the garbage collector's. The drawing itself is another process's.
 */
export async function measureScriptTime(
  browser: Browser,
  { page }: Visitor,
  count: number,
): Promise<readonly number[]> {
  await browser.startTracing(page, {
    categories: ['devtools.timeline', 'v8', 'disabled-by-default-devtools.timeline'],
  });
  await frames(page, count);
  const { traceEvents }: { traceEvents: TraceEvent[] } = JSON.parse((await browser.stopTracing()).toString());
  return scriptTimes(traceEvents);
}

function scriptTimes(events: readonly TraceEvent[]): readonly number[] {
  const complete = events.filter(({ ph, name }) => ph === 'X' && SCRIPT.has(name));
  const drawing = countBy(
    complete.filter(({ name }) => name === 'FireAnimationFrame'),
    ({ pid, tid }) => `${pid} ${tid}`,
  );
  const [thread] = [...drawing].sort(([, a], [, b]) => b - a)[0] ?? [];
  const own = complete.filter(({ pid, tid }) => `${pid} ${tid}` === thread).sort((a, b) => a.ts - b.ts);
  const perFrame: number[] = [];
  let end = 0;
  // A loaded machine makes every stretch of the clock longer, and none of processor time.
  if (own.some(({ name, tdur }) => name === 'FireAnimationFrame' && tdur === undefined))
    throw new Error('the trace tells no processor time');
  for (const { name, ts, dur = 0, tdur = 0 } of own) {
    // What is within another was counted with it.
    if (ts < end) continue;
    end = ts + dur;
    if (name === 'FireAnimationFrame') perFrame.push(0);
    if (perFrame.length === 0) continue;
    perFrame[perFrame.length - 1] = (perFrame.at(-1) ?? 0) + tdur / 1000;
  }
  return perFrame.slice(0, -1).sort((a, b) => a - b);
}

function countBy<T>(things: readonly T[], key: (thing: T) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const thing of things) counts.set(key(thing), (counts.get(key(thing)) ?? 0) + 1);
  return counts;
}

export function percentile(ascending: readonly number[], share: number): number {
  return ascending[Math.min(Math.floor(ascending.length * share), ascending.length - 1)] ?? Number.NaN;
}
