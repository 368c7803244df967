import type { ConnectOptions, Fetch } from './outbound-fetch.ts';
import { connectToAddress, createOutboundFetch } from './outbound-fetch.ts';
import {
  createResilience,
  DEFAULT_RESILIENCE,
  type PolicyEvent,
  type Resilience,
  type ResilienceOptions,
  type ResilienceSnapshot,
} from './resilience.ts';
import { discoverUpstreams, type ResolveSrv, type UpstreamSource } from './upstream-discovery.ts';
import { createUpstreamPool, type UpstreamEvent, type UpstreamHealth, type UpstreamSnapshot } from './upstream-pool.ts';

export interface BankConnectionOptions {
  /** The only origins that get a request. */
  readonly origins: readonly string[];
  /** Origins that several servers answer for; each is one of `origins`. */
  readonly upstreams?: readonly { readonly origin: string; readonly source: UpstreamSource }[];
  readonly tls?: ConnectOptions['tls'];
  readonly policies?: Partial<ResilienceOptions>;
  readonly health?: Partial<UpstreamHealth>;
  readonly rediscoverMs?: number;
  readonly resolveSrv?: ResolveSrv;
  /** Told of whatever a policy or an address does: for the log. */
  readonly onEvent?: (event: BankEvent) => void;
}
export type BankEvent = PolicyEvent | UpstreamEvent;

/** The way to one bank: its origins, its servers, and the policies that all calls to it share. */
export interface BankConnection extends Pick<Resilience, 'repeatRead' | 'pauseMs'> {
  readonly fetch: Fetch;
  snapshot(): BankConnectionSnapshot;
  start(): void;
  stop(): Promise<void>;
}

export interface BankConnectionSnapshot extends ResilienceSnapshot {
  /** Of the origins with several servers; empty where there are none. */
  readonly upstreams: readonly UpstreamSnapshot[];
}

const DEFAULT_HEALTH: UpstreamHealth = {
  path: '/healthz',
  periodMs: 5000,
  timeoutMs: 2000,
  failuresToEject: 2,
  successesToReturn: 2,
};
const REDISCOVER_MS = 30_000;

export function createBankConnection({
  origins,
  upstreams = [],
  tls,
  policies,
  health,
  rediscoverMs = REDISCOVER_MS,
  resolveSrv,
  onEvent = () => {},
}: BankConnectionOptions): BankConnection {
  const resilience = createResilience({ ...DEFAULT_RESILIENCE, classOf: endpointClass, onEvent, ...policies });
  const connect: ConnectOptions = {
    timeoutMs: policies?.timeoutMs ?? DEFAULT_RESILIENCE.timeoutMs,
    ...(tls && { tls }),
  };
  const pools = new Map(
    upstreams.map(({ origin, source }) => [
      origin,
      createUpstreamPool({
        origin,
        discover: discoverUpstreams(source, resolveSrv),
        rediscoverMs,
        health: { ...DEFAULT_HEALTH, ...health },
        connect: (address) => connectToAddress(origin, address, connect),
        onEvent,
      }),
    ]),
  );
  return {
    fetch: createOutboundFetch({ origins, pools, resilience, ...connect }),
    repeatRead: resilience.repeatRead,
    pauseMs: resilience.pauseMs,
    snapshot: () => ({
      ...resilience.snapshot(),
      upstreams: [...pools.values()].flatMap((pool) => pool.snapshot()),
    }),
    start() {
      for (const pool of pools.values()) pool.start();
    },
    async stop() {
      await Promise.all([...pools.values()].map((pool) => pool.stop()));
    },
  };
}

/** `aisp` and `pisp` are the standard's own names in its addresses; whatever else there is belongs to the issuer. */
export function endpointClass({ pathname }: URL): string {
  return /\/(aisp|pisp)\//.exec(pathname)?.[1] ?? 'issuer';
}
