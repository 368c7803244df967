import { resolveSrv } from 'node:dns/promises';
import type { UpstreamAddress } from './upstream-rules.ts';

/** `host:port` each (IPv6 in brackets), or the DNS name of an SRV record that lists them: `_https._tcp.api.bank.example`. */
export type UpstreamSource = { readonly addresses: readonly string[] } | { readonly srv: string };

export interface SrvRecord {
  readonly name: string;
  readonly port: number;
  readonly priority: number;
  readonly weight: number;
}
export type ResolveSrv = (name: string) => Promise<readonly SrvRecord[]>;

/** Node does not tell how long a record lives, so whoever asks does so by a period of its own. */
export function discoverUpstreams(
  source: UpstreamSource,
  resolve: ResolveSrv = resolveSrv,
): () => Promise<readonly UpstreamAddress[]> {
  if ('addresses' in source) {
    const addresses = source.addresses.map(parseAddress);
    return async () => addresses;
  }
  return async () => {
    const records = await resolve(source.srv);
    // A target of "." says that the service is not there (RFC 2782).
    return records
      .filter(({ name }) => name !== '.' && name !== '')
      .map(({ name, port, priority, weight }) => ({ host: name, port, priority, weight }));
  };
}

function parseAddress(text: string): UpstreamAddress {
  const [, bracketed, host, port] = /^(?:\[([0-9a-f:]+)\]|([\w.-]+)):(\d{1,5})$/i.exec(text) ?? [];
  const address = { host: bracketed ?? host ?? '', port: Number(port), priority: 0, weight: 1 };
  if (!address.host || !(address.port > 0 && address.port < 65_536)) throw new Error(`${text} is not host:port`);
  return address;
}
