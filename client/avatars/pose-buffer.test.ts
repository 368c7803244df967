import { expect, test } from 'vitest';
import { writeTime } from '../../shared/pose/pose-batch.ts';
import { PoseChainWriter } from '../../shared/pose/pose-chain-writer.ts';
import { createPose, type Pose } from '../../shared/pose.ts';
import { MAX_DELAYS_MS, PoseBuffers } from './pose-buffer.ts';

const SLOT = 7;
const TICK_MS = 50;

/** A room that sends one body's poses, walking along x at 1 m/s unless told otherwise. */
function room(quality = 0) {
  const chain = new PoseChainWriter(quality);
  const pose = createPose();
  let jumps = 0;
  return {
    batch(sentAtMs: number, ageMs = 0, change: (pose: Pose) => void = () => {}): Uint8Array {
      pose.headPosition.x = (sentAtMs - ageMs) / 1000;
      pose.teleported = false;
      change(pose);
      if (pose.teleported) jumps++;
      chain.advance(pose, ageMs, jumps);
      const isKey = chain.deltaLength === 0;
      const bits = isKey ? chain.key.subarray(0, chain.keyLength) : chain.delta.subarray(0, chain.deltaLength);
      const bytes = new Uint8Array(5 + bits.length);
      writeTime(bytes, sentAtMs);
      bytes[4] = SLOT;
      bytes.set(bits, 5);
      return bytes;
    },
  };
}

type Arrival = [atMs: number, bytes: Uint8Array];

/** Batches of one quality, that arrive `delay(n)` late. */
function arrivalsOf(
  delay: (batch: number) => number,
  { periodMs = TICK_MS, quality = 0, ageMs = 0, fromMs = 0, untilMs = 6000 } = {},
) {
  const { batch } = room(quality);
  const arrivals: Arrival[] = [];
  for (let sentMs = fromMs, index = 0; sentMs < untilMs; sentMs += periodMs)
    arrivals.push([sentMs + delay(index++), batch(sentMs, ageMs)]);
  return arrivals;
}

/** Plays such batches; answers what was shown each 11 ms from a time on. */
function play(delay: (batch: number) => number, options: Parameters<typeof arrivalsOf>[1] = {}) {
  return show(arrivalsOf(delay, options), 2000);
}

function show(all: readonly Arrival[], fromMs: number) {
  const buffers = new PoseBuffers();
  const arrivals = [...all];
  const lastMs = (arrivals.at(-1) as Arrival)[0];
  const shown: { delayMs: number; chosenMs: number; wrongMs: number; stepMs: number }[] = [];
  const into = createPose();
  let before = Number.NaN;
  for (let nowMs = 0; nowMs < lastMs; nowMs += 11) {
    while (arrivals[0] && arrivals[0][0] <= nowMs) {
      const [atMs, bytes] = arrivals.shift() as Arrival;
      expect(buffers.receive(bytes, atMs)).toBe(true);
    }
    if (!buffers.sampleAt(SLOT, nowMs, into) || nowMs < fromMs) continue;
    // One metre is one second: where the body is shown says of when.
    const shownMs = into.headPosition.x * 1000;
    const chosenMs = buffers.delayOf(SLOT);
    const delayMs = nowMs - shownMs;
    shown.push({ delayMs, chosenMs, wrongMs: delayMs - chosenMs, stepMs: shownMs - before });
    before = shownMs;
  }
  return shown;
}
const most = (values: number[]) => Math.max(...values);

test('on a quiet network people are shown a tick and a little late, smoothly, where they were', () => {
  const shown = play(() => 3);
  expect(most(shown.map(({ delayMs }) => delayMs))).toBeLessThan(75);
  expect(most(shown.map(({ wrongMs }) => Math.abs(wrongMs)))).toBeLessThan(4);
  expect(most(shown.slice(1).map(({ stepMs }) => Math.abs(stepMs - 11)))).toBeLessThan(3);
});

test('the delay grows with the jitter, and shrinks again when it is over', () => {
  const jittery = play((index) => (index % 7 === 0 ? 60 : 5));
  const quiet = play((index) => (index < 40 && index % 7 === 0 ? 60 : 5));
  expect(most(jittery.map(({ delayMs }) => delayMs))).toBeGreaterThan(100);
  expect(most(jittery.map(({ wrongMs }) => Math.abs(wrongMs)))).toBeLessThan(6);
  expect(quiet.at(-1)?.delayMs).toBeLessThan(75);
});

test('nobody is meant to be shown later than the bound, whatever the network does', () => {
  for (const shown of [play(() => 3, { periodMs: 200, quality: 2 }), play((index) => (index % 9) * 40)])
    for (const { chosenMs } of shown) expect(chosenMs).toBeLessThanOrEqual(MAX_DELAYS_MS[0]);
});

test('far people, who come five times a second, are carried on between', () => {
  const shown = play(() => 3, { periodMs: 200, quality: 2, ageMs: 25 });
  // 1 m/s: 50 ms are 5 cm.
  expect(most(shown.map(({ wrongMs }) => Math.abs(wrongMs)))).toBeLessThan(50);
});

