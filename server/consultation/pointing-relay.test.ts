import type { Client, Room } from '@colyseus/core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Party } from '../../shared/consultation-members.ts';
import { POINTING, POINTINGS_PER_SECOND } from '../../shared/documents.ts';
import type { RoomGuard } from '../lib/room-guard.ts';
import { relayPointing } from './pointing-relay.ts';

/** The relay without a socket: who is sent what. */
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const pointing = { documentId: '3f0e8a52-7f2e-4a6e-9a0e-3a1d2b7c9e11', page: 2, at: { x: 0.5, y: 0.25 } };

function house() {
  const seats = new Map<Client, { readonly party: Party }>();
  const refused: [Client, string][] = [];
  let hear: (client: Client, message: unknown) => void = () => {};
  const room = {
    onMessage(_type: string, handler: typeof hear) {
      hear = handler;
    },
  } as unknown as Room;
  const guard = { refuse: (client: Client, { code }: { code: string }) => refused.push([client, code]) };
  const relay = relayPointing(room, guard as unknown as RoomGuard, seats);
  const sit = (party: Party | null) => {
    const got: unknown[] = [];
    const client = { send: (type: string, message: unknown) => void (type === POINTING && got.push(message)) };
    if (party) seats.set(client as unknown as Client, { party });
    return { client: client as unknown as Client, got };
  };
  return { relay, sit, refused, say: (client: Client, message: unknown) => hear(client, message) };
}

test('where one points is told to the partner, in each of their tabs, and to nobody else', () => {
  const { sit, say } = house();
  const [mine, myTab, theirs, theirTab, stranger] = [
    sit('customer'),
    sit('customer'),
    sit('consultant'),
    sit('consultant'),
    sit(null),
  ];
  say(mine.client, pointing);
  expect([theirs.got, theirTab.got]).toEqual([[pointing], [pointing]]);
  say(theirs.client, { ...pointing, at: null });
  expect([mine.got, myTab.got]).toEqual([[{ ...pointing, at: null }], [{ ...pointing, at: null }]]);
  say(stranger.client, pointing);
  expect([theirs.got.length, mine.got.length, stranger.got.length]).toEqual([1, 1, 0]);
});

test('who comes in is shown the page that the partner is at, and no pointer that may be old', () => {
  const { relay, sit, say } = house();
  const mine = sit('customer');
  const before = sit('consultant');
  relay.greet(before.client, 'consultant');
  expect(before.got).toEqual([]);
  say(mine.client, pointing);
  const after = sit('consultant');
  relay.greet(after.client, 'consultant');
  expect(after.got).toEqual([{ ...pointing, at: null }]);
});

test.each([
  ['a place beside the page', { ...pointing, at: { x: 1.01, y: 0 } }],
  ['a place that is no number', { ...pointing, at: { x: Number.NaN, y: 0 } }],
  ['a page before the first', { ...pointing, page: 0 }],
  ['half a page', { ...pointing, page: 1.5 }],
  ['no document', { ...pointing, documentId: 'x' }],
  ['nothing', null],
])('%s is refused and told to nobody', (_, message) => {
  const { sit, say, refused } = house();
  const [mine, theirs] = [sit('customer'), sit('consultant')];
  say(mine.client, pointing);
  say(mine.client, message);
  expect(refused).toEqual([[mine.client, 'message-malformed']]);
  expect(theirs.got).toEqual([pointing]);
});

test('what is not in the message’s schema goes no further', () => {
  const { sit, say } = house();
  const [mine, theirs] = [sit('customer'), sit('consultant')];
  say(mine.client, { ...pointing, html: '<img>' });
  expect(theirs.got).toEqual([pointing]);
});

test('ten in a second pass, as a pointer needs; a flood is refused, and ends with its second', () => {
  const { sit, say, refused } = house();
  const [mine, theirs] = [sit('customer'), sit('consultant')];
  for (let sent = 0; sent < 100; sent++) say(mine.client, pointing);
  expect(theirs.got.length).toBeGreaterThanOrEqual(POINTINGS_PER_SECOND);
  expect(theirs.got.length).toBeLessThanOrEqual(POINTINGS_PER_SECOND * 2);
  expect(refused).toHaveLength(100 - theirs.got.length);
  const before = theirs.got.length;
  vi.advanceTimersByTime(1000);
  say(mine.client, pointing);
  expect(theirs.got).toHaveLength(before + 1);
});
