import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  ExponentialBackoff,
  handleAll,
  handleWhen,
  type Policy,
  retry,
  TimeoutStrategy,
  timeout,
} from 'cockatiel';
import { RateLimiterMemory, RateLimiterQueue } from 'rate-limiter-flexible';
import { BankNotCalledError, findNotCalled } from './bank-not-called.ts';
import { readRetryAfter } from './retry-after.ts';

export interface ResilienceOptions {
  /** One try: connecting, sending, and the whole answer. */
  readonly timeoutMs: number;
  /** Calls at a time, and calls that wait for one of them to end; what comes beyond is declined. */
  readonly concurrency: number;
  readonly queue: number;
  /** Failures in a row (no answer, or a 5xx) that open the circuit; how long it stays open at first, and at most. */
  readonly failuresToOpen: number;
  readonly openMs: { readonly first: number; readonly max: number };
  /** Further tries of what may be tried again, and the time after which none is begun. */
  readonly retries: number;
  readonly retryBudgetMs: number;
  readonly retryDelayMs: { readonly first: number; readonly max: number };
  /** A shorter pause than this is waited out; a longer one declines the call. A bank's word counts up to `maxPauseMs`. */
  readonly patienceMs: number;
  readonly maxPauseMs: number;
  /** Of this process to this bank. */
  readonly requestsPerSecond: number;
  /** A pause that the bank asks for holds for a class of its endpoints: payments wait, balances do not. */
  readonly classOf: (url: URL) => string;
  readonly onEvent?: (event: PolicyEvent) => void;
}

export const DEFAULT_RESILIENCE = {
  timeoutMs: 6000,
  concurrency: 32,
  queue: 128,
  failuresToOpen: 8,
  openMs: { first: 1000, max: 30_000 },
  retries: 2,
  retryBudgetMs: 4000,
  retryDelayMs: { first: 100, max: 1000 },
  patienceMs: 1000,
  maxPauseMs: 5 * 60_000,
  requestsPerSecond: 500,
} as const;

/** What a policy did, for the log: always one line, always which. */
export type PolicyEvent =
  | { readonly policy: 'retry'; readonly attempt: number; readonly delayMs: number }
  | { readonly policy: 'circuit'; readonly state: CircuitName; readonly openMs?: number }
  | { readonly policy: 'pause'; readonly endpoints: string; readonly pauseMs: number }
  | { readonly policy: 'timeout' | 'bulkhead' | 'rate-limit' };

export type CircuitName = 'closed' | 'open' | 'half-open';

export interface ResilienceSnapshot {
  readonly circuit: CircuitName;
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
  const { timeoutMs, concurrency, queue, patienceMs, classOf, onEvent = () => {} } = options;
  const limit = bulkhead(concurrency, queue);
  limit.onReject(() => onEvent({ policy: 'bulkhead' }));
  const rate = new RateLimiterQueue(new RateLimiterMemory({ points: options.requestsPerSecond, duration: 1 }), {
    maxQueueSize: concurrency,
  });
  const attempt = timeout(timeoutMs, TimeoutStrategy.Aggressive);
  attempt.onTimeout(() => onEvent({ policy: 'timeout' }));
  const { circuit, openUntilMs } = createCircuit(options);
  const pauses = new Map<string, number>();

  const pauseOf = (endpoints: string) => Math.max(0, (pauses.get(endpoints) ?? 0) - Date.now());

  /** Waits out a short pause and declines in a long one. */
  async function heedPause(endpoints: string): Promise<void> {
    const pauseMs = pauseOf(endpoints);
    if (pauseMs > patienceMs) throw new BankNotCalledError('pause', pauseMs);
    if (pauseMs > 0) await new Promise((resume) => setTimeout(resume, pauseMs));
  }

  /** Keeps what the bank says of when to come back. 429 says too that it did nothing. */
  function notePause(endpoints: string, response: Response): Response {
    if (response.status !== 429 && response.status !== 503) return response;
    const asked = readRetryAfter(response.headers.get('retry-after'), Date.now(), options.maxPauseMs);
    const pauseMs = asked ?? (response.status === 429 ? UNSAID_PAUSE_MS : 0);
    if (pauseMs > 0) {
      pauses.set(endpoints, Math.max(pauses.get(endpoints) ?? 0, Date.now() + pauseMs));
      onEvent({ policy: 'pause', endpoints, pauseMs });
    }
    if (response.status === 429) throw new BankNotCalledError('pause', pauseMs);
    return response;
  }

