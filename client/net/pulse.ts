/**
 * Finds out whether the other end is still there. A socket whose network went away without a word stays open for minutes
 * (half open), and pages are not told of WebSocket pings: so we ask, and whoever does not answer in time is given up.
 */
export interface Pulse {
  /** Asks at once: the network or the page has come back. */
  check(): void;
  stop(): void;
}

/** Between an answer and the next question. */
export const ASK_EVERY_MS = 4000;
/** A question that is not answered for so long means that the link is gone. */
export const ANSWER_WITHIN_MS = 4000;
/** The same where there is reason to doubt: the network changed, or the page was hidden. */
export const ANSWER_WITHIN_MS_IN_DOUBT = 2000;
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
  let question = 0;

  function askNow(withinMs: number): void {
    clearTimeout(timer);
    const mine = ++question;
    const dueMs = performance.now() + withinMs;
    ask(() => {
      if (mine !== question) return;
      clearTimeout(timer);
      timer = setTimeout(() => askNow(ANSWER_WITHIN_MS), ASK_EVERY_MS);
    });
    timer = setTimeout(() => {
      if (performance.now() > dueMs + LATE_MS) askNow(ANSWER_WITHIN_MS_IN_DOUBT);
      else {
        question++;
        onGone();
      }
    }, withinMs);
  }

  timer = setTimeout(() => askNow(ANSWER_WITHIN_MS), ASK_EVERY_MS);
  return {
    check: () => askNow(ANSWER_WITHIN_MS_IN_DOUBT),
    stop() {
      question++;
      clearTimeout(timer);
    },
  };
}
