import { LocalPresence, type Presence } from '@colyseus/core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { createKeptPlaces } from '../../server/branch/kept-places.ts';
import { openOnce } from '../../server/lib/open-once.ts';
import { createProcessChannel } from '../../server/lib/process-channel.ts';
import { createLocalBackend, openRedisBackend, type RoomsBackend } from '../../server/lib/rooms-backend.ts';
import { createSealedBox } from '../../server/lib/sealed-box.ts';
import { startTestRedis, type TestRedis } from '../redis.ts';

/** What holds in one process and over Redis alike. */
let redis: TestRedis | null;
const opened: RoomsBackend[] = [];
const box = createSealedBox(Buffer.alloc(32, 7));

async function openRedis(): Promise<RoomsBackend> {
  const backend = await openRedisBackend({ url: new URL(redis?.url ?? ''), box, onError: () => {} });
  opened.push(backend);
  return backend;
}

beforeAll(async () => {
  redis = await startTestRedis();
});
afterAll(async () => {
  for (const { presence, driver } of opened) {
    presence.shutdown();
    await driver.shutdown();
  }
  await redis?.stop();
});

describe.each([
  {
    name: 'one process',
    two: async () => {
      const { presence } = createLocalBackend();
      return [presence, presence] as const;
    },
  },
  { name: 'Redis', two: async () => [(await openRedis()).presence, (await openRedis()).presence] as const },
])('$name', ({ two }) => {
  let one: Presence;
  let other: Presence;
  beforeAll(async () => {
    [one, other] = await two();
  });

  test('who tells is not told; everyone else is, of what the schema has', async () => {
    const malformed: string[] = [];
    const told: string[] = [];
    const channels = [one, other, other].map((presence) =>
      createProcessChannel(presence, (topic) => malformed.push(topic)),
    );
    for (const [index, channel] of channels.entries())
      channel.hear('greeting', z.strictObject({ word: z.string() }), ({ word }) => told.push(`${index}: ${word}`));
    await expect.poll(() => one.channels('atrium:greeting')).toEqual(['atrium:greeting']);
    channels[0]?.tell('greeting', { word: 5 });
    channels[0]?.tell('greeting', { word: 'hello' });
    await expect.poll(() => told.toSorted()).toEqual(['1: hello', '2: hello']);
    expect(malformed).toEqual(['greeting', 'greeting']);
  });

  test('many who want a thing at once open it once, and all get the same', async () => {
    const things: string[] = [];
    const ask = (presence: Presence) =>
      openOnce(
        presence,
        'thing',
        async () => things[0],
        async () => {
          // The others come meanwhile.
          await new Promise((resume) => setTimeout(resume, 20));
          things.push(`thing ${things.length}`);
          return things.at(-1) as string;
        },
      );
    const got = await Promise.all(Array.from({ length: 20 }, (_, index) => ask(index % 2 ? one : other)));
    expect(new Set(got)).toEqual(new Set(['thing 0']));
    expect(things).toHaveLength(1);
  });

  test('who cannot open it lets the next try', async () => {
    const fail = () => Promise.reject(new Error('no room'));
    await expect(openOnce(one, 'other', async () => undefined, fail)).rejects.toThrow('no room');
    expect(
      await openOnce(
        other,
        'other',
        async () => undefined,
        async () => 'opened',
      ),
    ).toBe('opened');
  });

  test('where someone is, or stood last, is known to every process', async () => {
    const [here, there] = [createKeptPlaces(one, 'flagship'), createKeptPlaces(other, 'flagship')];
    expect(await there.find('customer:anna')).toBeUndefined();
    here.enter('customer:anna', 'hall-1');
    await expect.poll(() => there.find('customer:anna')).toEqual({ roomId: 'hall-1' });
    expect(await there.find('staff:anna')).toBeUndefined();
    expect(await createKeptPlaces(other, 'riverside').find('customer:anna')).toBeUndefined();
    here.leave('customer:anna', 'hall-1', { x: 1, z: -2 });
    await expect.poll(() => there.find('customer:anna')).toEqual({ roomId: 'hall-1', place: { x: 1, z: -2 } });
    there.enter('customer:anna', 'hall-2');
    await expect.poll(() => here.find('customer:anna')).toEqual({ roomId: 'hall-2' });
  });

  test('leaving one hall says nothing of who is in another by now', async () => {
    const places = createKeptPlaces(one, 'flagship');
    places.enter('customer:oliver', 'hall-2');
    places.leave('customer:oliver', 'hall-1', { x: 0, z: 0 });
    places.leave('customer:nobody', 'hall-1', { x: 0, z: 0 });
    places.enter('customer:last', 'hall-1');
    await expect.poll(() => places.find('customer:last')).toBeDefined();
    expect(await places.find('customer:oliver')).toEqual({ roomId: 'hall-2' });
    expect(await places.find('customer:nobody')).toBeUndefined();
  });

  test('what is kept of someone and cannot be read is as nothing', async () => {
    await one.set('atrium:body:flagship:customer:james', '{"roomId":5}');
    expect(await createKeptPlaces(one, 'flagship').find('customer:james')).toBeUndefined();
  });

  test('people meet by a code', async () => {
    expect(await createKeptPlaces(other, 'flagship').meetingRoom('code')).toBeUndefined();
    createKeptPlaces(one, 'flagship').meetIn('code', 'hall-3');
    await expect.poll(() => createKeptPlaces(other, 'flagship').meetingRoom('code')).toBe('hall-3');
  });
});

test('a Redis that does not answer is said at once', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  const url = new URL('redis://127.0.0.1:9');
  await expect(openRedisBackend({ url, box, onError: () => {} })).rejects.toThrow('127.0.0.1:9 does not answer');
});

test('a store that never answers keeps nobody waiting', async () => {
  const silent = Object.assign(new LocalPresence(), { get: () => new Promise(() => {}) });
  expect(await createKeptPlaces(silent, 'flagship').find('customer:anna')).toBeUndefined();
});
