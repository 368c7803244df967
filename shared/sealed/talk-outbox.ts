/** Under what the room takes of one link, five a second. */
const GAP_MS = 250;
const UNHEARD_MS = 6000;
const REFUSED_MS = 1100;

interface Offered {
  readonly ref: string;
}

/** When the first of what waits is sent, and sent again: the server orders the same `ref` once. */
export interface TalkOutbox {
  /** What is to be sent now; null for nothing. What is under way is not sent again for being offered again. */
  offer(first: Offered | null): void;
  /** What was under way has come back, or never will. */
  settled(): void;
  retry(): void;
  close(): void;
}

export function createTalkOutbox(dispatch: (ref: string) => void): TalkOutbox {
  let offered: Offered | null = null;
  let isUnderWay = false;
  let lastSentMs = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function sendIn(waitMs: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!offered) return;
      isUnderWay = true;
      lastSentMs = performance.now();
      dispatch(offered.ref);
      sendIn(UNHEARD_MS);
    }, waitMs);
  }

  return {
    offer(first) {
      const isSame = first?.ref === offered?.ref;
      offered = first;
      if (!first) {
        isUnderWay = false;
        clearTimeout(timer);
      } else if (!isSame || !isUnderWay) {
        isUnderWay = true;
        sendIn(Math.max(0, lastSentMs + GAP_MS - performance.now()));
      }
    },
    settled() {
      isUnderWay = false;
    },
    retry() {
      if (offered) sendIn(REFUSED_MS);
    },
    close() {
      offered = null;
      clearTimeout(timer);
    },
  };
}
