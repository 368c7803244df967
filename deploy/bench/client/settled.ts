import type { Allocation } from './allocation.ts';

/** A window has to allocate less than this part of the least one to count as a step down: samples of the heap waver by some percent. */
const STEP_DOWN = 0.9;
/** So many windows in a row without a step down: what is compiled beside the page may be a whole window late. */
const CALM_WINDOWS = 2;
/** Where it falls and falls, it is held to what it has come to by then. */
const MOST_WINDOWS = 16;

/** The window that allocated least, and what each had of our own in it, in their order. */
export interface Settled {
  readonly allocation: Allocation;
  readonly windows: readonly number[];
}

/**
 * The steady state of a page: what its frames allocate once V8 has compiled them. Until then every sum that is interpreted is
 * garbage, and how many frames that takes is the host's affair: V8 compiles beside the page, and on a host with a busy or slow
 * processor thousands of frames may have been drawn before it has; a fixed count of frames measured the interpreter there. So windows are
 * measured one after another until they no longer fall; where that is at more than `enough` bytes, to the last: functions are compiled in turns, and between
 * two of them nothing falls. What our code allocates in each frame is in every one of them, also in the least.
 */
export async function measureSettled(measureWindow: () => Promise<Allocation>, enough: number): Promise<Settled> {
  let least = await measureWindow();
  const windows = [least.own];
  let calm = 0;
  while ((calm < CALM_WINDOWS || least.own > enough) && windows.length < MOST_WINDOWS) {
    const next = await measureWindow();
    windows.push(next.own);
    calm = next.own < least.own * STEP_DOWN ? 0 : calm + 1;
    if (next.own < least.own) least = next;
  }
  return { allocation: least, windows };
}
