import { setImmediate } from 'node:timers/promises';

/** Longest time that others wait for their turn. The same process relays how people move. */
const SLICE_MS = 8;

/** Runs `work` to its end, a slice at a time, so that the event loop stands still no longer than one slice and one step of it. */
export async function inSlices<T>(work: Generator<void, T>): Promise<T> {
  let began = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() - began < SLICE_MS) continue;
    await setImmediate();
    began = performance.now();
  }
}
