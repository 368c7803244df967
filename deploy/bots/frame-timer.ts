const FRAME_MS = 1000 / 72;

/** Calls `frame` 72 times a second, as a headset's display does, `phase` of a frame (0 to 1) after now; late where the machine is busy. Answers how to stop. */
export function startFrames(phase: number, frame: () => void): () => void {
  let dueMs = performance.now() + phase * FRAME_MS;
  let timer: ReturnType<typeof setTimeout>;
  function schedule(): void {
    const nowMs = performance.now();
    // What was missed is not made up for.
    if (dueMs < nowMs) dueMs += Math.ceil((nowMs - dueMs) / FRAME_MS) * FRAME_MS;
    timer = setTimeout(tick, dueMs - nowMs);
  }
  function tick(): void {
    frame();
    schedule();
  }
  schedule();
  return () => clearTimeout(timer);
}
