import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { WholeFrameSocket } from './whole-frame-socket.ts';

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', WebSocket: WholeFrameSocket });
let ours: WholeFrameSocket;
let theirs: WebSocket;
const read: { readonly bytes: Buffer; readonly isBinary: boolean }[] = [];

beforeAll(async () => {
  if (!server.address()) await once(server, 'listening');
  const opened = once(server, 'connection') as Promise<[WholeFrameSocket, IncomingMessage]>;
  theirs = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  theirs.on('message', (bytes: Buffer, isBinary) => read.push({ bytes, isBinary }));
  const [[socket, request]] = await Promise.all([opened, once(theirs, 'open')]);
  ours = socket;
  ours.attach(request.socket);
});
afterAll(() => {
  theirs.terminate();
  server.close();
});

/** All of it, once the last word has come. */
async function sent(): Promise<typeof read> {
  read.length = 0;
  const ended = new Promise<void>((resolve) => ours.once('pong', () => resolve()));
  ours.ping();
  await ended;
  return read;
}

test('a message of any length comes as it was sent, in the order it was sent in, beside what ws sends itself', async () => {
  const lengths = [0, 1, 125, 126, 127, 500, 65_535, 65_536, 3];
  for (const length of lengths) {
    ours.send(Buffer.alloc(length, length % 251), { binary: true });
    ours.send(`after ${length}`);
  }
  const got = await sent();
  expect(got.map(({ isBinary }) => isBinary)).toEqual(lengths.flatMap(() => [true, false]));
  for (const [index, length] of lengths.entries()) {
    expect(got[2 * index]?.bytes.equals(Buffer.alloc(length, length % 251))).toBe(true);
    expect(got[2 * index + 1]?.bytes.toString()).toBe(`after ${length}`);
  }
});

test('a part of a buffer is sent, not the whole of it, and may be written over at once', async () => {
  const all = Uint8Array.of(1, 2, 3, 4, 5);
  ours.send(all.subarray(1, 4));
  all.fill(9);
  expect((await sent()).map(({ bytes }) => [...bytes])).toEqual([[2, 3, 4]]);
});

test('bytes that are to be read as text, and a message in parts, go as they do by ws', async () => {
  ours.send(Buffer.from('привет'), { binary: false });
  ours.send(Buffer.from('one '), { fin: false });
  ours.send(Buffer.from('whole'), { fin: true });
  const got = await sent();
  expect(got.map(({ bytes }) => bytes.toString())).toEqual(['привет', 'one whole']);
});

test('a message in two parts comes as one, of any length', async () => {
  for (const length of [0, 123, 124, 65_533, 65_534]) {
    ours.sendParts(Uint8Array.of(17, 2), new Uint8Array(length).fill(7));
    const got = await sent();
    expect(got.map(({ bytes, isBinary }) => [bytes.length, isBinary])).toEqual([[length + 2, true]]);
    expect(got[0]?.bytes.equals(Buffer.concat([Uint8Array.of(17, 2), Buffer.alloc(length, 7)]))).toBe(true);
  }
});

test('what comes by a real connection in a lane goes straight', async () => {
  const straight: number[][] = [];
  const byWs: number[][] = [];
  ours.on('message', (bytes: Buffer) => byWs.push([...bytes]));
  const take = (body: Uint8Array) => void straight.push([...body]);
  ours.openLane({ header: Uint8Array.of(17, 1), bodyBytes: 2, isOpen: () => true, take });
  for (const last of [1, 2, 3]) {
    theirs.send(Uint8Array.of(17, 1, 0, last));
    await expect.poll(() => straight.at(-1)).toEqual([0, last]);
  }
  theirs.send(Uint8Array.of(18, 1, 0, 4));
  await expect.poll(() => byWs).toEqual([[18, 1, 0, 4]]);
});

test('who has sent is told when it is written, and that a closed link took nothing', async () => {
  await new Promise<void>((resolve, reject) =>
    ours.send(Buffer.of(1), { binary: true }, (error) => (error ? reject(error) : resolve())),
  );
  ours.close();
  const refused = await new Promise<Error | null | undefined>((resolve) => ours.send(Buffer.of(2), {}, resolve));
  expect(refused).toBeInstanceOf(Error);
});
