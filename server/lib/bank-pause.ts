import { setTimeout as delay } from 'node:timers/promises';
import { BankNotCalledError } from './bank-not-called.ts';

export interface PauseOptions {
  /** A shorter pause than this is waited out; a longer one declines the call. A bank's word counts up to `maxPauseMs`. */
  readonly patienceMs: number;
  readonly maxPauseMs: number;
}

/** What a bank said of when to come back. */
export interface BankPause {
  /** Waits out a short pause; throws {@link BankNotCalledError} in a long one. */
  heed(): Promise<void>;
  /** Keeps what an answer says. Throws for a 429, which says too that the bank did nothing. */
  note(answer: Response): Response;
  pauseMs(): number;
}

/** A 429 that does not say for how long. */
const UNSAID_MS = 1000;

export function createBankPause(
  { patienceMs, maxPauseMs }: PauseOptions,
  onPause: (pauseMs: number) => void,
): BankPause {
  let untilMs = 0;
  const pauseMs = () => Math.max(0, untilMs - Date.now());
  return {
    async heed() {
      const leftMs = pauseMs();
      if (leftMs > patienceMs) throw new BankNotCalledError('pause', leftMs);
      if (leftMs > 0) await delay(leftMs);
    },
    note(answer) {
      if (answer.status !== 429 && answer.status !== 503) return answer;
      const asked = readRetryAfter(answer.headers.get('retry-after'), Date.now(), maxPauseMs);
      const askedMs = asked ?? (answer.status === 429 ? UNSAID_MS : 0);
      if (askedMs > 0) {
        untilMs = Math.max(untilMs, Date.now() + askedMs);
        onPause(askedMs);
      }
      if (answer.status === 429) throw new BankNotCalledError('pause', askedMs);
      return answer;
    },
    pauseMs,
  };
}

/**
 * Reads `Retry-After` (RFC 9110, 10.2.3): seconds, or a date. Answers milliseconds between 0 and `maxMs`; null where there is
 * none that can be read.
 */
function readRetryAfter(value: string | null, nowMs: number, maxMs: number): number | null {
  if (value === null) return null;
  const ms = /^\d{1,9}$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - nowMs;
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), maxMs);
}
