export interface Throttle<T> {
  /** Sends now, or the latest of what came meanwhile as soon as it may. */
  send(value: T): void;
  stop(): void;
}

/** No more than one sending in `everyMs`; the last value is never lost. */
export function createThrottle<T>(sendNow: (value: T) => void, everyMs: number): Throttle<T> {
  let waiting: { value: T } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush(): void {
    timer = undefined;
    if (!waiting) return;
    const { value } = waiting;
    waiting = null;
    sendNow(value);
    timer = setTimeout(flush, everyMs);
  }
  return {
    send(value) {
      waiting = { value };
      if (timer === undefined) flush();
    },
    stop: () => clearTimeout(timer),
  };
}
