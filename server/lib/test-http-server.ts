import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** For tests: an HTTP server on loopback that remembers what it was asked. */
export interface TestHttpServer {
  readonly port: number;
  readonly address: string;
  /** Every request so far. */
  readonly requests: readonly IncomingMessage[];
  /** Frees the port and cuts all connections. */
  close(): Promise<void>;
}

export async function startTestHttpServer(
  answer: (request: IncomingMessage, response: ServerResponse, count: number) => void = (_, response) =>
    response.end('ok'),
  { port = 0, tls }: { readonly port?: number; readonly tls?: { readonly cert: string; readonly key: string } } = {},
): Promise<TestHttpServer> {
  const requests: IncomingMessage[] = [];
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    requests.push(request);
    answer(request, response, requests.length);
  };
  const server: Server = tls ? createTlsServer(tls, handle) : createServer(handle);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const bound = server.address() as AddressInfo;
  return {
    port: bound.port,
    address: `127.0.0.1:${bound.port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
