import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A server on loopback that is not the bank, and counts who comes; by TLS where it has a certificate for `localhost`. */
export async function startLoopbackServer(
  answer: RequestListener = (_request, response) => response.end('{}'),
  tls?: { readonly certificate: string; readonly key: string },
) {
  const hits: string[] = [];
  const listener: RequestListener = (request, response) => {
    hits.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`);
    answer(request, response);
  };
  const server = tls ? createTlsServer({ cert: tls.certificate, key: tls.key }, listener) : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `${tls ? 'https://localhost' : 'http://127.0.0.1'}:${(server.address() as AddressInfo).port}`,
    hits,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
