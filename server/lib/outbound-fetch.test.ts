import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOutboundFetch } from './outbound-fetch.ts';

let server: Server;
let port: number;
let hits = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    hits += 1;
    if (request.url === '/elsewhere') response.writeHead(302, { location: `http://127.0.0.1:${port}/` }).end();
    else response.end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());

test('a configured origin is reached, also under a name of localhost', async () => {
  const origin = `http://bank.localhost:${port}`;
  const answer = await createOutboundFetch({ origins: [origin], timeoutMs: 2000 })(`${origin}/`);
  expect(await answer.text()).toBe('ok');
});

test('any other origin gets no request', async () => {
  const before = hits;
  const fetch = createOutboundFetch({ origins: ['http://bank.localhost:1'], timeoutMs: 2000 });
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow(/not an origin/);
  expect(hits).toBe(before);
});

test('a redirect is not followed', async () => {
  const origin = `http://bank.localhost:${port}`;
  await expect(createOutboundFetch({ origins: [origin], timeoutMs: 2000 })(`${origin}/elsewhere`)).rejects.toThrow();
});
