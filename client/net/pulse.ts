/**
 * Finds out whether the other end is still there. A socket whose network went away without a word stays open for minutes
 * (half open), and pages are not told of WebSocket pings: so where nothing is heard we ask, and whoever does not answer in time
 * is given up.
 */
export interface Pulse {
  /** Something came: the other end is there. */
  heard(): void;
  /** Nothing has come for so long, though it was asked for, that what is sent now may come late and all at once. */
  isStalled(): boolean;
  /** Asks at once: the network or the page has come back. */
  check(): void;
  stop(): void;
}

/** Where nothing is heard for so long, we ask. */
export const ASK_AFTER_MS = 1000;
/** A question that is not answered for so long means that the link is gone. */
export const ANSWER_WITHIN_MS = 4000;
/** The same where there is reason to doubt: the network changed, or the page was hidden. */
export const ANSWER_WITHIN_MS_IN_DOUBT = 2000;
/** A question that is not answered by now is held up somewhere, as is all else. */
export const STALLED_AFTER_MS = 1500;
/** A timer that comes so late was held up with the whole page, and the answer with it: it says nothing of the link. */
const LATE_MS = 1000;

interface PulseOptions {
  /** Asks the other end, which answers by the callback. */
  readonly ask: (answered: () => void) => void;
  /** The other end is gone. Called once, and nothing is asked after it. */
  readonly onGone: () => void;
}

export function startPulse({ ask, onGone }: PulseOptions): Pulse {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let heardMs = performance.now();
  /** When the open question was asked; null where there is none. */
  let askedMs: number | null = null;
  let question = 0;

  function wait(): void {
    clearTimeout(timer);
    const dueMs = Math.max(0, heardMs + ASK_AFTER_MS - performance.now());
    timer = setTimeout(() => (performance.now() < heardMs + ASK_AFTER_MS ? wait() : askNow(ANSWER_WITHIN_MS)), dueMs);
  }

  function askNow(withinMs: number): void {
    clearTimeout(timer);
    const mine = ++question;
    askedMs = performance.now();
    const dueMs = askedMs + withinMs;
    ask(() => {
      if (mine === question) heard();
    });
    timer = setTimeout(() => {
      if (performance.now() > dueMs + LATE_MS) askNow(ANSWER_WITHIN_MS_IN_DOUBT);
      else {
        question++;
        onGone();
      }
    }, withinMs);
  }

  function heard(): void {
    heardMs = performance.now();
    if (askedMs === null) return;
    askedMs = null;
    question++;
    wait();
  }

  wait();
  return {
    heard,
    isStalled: () => askedMs !== null && performance.now() - askedMs > STALLED_AFTER_MS,
    check: () => askNow(ANSWER_WITHIN_MS_IN_DOUBT),
    stop() {
      question++;
      askedMs = null;
      clearTimeout(timer);
    },
  };
}
