/** More often than this the room refuses a new look. */
const LOOK_EVERY_MS = 600;

/** Tells the room what one looks like: at each joining, and as often as it is changed, of many changes the last. */
export interface LookSender {
  joined(): void;
  show(packed: number): void;
  close(): void;
}

export function createLookSender(send: (packed: number) => void): LookSender {
  let packed: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isDue = false;
  const tell = () => {
    if (packed === null) return;
    isDue = false;
    send(packed);
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      if (isDue) tell();
    }, LOOK_EVERY_MS);
  };
  return {
    // The room is not ready for messages within the call that joins it.
    joined: () => queueMicrotask(tell),
    show(next) {
      if (next === packed) return;
      packed = next;
      if (timer === undefined) tell();
      else isDue = true;
    },
    close: () => clearTimeout(timer),
  };
}