  async function takeToken(): Promise<void> {
    try {
      await rate.removeTokens(1);
    } catch (error) {
      onEvent({ policy: 'rate-limit' });
      throw new BankNotCalledError('rate-limit', 1000, error);
    }
  }

  async function tryOnce(
    endpoints: string,
    signal: AbortSignal | undefined,
    send: (signal: AbortSignal) => Promise<Response>,
  ): Promise<Response> {
    await heedPause(endpoints);
    await takeToken();
    // Whoever asked went while it stood in line: nothing is sent behind its back.
    if (signal?.aborted) throw new BankNotCalledError('bulkhead', 0, signal.reason);
    const response = await circuit.execute(() => attempt.execute(({ signal: ended }) => send(ended)));
    return notePause(endpoints, response);
  }

  /** A policy of its own for each call: the budget runs from its beginning. */
  function retrying(mayRepeat: Policy) {
    const beganMs = Date.now();
    const policy = retry(
      handleWhen(
        (error) => Date.now() - beganMs < options.retryBudgetMs && mayRepeat.options.errorFilter(error),
      ).orWhenResult(
        (result) => Date.now() - beganMs < options.retryBudgetMs && mayRepeat.options.resultFilter(result),
      ),
      {
        maxAttempts: options.retries,
        backoff: new ExponentialBackoff({
          initialDelay: options.retryDelayMs.first,
          maxDelay: options.retryDelayMs.max,
        }),
      },
    );
    policy.onRetry(({ attempt: number, delay }) => onEvent({ policy: 'retry', attempt: number, delayMs: delay }));
    return policy;
  }

  return {
    async run({ url, repeatable, signal }, send) {
      const endpoints = classOf(url);
      try {
        return await limit.execute(() =>
          retrying(repeatable ? READ_AGAIN : SEND_AGAIN).execute(() => tryOnce(endpoints, signal, send)),
        );
      } catch (error) {
        if (error instanceof BrokenCircuitError)
          throw new BankNotCalledError('circuit', Math.max(0, openUntilMs() - Date.now()), error);
        if (error instanceof BulkheadRejectedError) throw new BankNotCalledError('bulkhead', 0, error);
        throw error;
      }
    },
    repeatRead: (read) => retrying(READ_AGAIN).execute(read),
    pauseMs: (...classes) =>
      Math.max(0, circuit.state === CircuitState.Open ? openUntilMs() - Date.now() : 0, ...classes.map(pauseOf)),
    snapshot: () => ({
      circuit: CIRCUIT_NAMES[circuit.state],
      inFlight: concurrency - limit.executionSlots,
      queued: queue - limit.queueSlots,
    }),
  };
}

/** A 429 that does not say for how long. */
const UNSAID_PAUSE_MS = 1000;

const CIRCUIT_NAMES: Readonly<Record<CircuitState, CircuitName>> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'half-open',
  [CircuitState.Isolated]: 'open',
};

/** What was never sent may be sent, whatever it is. */
const SEND_AGAIN = handleWhen((error) => findNotCalled(error)?.policy === 'connection');

/** A read may be repeated after anything but another policy's "not now", which must not be answered by insisting. */
const READ_AGAIN = handleWhen((error) => {
  if (error instanceof BrokenCircuitError) return false;
  const notCalled = findNotCalled(error);
  return notCalled ? notCalled.policy === 'connection' : true;
}).orWhenResult((result) => [502, 503, 504].includes((result as Response).status) && !saysWhen(result as Response));

function saysWhen(response: Response): boolean {
  return response.headers.has('retry-after');
}

/** Opens after so many failures in a row, for longer each time; while it is tried whether the bank is back, one call goes. */
function createCircuit({ failuresToOpen, openMs, onEvent = () => {} }: ResilienceOptions) {
  let openUntilMs = 0;
  const circuit = circuitBreaker(
    handleAll.orWhenResult((result) => (result as Response).status >= 500),
    {
      breaker: new ConsecutiveBreaker(failuresToOpen),
      halfOpenAfter: new DelegateBackoff(({ attempt }: { attempt: number }) => {
        const durationMs = Math.min(openMs.max, openMs.first * 2 ** Math.min(attempt - 1, 16));
        openUntilMs = Date.now() + durationMs;
        return durationMs;
      }),
    },
  );
  circuit.onBreak(() => onEvent({ policy: 'circuit', state: 'open', openMs: openUntilMs - Date.now() }));
  circuit.onHalfOpen(() => onEvent({ policy: 'circuit', state: 'half-open' }));
  circuit.onReset(() => onEvent({ policy: 'circuit', state: 'closed' }));
  return { circuit, openUntilMs: () => openUntilMs };
}
