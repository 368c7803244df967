import { CANDIDATES_MAX, type Candidate, type Description, type Signal } from '../../shared/voice.ts';

/** Signals wait for each other so long: the room takes five messages a second, of which the chat is to keep most. */
export const SIGNAL_EVERY_MS = 400;
/** A message stays well under `MAX_MESSAGE_BYTES`. */
const CANDIDATES_MAX_LENGTH = 2800;

interface Waiting {
  description: Description | null;
  readonly candidates: Candidate[];
}

/** Sends what belongs together together, and not too often. */
export interface SignalSender {
  describe(to: string, description: Description): void;
  offer(to: string, candidate: Candidate): void;
  /** What waits for someone is no longer wanted. */
  forget(to: string): void;
  clear(): void;
}

export function createSignalSender(
  send: (to: string, signal: Signal) => void,
  everyMs: number = SIGNAL_EVERY_MS,
): SignalSender {
  const waiting = new Map<string, Waiting>();
  let isTimed = false;

  function waitingFor(to: string): Waiting {
    const known = waiting.get(to) ?? { description: null, candidates: [] };
    waiting.set(to, known);
    return known;
  }

  /** The first goes at the end of this turn of the event loop, the next ones when it is their time. */
  function hurry(): void {
    if (!isTimed) setTimeout(sendNext, 0);
    isTimed = true;
  }

  function sendNext(): void {
    const [next] = waiting;
    if (!next) {
      isTimed = false;
      return;
    }
    const [to, { description, candidates }] = next;
    waiting.delete(to);
    if (description) {
      if (candidates.length > 0) waiting.set(to, { description: null, candidates });
      send(to, { description });
    } else {
      const now = takeFitting(candidates);
      if (candidates.length > 0) waiting.set(to, { description: null, candidates });
      send(to, { candidates: now });
    }
    setTimeout(sendNext, everyMs);
  }

  return {
    describe(to, description) {
      // A later description has what an earlier one said.
      waitingFor(to).description = description;
      hurry();
    },
    offer(to, candidate) {
      waitingFor(to).candidates.push(candidate);
      hurry();
    },
    forget: (to) => void waiting.delete(to),
    clear: () => waiting.clear(),
  };
}

function takeFitting(candidates: Candidate[]): Candidate[] {
  let length = 0;
  const count = candidates.findIndex((candidate, index) => {
    length += JSON.stringify(candidate).length;
    return index > 0 && (index >= CANDIDATES_MAX || length > CANDIDATES_MAX_LENGTH);
  });
  return candidates.splice(0, count === -1 ? candidates.length : count);
}
