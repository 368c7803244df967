import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { checkServerIdentity, type SecureContextOptions } from 'node:tls';
import { Agent, buildConnector, type Dispatcher, Pool, fetch as undiciFetch } from 'undici';
import { BankNotCalledError } from './bank-not-called.ts';
import { killPoints } from './kill-points.ts';
import type { Resilience } from './resilience.ts';
import type { UpstreamPool } from './upstream-pool.ts';
import type { UpstreamAddress } from './upstream-rules.ts';

export type Fetch = typeof globalThis.fetch;

export interface ConnectOptions {
  /** Bound on connecting, on waiting for headers, and again for the body. */
  readonly timeoutMs: number;
  /** Client certificate of mutual TLS, or the bank's own authority. */
  readonly tls?: Pick<SecureContextOptions, 'ca' | 'cert' | 'key'>;
}

export interface OutboundOptions extends ConnectOptions {
  /** The only origins that get a request, whatever address a bank's metadata or links may name. */
  readonly origins: readonly string[];
  /** Origins with several addresses; the others are looked up by name. */
  readonly pools?: ReadonlyMap<string, UpstreamPool>;
  readonly resilience?: Resilience;
}

const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

/** `*.localhost` is loopback by RFC 6761, though most system resolvers do not know it. */
const lookupLocalhost: LookupFunction = (hostname, options, callback) => {
  lookup(hostname.endsWith('.localhost') ? 'localhost' : hostname, options, callback);
};

/** The one `fetch` with which this server speaks to a bank: configured origins only, no redirects, bounded in time and size. */
export function createOutboundFetch({ origins, pools, resilience, ...connect }: OutboundOptions): Fetch {
  const byName = new Agent({ ...dispatcherOptions(connect), connect: createConnector(connect) });
  const once = async (url: URL, init: RequestInit, tried: Set<string>, signal?: AbortSignal) => {
    const exchange = (dispatcher: Dispatcher) => {
      const act = () => send(url, signal ? withSignal(init, signal) : init, dispatcher);
      return killPoints ? killPoints.aroundCall(url, init, act) : act();
    };
    const pool = pools?.get(url.origin);
    return pool ? pool.use(tried, couldNotConnect, exchange) : exchange(byName);
  };
  const outboundFetch = async (input: URL | string, init: RequestInit = {}) => {
    const url = new URL(input);
    if (!origins.includes(url.origin))
      throw new TypeError(`no request is sent to ${url.origin}: not an origin of the bank's configuration`);
    const tried = new Set<string>();
    if (!resilience) return once(url, init, tried);
    const call = { url, repeatable: isRepeatable(init), signal: init.signal ?? undefined };
    return resilience.run(call, (signal) => once(url, init, tried, signal));
  };
  return outboundFetch as Fetch;
}

/** Connections to one address of an origin. Names stay the origin's: `Host`, and whom the certificate must be for. */
export function connectToAddress(origin: string, address: UpstreamAddress, connect: ConnectOptions): Dispatcher {
  const { hostname } = new URL(origin);
  const connector = createConnector({
    ...connect,
    tls: { ...connect.tls, checkServerIdentity: (_host, certificate) => checkServerIdentity(hostname, certificate) },
  });
  return new Pool(origin, {
    ...dispatcherOptions(connect),
    connect: (options, callback) =>
      connector({ ...options, hostname: address.host, port: String(address.port) }, callback),
  });
}

/**
 * A read may be made again, but not the very same one where it carries a token: the token goes with a DPoP proof, which a
 * bank takes once. Whoever makes the proofs repeats those (`Resilience.repeatRead`). A payment is never made again here, key
 * or no key: its journal does that, after asking the bank what became of it.
 */
function isRepeatable({ method = 'GET', headers }: RequestInit): boolean {
  return ['GET', 'HEAD'].includes(method.toUpperCase()) && !new Headers(headers).has('authorization');
}

/** Errors of connecting: what waited for the connection was never sent. */
const connectErrors = new WeakSet<object>();

function createConnector({
  timeoutMs,
  tls,
}: Omit<ConnectOptions, 'tls'> & { readonly tls?: buildConnector.BuildOptions }): buildConnector.connector {
  const connector = buildConnector({ ...tls, timeout: timeoutMs, lookup: lookupLocalhost });
  return (options, callback) =>
    connector(options, (...[error, socket]) => {
      if (!error) return callback(null, socket as NonNullable<typeof socket>);
      connectErrors.add(error);
      callback(error, null);
    });
}

function dispatcherOptions({ timeoutMs }: ConnectOptions) {
  return { headersTimeout: timeoutMs, bodyTimeout: timeoutMs, maxResponseSize: MAX_ANSWER_BYTES };
}

function couldNotConnect(error: unknown): boolean {
  return error instanceof BankNotCalledError && error.policy === 'connection';
}

function withSignal(init: RequestInit, signal: AbortSignal): RequestInit {
  return { ...init, signal: init.signal ? AbortSignal.any([init.signal, signal]) : signal };
}

/** One exchange, read to its end: a body that stays out is an answer that stays out. */
async function send(url: URL, init: RequestInit, dispatcher: Dispatcher): Promise<Response> {
  try {
    const answer = await undiciFetch(url, { ...init, redirect: 'error', dispatcher } as Parameters<
      typeof undiciFetch
    >[1]);
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of answer.body ?? []) {
      bytes += chunk.byteLength;
      // Counted again after unpacking.
      if (bytes > MAX_ANSWER_BYTES) throw new RangeError(`the answer of ${url.origin} is too large`);
      chunks.push(chunk);
    }
    const headers = [...answer.headers].filter(([name]) => !['content-encoding', 'content-length'].includes(name));
    return new Response(answer.body && Buffer.concat(chunks), {
      status: answer.status,
      statusText: answer.statusText,
      headers: headers as [string, string][],
    });
  } catch (error) {
    const { cause } = error as Error;
    if (typeof cause === 'object' && cause && connectErrors.has(cause))
      throw new BankNotCalledError('connection', 0, error);
    throw error;
  }
}
