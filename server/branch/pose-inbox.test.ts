import { expect, test } from 'vitest';
import { POSE_BYTES } from '../../shared/pose/pose-packet.ts';
import { PoseInbox } from './pose-inbox.ts';

const packet = (byte: number) => new Uint8Array(POSE_BYTES).fill(byte);

/** All that is told, as slot, first and last byte, and time. */
function drained(inbox: PoseInbox): number[][] {
  const told: number[][] = [];
  inbox.drain((slot, bytes, atMs) => told.push([slot, bytes[0] ?? -1, bytes[POSE_BYTES - 1] ?? -1, atMs]));
  return told;
}

test('poses are told of once, in the order they came, with what they were then', () => {
  const inbox = new PoseInbox();
  const used = packet(1);
  inbox.put(3, used, 10.5);
  used.fill(2);
  inbox.put(255, used, 11);
  inbox.put(3, packet(7), 12);
  expect(drained(inbox)).toEqual([
    [3, 1, 1, 10.5],
    [255, 2, 2, 11],
    [3, 7, 7, 12],
  ]);
  expect(drained(inbox)).toEqual([]);
});

test('a full inbox takes nothing more until it is drained', () => {
  const inbox = new PoseInbox();
  let taken = 0;
  while (inbox.put(taken % 256, packet(taken % 256), taken)) taken++;
  expect(taken).toBeGreaterThanOrEqual(256);
  expect(drained(inbox).map(([, , , atMs]) => atMs)).toEqual(Array.from({ length: taken }, (_, index) => index));
  expect(inbox.put(0, packet(0), 0)).toBe(true);
});

test('who is told of one may have the rest told meanwhile, and none is told twice', () => {
  const inbox = new PoseInbox();
  for (let slot = 0; slot < 5; slot++) inbox.put(slot, packet(slot), slot);
  const told: number[] = [];
  inbox.drain((slot) => {
    told.push(slot);
    if (slot === 1) inbox.drain((rest) => told.push(rest));
  });
  expect(told).toEqual([0, 1, 2, 3, 4]);
});
