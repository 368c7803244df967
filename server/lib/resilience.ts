import {
  BulkheadRejectedError,
  bulkhead,
  ExponentialBackoff,
  handleWhen,
  type Policy,
  retry,
  TimeoutStrategy,
  timeout,
} from 'cockatiel';
import { RateLimiterMemory, RateLimiterQueue } from 'rate-limiter-flexible';
import { type BankCircuit, type CircuitName, type CircuitOptions, createBankCircuit } from './bank-circuit.ts';
import { BankNotCalledError, findNotCalled } from './bank-not-called.ts';
import { type BankPause, createBankPause, type PauseOptions } from './bank-pause.ts';

export interface ResilienceOptions extends CircuitOptions, PauseOptions {
  /** One try: connecting, sending, and the whole answer. */
  readonly timeoutMs: number;
  /** Calls at a time, and calls that wait for one of them to end; what comes beyond is declined. */
  readonly concurrency: number;
  readonly queue: number;
  /** Further tries of what may be tried again, and the time after which none is begun. */
  readonly retries: number;
  readonly retryBudgetMs: number;
  readonly retryDelayMs: { readonly first: number; readonly max: number };
  /** Of this process to this bank. */
  readonly requestsPerSecond: number;
  /** A circuit opens, and a pause holds, for a class of endpoints: payments wait, balances do not. Few, and known. */
  readonly classOf: (url: URL) => string;
  readonly onEvent?: (event: PolicyEvent) => void;
}

export const DEFAULT_RESILIENCE = {
  timeoutMs: 6000,
  concurrency: 32,
  queue: 128,
  failuresToOpen: 8,
  openMs: { first: 500, max: 5000 },
  retries: 2,
  retryBudgetMs: 4000,
  retryDelayMs: { first: 100, max: 1000 },
  patienceMs: 1000,
  maxPauseMs: 5 * 60_000,
  requestsPerSecond: 1000,
} as const;

/** What a policy did, for the log: always one line, always which. */
export type PolicyEvent =
  | { readonly policy: 'retry'; readonly attempt: number; readonly delayMs: number }
  | { readonly policy: 'circuit'; readonly endpoints: string; readonly state: CircuitName; readonly openMs: number }
  | { readonly policy: 'pause'; readonly endpoints: string; readonly pauseMs: number }
  | { readonly policy: 'timeout' | 'bulkhead' | 'rate-limit' };

export interface ResilienceSnapshot {
  /** By class of endpoints; one that was never called is not in it. */
  readonly circuits: Readonly<Record<string, CircuitName>>;
  readonly inFlight: number;
  readonly queued: number;
}

export interface OutboundCall {
  readonly url: URL;
  /** May be made again though the bank may have seen it. */
  readonly repeatable: boolean;
  /** The caller's: it waits no longer than this. */
  readonly signal?: AbortSignal | undefined;
}

/** All policies of one bank. Whatever is sent to it goes through them, and they share what they learn. */
export interface Resilience {
  /**
   * Makes a call by `send`, which is given the signal that ends a try. Throws {@link BankNotCalledError} where the bank surely
   * did nothing; any other error leaves that open.
   */
  run(call: OutboundCall, send: (signal: AbortSignal) => Promise<Response>): Promise<Response>;
  /**
   * Repeats a read whose every try must be made anew, as one with a DPoP proof: a proof counts once. `read` calls through
   * {@link run}, whose own retries it does without.
   */
  repeatRead(read: () => Promise<Response>): Promise<Response>;
  /** How long the bank takes no calls to these classes of endpoints: it asked for a pause, or the circuit is open. */
  pauseMs(...classes: readonly string[]): number;
  snapshot(): ResilienceSnapshot;
}

