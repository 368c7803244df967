/** Where one server of a bank listens. Smaller `priority` first; among equals, by `weight` (RFC 2782). */
export interface UpstreamAddress {
  readonly host: string;
  readonly port: number;
  readonly priority: number;
  readonly weight: number;
}

export interface UpstreamState {
  readonly address: UpstreamAddress;
  readonly healthy: boolean;
  /** Failures in a row while healthy, successes in a row while not. */
  readonly streak: number;
  readonly inFlight: number;
  /** What it is owed by the rotation: the one owed most is next. */
  readonly credit: number;
}

export interface HealthThresholds {
  readonly failuresToEject: number;
  readonly successesToReturn: number;
}

export function addressKey({ host, port }: Pick<UpstreamAddress, 'host' | 'port'>): string {
  return `${host}:${port}`;
}

/** One address's health after one more success or failure. */
export function nextHealth(
  { healthy, streak }: Pick<UpstreamState, 'healthy' | 'streak'>,
  succeeded: boolean,
  { failuresToEject, successesToReturn }: HealthThresholds,
): Pick<UpstreamState, 'healthy' | 'streak'> {
  if (succeeded === healthy) return { healthy, streak: 0 };
  const next = streak + 1;
  const turns = next >= (healthy ? failuresToEject : successesToReturn);
  return turns ? { healthy: !healthy, streak: 0 } : { healthy, streak: next };
}

/**
 * Whose turn it is: of the healthy ones not tried yet (of all, where none is healthy: to fail for sure helps nobody) the best
 * priority, there the least busy for its weight, and among those each in its turn. Answers the chosen one and the credits
 * that its turn leaves behind.
 */
export function chooseUpstream<S extends UpstreamState>(
  upstreams: readonly S[],
  tried: ReadonlySet<string>,
): { readonly chosen: S; readonly credits: ReadonlyMap<S, number> } | null {
  const untried = upstreams.filter(({ address }) => !tried.has(addressKey(address)));
  const open = untried.length > 0 ? untried : upstreams;
  const healthy = open.filter((upstream) => upstream.healthy);
  const candidates = leastBy(healthy.length > 0 ? healthy : open, ({ address }) => address.priority);
  const tied = leastBy(candidates, (upstream) => upstream.inFlight / weightOf(upstream));
  const total = tied.reduce((sum, upstream) => sum + weightOf(upstream), 0);
  const credits = new Map(tied.map((upstream) => [upstream, upstream.credit + weightOf(upstream)]));
  const [chosen] = [...tied].sort((a, b) => (credits.get(b) ?? 0) - (credits.get(a) ?? 0));
  if (!chosen) return null;
  credits.set(chosen, (credits.get(chosen) ?? 0) - total);
  return { chosen, credits };
}

/** A weight of 0 is a small one: its address is hardly chosen, but can be. */
function weightOf({ address }: UpstreamState): number {
  return Math.max(address.weight, 0.01);
}

function leastBy<T>(items: readonly T[], measure: (item: T) => number): T[] {
  const least = Math.min(...items.map(measure));
  return items.filter((item) => measure(item) === least);
}
