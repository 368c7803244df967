import type { Dispatcher } from 'undici';
import { BankNotCalledError } from './bank-not-called.ts';
import { isLoopback } from './loopback.ts';
import {
  addressKey,
  chooseUpstream,
  type HealthThresholds,
  nextHealth,
  type UpstreamAddress,
  type UpstreamState,
} from './upstream-rules.ts';

export interface UpstreamHealth extends HealthThresholds {
  /** Asked with GET of each address, without a token; any answer below 500 is a sign of life. */
  readonly path: string;
  readonly periodMs: number;
  readonly timeoutMs: number;
}

export interface UpstreamPoolOptions {
  /** Scheme, name and port that requests, `Host`, TLS and DPoP proofs name, whichever address is connected to. */
  readonly origin: string;
  readonly discover: () => Promise<readonly UpstreamAddress[]>;
  readonly rediscoverMs: number;
  readonly health: UpstreamHealth;
  /** Connections to one address, under the name of the origin. */
  readonly connect: (address: UpstreamAddress) => Dispatcher;
  readonly onEvent?: (event: UpstreamEvent) => void;
}

export type UpstreamEvent =
  | { readonly upstream: 'added' | 'removed' | 'ejected' | 'returned' | 'refused'; readonly address: string }
  | { readonly upstream: 'discovery-failed'; readonly error: unknown };

export interface UpstreamSnapshot {
  readonly address: string;
  readonly healthy: boolean;
  readonly inFlight: number;
}

/** The servers of one bank behind one name: found, watched, taken out and put back, each call to one of them. */
export interface UpstreamPool {
  /**
   * Makes one call. `tried` holds the addresses where this call could not connect so far, and gets another where it cannot
   * now; they come last. `couldNotConnect` says whether an error is the address's fault.
   */
  use<T>(
    tried: Set<string>,
    couldNotConnect: (error: unknown) => boolean,
    call: (dispatcher: Dispatcher) => Promise<T>,
  ): Promise<T>;
  snapshot(): readonly UpstreamSnapshot[];
  /** Finds the addresses now. Where that fails the known ones stay. */
  rediscover(): Promise<void>;
  /** Asks every address for a sign of life now. */
  checkHealth(): Promise<void>;
  /** Rediscovers and checks by itself from now on. */
  start(): void;
  stop(): Promise<void>;
}

interface Upstream extends UpstreamState {
  healthy: boolean;
  streak: number;
  inFlight: number;
  credit: number;
  readonly dispatcher: Dispatcher;
}

export function createUpstreamPool(options: UpstreamPoolOptions): UpstreamPool {
  const { origin, discover, rediscoverMs, health, connect, onEvent = () => {} } = options;
  const plain = new URL(origin).protocol === 'http:';
  const upstreams = new Map<string, Upstream>();
  let discovery: Promise<void> | undefined;
  const timers: NodeJS.Timeout[] = [];

  async function learn(found: readonly UpstreamAddress[]): Promise<void> {
    const lawful = found.filter((address) => {
      // A name server must not make us speak in clear text to another machine.
      if (!plain || isLoopback(address.host)) return true;
      onEvent({ upstream: 'refused', address: addressKey(address) });
      return false;
    });
    if (lawful.length === 0) throw new Error(`no address of ${origin} was found`);
    const wanted = new Map(lawful.map((address) => [addressKey(address), address]));
    for (const [key, address] of wanted) {
      const known = upstreams.get(key);
      const state = known ?? { healthy: true, streak: 0, inFlight: 0, credit: 0, dispatcher: connect(address) };
      // The same object where it is known: calls in flight count themselves out of it.
      upstreams.set(key, Object.assign(state, { address }));
      if (!known) onEvent({ upstream: 'added', address: key });
    }
    for (const [key, { dispatcher }] of [...upstreams]) {
      if (wanted.has(key)) continue;
      upstreams.delete(key);
      onEvent({ upstream: 'removed', address: key });
      // Closes once the calls in flight are answered.
      dispatcher.close().catch(() => {});
    }
  }

  function rediscover(): Promise<void> {
    discovery ??= discover()
      .then(learn)
      .catch((error) => onEvent({ upstream: 'discovery-failed', error }))
      .finally(() => {
        discovery = undefined;
      });
    return discovery;
  }

  function report(upstream: Upstream, succeeded: boolean): void {
    const wasHealthy = upstream.healthy;
    Object.assign(upstream, nextHealth(upstream, succeeded, health));
    if (upstream.healthy !== wasHealthy)
      onEvent({ upstream: upstream.healthy ? 'returned' : 'ejected', address: addressKey(upstream.address) });
  }

  async function checkOne(upstream: Upstream): Promise<void> {
    try {
      const { statusCode, body } = await upstream.dispatcher.request({
        origin,
        path: health.path,
        method: 'GET',
        signal: AbortSignal.timeout(health.timeoutMs),
      });
      await body.dump();
      report(upstream, statusCode < 500);
    } catch {
      report(upstream, false);
    }
  }

  const checkHealth = async () => {
    await Promise.all([...upstreams.values()].map(checkOne));
  };

  return {
    async use(tried, couldNotConnect, call) {
      if (upstreams.size === 0) await rediscover();
      const turn = chooseUpstream([...upstreams.values()], tried);
      if (!turn) throw new BankNotCalledError('connection', 0, new Error(`no address of ${origin} is known`));
      for (const [upstream, credit] of turn.credits) upstream.credit = credit;
      const { chosen } = turn;
      chosen.inFlight += 1;
      try {
        const answer = await call(chosen.dispatcher);
        report(chosen, true);
        return answer;
      } catch (error) {
        if (couldNotConnect(error)) {
          tried.add(addressKey(chosen.address));
          report(chosen, false);
        }
        throw error;
      } finally {
        chosen.inFlight -= 1;
      }
    },
    snapshot: () => [...upstreams].map(([address, { healthy, inFlight }]) => ({ address, healthy, inFlight })),
    rediscover,
    checkHealth,
    start() {
      void rediscover();
      let checking = false;
      const check = async () => {
        if (checking) return;
        checking = true;
        await checkHealth();
        checking = false;
      };
      timers.push(
        setInterval(() => void rediscover(), rediscoverMs).unref(),
        setInterval(() => void check(), health.periodMs).unref(),
      );
    },
    async stop() {
      for (const timer of timers.splice(0)) clearInterval(timer);
      await Promise.all([...upstreams.values()].map(({ dispatcher }) => dispatcher.destroy()));
      upstreams.clear();
    },
  };
}