export function createResilience(options: ResilienceOptions): Resilience {
  const { timeoutMs, concurrency, queue, classOf, onEvent = () => {} } = options;
  const limit = bulkhead(concurrency, queue);
  limit.onReject(() => onEvent({ policy: 'bulkhead' }));
  const rate = new RateLimiterQueue(new RateLimiterMemory({ points: options.requestsPerSecond, duration: 1 }), {
    maxQueueSize: concurrency,
  });
  const attempt = timeout(timeoutMs, TimeoutStrategy.Aggressive);
  attempt.onTimeout(() => onEvent({ policy: 'timeout' }));
  const classes = new Map<string, { readonly circuit: BankCircuit; readonly pause: BankPause }>();

  function learnedOf(endpoints: string) {
    let learned = classes.get(endpoints);
    if (!learned) {
      learned = {
        circuit: createBankCircuit(options, (state, openMs) =>
          onEvent({ policy: 'circuit', endpoints, state, openMs }),
        ),
        pause: createBankPause(options, (pauseMs) => onEvent({ policy: 'pause', endpoints, pauseMs })),
      };
      classes.set(endpoints, learned);
    }
    return learned;
  }

  async function takeToken(): Promise<void> {
    try {
      await rate.removeTokens(1);
    } catch (error) {
      onEvent({ policy: 'rate-limit' });
      throw new BankNotCalledError('rate-limit', 1000, error);
    }
  }

  async function tryOnce({ url, signal }: OutboundCall, send: (signal: AbortSignal) => Promise<Response>) {
    const { circuit, pause } = learnedOf(classOf(url));
    await pause.heed();
    await takeToken();
    // Whoever asked went while it stood in line: nothing is sent behind its back.
    if (signal?.aborted) throw new BankNotCalledError('bulkhead', 0, signal.reason);
    return pause.note(await circuit.run(() => attempt.execute(({ signal: ended }) => send(ended))));
  }

  /** A policy of its own for each call: the budget runs from its beginning. */
  function retrying({ options: mayRepeat }: Policy) {
    const endMs = Date.now() + options.retryBudgetMs;
    const { first, max } = options.retryDelayMs;
    const policy = retry(
      handleWhen((error) => Date.now() < endMs && mayRepeat.errorFilter(error)).orWhenResult(
        (result) => Date.now() < endMs && mayRepeat.resultFilter(result),
      ),
      { maxAttempts: options.retries, backoff: new ExponentialBackoff({ initialDelay: first, maxDelay: max }) },
    );
    policy.onRetry(({ attempt: number, delay }) => onEvent({ policy: 'retry', attempt: number, delayMs: delay }));
    return policy;
  }

  return {
    async run(call, send) {
      const policy = retrying(call.repeatable ? READ_AGAIN : SEND_AGAIN);
      try {
        return await limit.execute(() => policy.execute(() => tryOnce(call, send)));
      } catch (error) {
        throw error instanceof BulkheadRejectedError ? new BankNotCalledError('bulkhead', 0, error) : error;
      }
    },
    repeatRead: (read) => retrying(READ_AGAIN).execute(read),
    pauseMs: (...asked) =>
      Math.max(0, ...asked.map(learnedOf).flatMap(({ circuit, pause }) => [circuit.pauseMs(), pause.pauseMs()])),
    snapshot: () => ({
      circuits: Object.fromEntries([...classes].map(([endpoints, { circuit }]) => [endpoints, circuit.state()])),
      inFlight: concurrency - limit.executionSlots,
      queued: queue - limit.queueSlots,
    }),
  };
}

/** What was never sent may be sent, whatever it is. */
const SEND_AGAIN = handleWhen((error) => findNotCalled(error)?.policy === 'connection');

/** A read may be repeated after anything but a policy's "not now", which must not be answered by insisting. */
const READ_AGAIN = handleWhen((error) => (findNotCalled(error)?.policy ?? 'connection') === 'connection').orWhenResult(
  (result) => isPassing(result as Response),
);

/** A server that is just away. One that says when it will be back is taken at its word instead. */
function isPassing({ status, headers }: Response): boolean {
  return [502, 503, 504].includes(status) && !headers.has('retry-after');
}