const FAR = { periodMs: 200, quality: 2, ageMs: 25 };
const CROWD = { periodMs: 400, quality: 4, ageMs: 25 };

test('those of a crowd, who come 2.5 times a second, are waited for: they soon walk evenly, where they were', () => {
  const far = arrivalsOf(() => 3, { ...FAR, untilMs: 2000 });
  const crowd = arrivalsOf(() => 3, { ...CROWD, fromMs: 2200, untilMs: 10_000 });
  const shown = show([...far, ...crowd], 5000);
  for (const { chosenMs } of shown) expect(chosenMs).toBeLessThanOrEqual(MAX_DELAYS_MS[4]);
  expect(most(shown.map(({ wrongMs }) => Math.abs(wrongMs)))).toBeLessThan(8);
  expect(most(shown.slice(1).map(({ stepMs }) => Math.abs(stepMs - 11)))).toBeLessThan(4);
});

test('on the way into a crowd nobody stands once they have come as one of it, nor leaps, and out of it they are shown in time within a second', () => {
  const [goesMs, comesMs] = [4000, 9000];
  const all = [
    ...arrivalsOf(() => 3, { ...FAR, untilMs: goesMs }),
    ...arrivalsOf(() => 3, { ...CROWD, fromMs: goesMs + 200, untilMs: comesMs }),
    ...arrivalsOf(() => 3, { fromMs: comesMs, untilMs: 12_000 }),
  ];
  const steps = show(all, goesMs + 220).map(({ stepMs }) => stepMs);
  expect(Math.min(...steps.slice(1))).toBeGreaterThan(0.5);
  expect(most(steps.slice(1))).toBeLessThan(50);
  for (const { chosenMs } of show(all, comesMs + 1000)) expect(chosenMs).toBeLessThanOrEqual(MAX_DELAYS_MS[0]);
});

test('a jump is shown where it leads, and never as a slide', () => {
  const { batch } = room();
  const buffers = new PoseBuffers();
  const into = createPose();
  const seen = new Set<number>();
  for (let nowMs = 0; nowMs < 2000; nowMs += 10) {
    if (nowMs % TICK_MS === 0)
      buffers.receive(
        batch(nowMs, 0, (pose) => {
          pose.headPosition.x = nowMs < 1000 ? 1 : 8;
          pose.teleported = nowMs === 1000;
        }),
        nowMs,
      );
    if (buffers.sampleAt(SLOT, nowMs, into)) seen.add(Math.round(into.headPosition.x * 10) / 10);
  }
  expect([...seen]).toEqual([1, 8]);
});

test('what cannot be read says so, and the next whole pose is shown', () => {
  const { batch } = room();
  const buffers = new PoseBuffers();
  const batches = Array.from({ length: 6 }, (_, index) => batch(index * TICK_MS));
  expect(buffers.receive(batches[3] as Uint8Array, 150)).toBe(false);
  expect(buffers.receive(new Uint8Array(2), 150)).toBe(false);
  const fresh = room();
  expect(buffers.receive(fresh.batch(200), 200)).toBe(true);
  expect(buffers.sampleAt(SLOT, 300, createPose())).toBe(true);
  buffers.forget(SLOT);
  expect(buffers.sampleAt(SLOT, 300, createPose())).toBe(false);
});

/** Plays a walk at 1.4 m/s of which nothing comes between 2 and 2.6 s, and then all; answers how far each frame of 14 ms moved the body. */
function stepsAfterStall(jumpsAtMs = Number.POSITIVE_INFINITY): number[] {
  const { batch } = room();
  const buffers = new PoseBuffers();
  const arrivals: [number, Uint8Array][] = [];
  for (let sentMs = 0; sentMs < 4000; sentMs += TICK_MS) {
    const bytes = batch(sentMs, 0, (pose) => {
      pose.headPosition.x = sentMs * 0.0014 + (sentMs >= jumpsAtMs ? 5 : 0);
      pose.teleported = sentMs === jumpsAtMs;
    });
    arrivals.push([sentMs > 2000 && sentMs < 2600 ? 2600 : sentMs, bytes]);
  }
  const steps: number[] = [];
  const into = createPose();
  let before = Number.NaN;
  for (let nowMs = 0; nowMs < 3900; nowMs += 14) {
    while (arrivals[0] && arrivals[0][0] <= nowMs)
      buffers.receive((arrivals.shift() as [number, Uint8Array])[1], nowMs);
    if (!buffers.sampleAt(SLOT, nowMs, into)) continue;
    if (nowMs > 1000) steps.push(into.headPosition.x - before);
    before = into.headPosition.x;
  }
  return steps;
}

test('who was shown standing while nothing came glides to where they are, and does not snap', () => {
  const steps = stepsAfterStall();
  // They have gone on by more than half a metre.
  expect(most(steps)).toBeGreaterThan(0.03);
  expect(most(steps)).toBeLessThan(0.12);
  expect(Math.min(...steps)).toBeGreaterThan(-0.005);
});

test('who jumped while nothing came is at once where they jumped to', () => {
  const steps = stepsAfterStall(2300);
  expect(steps.filter((step) => step > 0.1)).toHaveLength(1);
  expect(most(steps)).toBeGreaterThan(4.9);
});
