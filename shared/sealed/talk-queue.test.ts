import { expect, test } from 'vitest';
import type { TalkMessage } from '../talk-message.ts';
import { queued } from './talk-queue.ts';
import type { Waiting } from './talk-view.ts';

const pointing = (page: number): TalkMessage => ({
  kind: 'pointing',
  pointing: { documentId: '3f0e8a52-7f2e-4a6e-9a0e-3a1d2b7c9e11', page, at: null },
});
const text = (words: string): TalkMessage => ({ kind: 'text', text: words });
const caption = (words: string): TalkMessage => ({ kind: 'caption', text: words });
/** The first is under way. */
const all = (messages: readonly TalkMessage[], isHeard = true) =>
  messages.reduce<readonly Waiting[]>(
    (waiting, message) => queued(waiting, message, { isHeard, underWay: waiting[0]?.ref ?? null }),
    [],
  );
const order = (waiting: readonly Waiting[]) =>
  waiting.map(({ message }) =>
    message.kind === 'pointing' ? message.pointing.page : 'text' in message ? message.text : message.kind,
  );

test('words go before what is of the moment, but not before what is under way', () => {
  expect(order(all([caption('one'), caption('two'), text('a'), text('b'), caption('three')]))).toEqual([
    'one',
    'a',
    'b',
    'two',
    'three',
  ]);
});

test('of places that one points at, the last counts; one that is under way stays', () => {
  expect(order(all([pointing(1), pointing(2), pointing(3), text('a'), pointing(4)]))).toEqual([1, 'a', 4]);
});

test('what is of the moment is not said later; words are', () => {
  expect(order(all([caption('one'), pointing(1), text('a'), pointing(2)], false))).toEqual(['a']);
});
