import { Room } from '@colyseus/sdk';
import { expect, test } from 'vitest';
import { POSE } from '../../shared/branch.ts';
import { createRepeatedMessage } from './repeated-message.ts';

/** A room whose link writes down what it is given. */
function open({ isOpen = true } = {}) {
  const room = new Room('hall');
  const sent: number[][] = [];
  const connection = { isOpen, send: (bytes: Uint8Array) => sent.push([...bytes]) };
  Object.assign(room, { connection });
  return { room, sent };
}

const FIRST = Uint8Array.of(1, 2, 250);
const SECOND = Uint8Array.of(7, 0, 9);

test('a repeated message is on the wire what the SDK would have sent, each time', () => {
  const ours = open();
  const theirs = open();
  const message = createRepeatedMessage(POSE, FIRST.length);
  for (const bytes of [FIRST, SECOND]) {
    message.send(ours.room, bytes);
    theirs.room.sendBytes(POSE, bytes);
  }
  expect(theirs.sent).toHaveLength(2);
  expect(ours.sent).toEqual(theirs.sent);
});

test('a link that is not open gets nothing, now or later', () => {
  const { room, sent } = open({ isOpen: false });
  createRepeatedMessage(POSE, FIRST.length).send(room, FIRST);
  expect(sent).toEqual([]);
  expect(room.reconnection.enqueuedMessages).toEqual([]);
});

test('a type that takes more than a byte is refused', () => {
  expect(() => createRepeatedMessage(128, 3)).toThrow();
});
