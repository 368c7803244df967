import { once } from 'node:events';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { afterEach, expect, test } from 'vitest';
import { shareReading } from './shared-reading.ts';
import { type Connected, connected } from './testing/connected.ts';

const opened: Connected[] = [];
afterEach(() => {
  for (const connection of opened.splice(0)) connection.close();
});
async function open(): Promise<Connected> {
  const connection = await connected();
  opened.push(connection);
  return connection;
}

test('this Node reads into shared memory, and what comes by each connection is its own', async () => {
  const ways = await Promise.all([open(), open()]);
  const told = ways.map(({ receiver }) => {
    const chunks: Buffer[] = [];
    expect(
      shareReading(receiver, (chunk) => {
        chunks.push(Buffer.from(chunk));
        return true;
      }),
    ).toBe(true);
    receiver.resume();
    return chunks;
  });
  const sent = ways.map((_, way) =>
    Array.from({ length: 40 }, (_, index) => Buffer.alloc(1 + index * 37, way * 40 + index)),
  );
  for (let index = 0; index < 40; index++)
    for (const [way, { sender }] of ways.entries()) sender.write(sent[way]?.[index] as Buffer);
  for (const { sender } of ways) sender.end();
  await Promise.all(ways.map(({ receiver }) => once(receiver, 'end')));
  for (const way of [0, 1]) expect(Buffer.concat(told[way] ?? []).equals(Buffer.concat(sent[way] ?? []))).toBe(true);
});

test('the memory is one: a chunk is good until its reader returns', async () => {
  const ways = await Promise.all([open(), open()]);
  const memories = new Set<ArrayBufferLike>();
  await Promise.all(
    ways.map(
      ({ sender, receiver }) =>
        new Promise<void>((resolve) => {
          shareReading(receiver, (chunk) => {
            memories.add(chunk.buffer);
            resolve();
            return true;
          });
          receiver.resume();
          sender.write('hello');
        }),
    ),
  );
  expect(memories.size).toBe(1);
});

test('who may not be given more is given no more until they read on', async () => {
  const { sender, receiver } = await open();
  let bytes = 0;
  shareReading(receiver, (chunk) => {
    bytes += chunk.length;
    return false;
  });
  receiver.resume();
  const all = Buffer.alloc(1024 * 1024);
  sender.write(all);
  await expect.poll(() => bytes).toBeGreaterThan(0);
  const first = bytes;
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(bytes).toBe(first);
  while (bytes < all.length) {
    receiver.read(0);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(bytes).toBe(all.length);
});

test('what is no socket is left as it is', () => {
  const stream = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() });
  const before = Reflect.ownKeys(stream);
  expect(shareReading(stream as unknown as Socket, () => true)).toBe(false);
  expect(Reflect.ownKeys(stream)).toEqual(before);
});
