import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, fetch as undiciFetch } from 'undici';
import { killPoints } from './kill-points.ts';

export type Fetch = typeof globalThis.fetch;

export interface OutboundOptions {
  /** The only origins that get a request, whatever address a bank's metadata or links may name. */
  readonly origins: readonly string[];
  /** Bound on waiting for headers, and again for the body. */
  readonly timeoutMs: number;
}

const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

/** `*.localhost` is loopback by RFC 6761, though most system resolvers do not know it. */
const lookupLocalhost: LookupFunction = (hostname, options, callback) => {
  lookup(hostname.endsWith('.localhost') ? 'localhost' : hostname, options, callback);
};

/** The one `fetch` with which this server speaks to a bank: configured origins only, no redirects, bounded in time and size. */
export function createOutboundFetch({ origins, timeoutMs }: OutboundOptions): Fetch {
  const dispatcher = new Agent({
    connect: { lookup: lookupLocalhost, timeout: timeoutMs },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    maxResponseSize: MAX_ANSWER_BYTES,
  });
  const outboundFetch = async (input: URL | string, init?: RequestInit) => {
    const url = new URL(input);
    if (!origins.includes(url.origin))
      throw new TypeError(`no request is sent to ${url.origin}: not an origin of the bank's configuration`);
    return undiciFetch(url, { ...init, redirect: 'error', dispatcher } as Parameters<typeof undiciFetch>[1]);
  };
  return (killPoints?.watchFetch(outboundFetch) ?? outboundFetch) as unknown as Fetch;
}
