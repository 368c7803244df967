/**
 * Milliseconds of one clock that every process of a machine shares (Linux: CLOCK_MONOTONIC): what a viewer is shown is held
 * against it, not against the clocks that the protocol makes.
 */
const originMs = Number(process.hrtime.bigint()) / 1e6 - performance.now();

export const trueTime = (): number => performance.now() + originMs;
/** The motion's time, seconds; 0 before it began. */
export const motionTime = (epochTrueMs: number, nowMs: number): number =>
  Math.max(0, trueTimeAt(nowMs) - epochTrueMs) / 1000;
/** The shared clock at a moment of this process' `performance.now()`. */
export const trueTimeAt = (nowMs: number): number => nowMs + originMs;
