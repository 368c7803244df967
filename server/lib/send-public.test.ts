import { get } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';
import express from 'express';
import { afterEach, expect, test } from 'vitest';
import { sendPublic } from './send-public.ts';
import { startTestHttpServer, type TestHttpServer } from './test-http-server.ts';

let server: TestHttpServer | undefined;
afterEach(() => server?.close());

/** What is sent of a value, and in which encoding, to a caller who reads these. */
async function sent(value: unknown, accepts: string) {
  const app = express().get('/', (request, response) => sendPublic(request, response, value));
  server = await startTestHttpServer((request, response) => void app(request, response));
  const { address } = server;
  return new Promise<{ encoding: string | undefined; type: string | undefined; bytes: Buffer }>((resolve, reject) => {
    get(`http://${address}/`, { headers: { 'accept-encoding': accepts } }, async (answer) => {
      const { 'content-encoding': encoding, 'content-type': type } = answer.headers;
      resolve({ encoding, type, bytes: Buffer.concat(await answer.toArray()) });
    }).once('error', reject);
  });
}

const LONG = { signs: Array.from({ length: 300 }, (_, index) => `desk ${index}`) };

test('a long answer is compressed for whoever reads that, and is the same', async () => {
  const { encoding, type, bytes } = await sent(LONG, 'gzip, br');
  expect([encoding, type]).toEqual(['br', 'application/json; charset=utf-8']);
  expect(JSON.parse(brotliDecompressSync(bytes).toString())).toEqual(LONG);
});

test.each([
  ['for who does not read it', LONG, 'gzip'],
  ['where it is short', { desk: 1 }, 'br'],
])('an answer is sent as it is %s', async (_, value, accepts) => {
  const { encoding, bytes } = await sent(value, accepts);
  expect(encoding).toBeUndefined();
  expect(JSON.parse(bytes.toString())).toEqual(value);
});
