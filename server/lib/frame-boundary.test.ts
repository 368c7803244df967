import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FrameBoundary } from './frame-boundary.ts';
import { type ClientFrame, clientFrame } from './testing/client-frames.ts';

const BINARY = 2;
const CONTINUATION = 0;
const PING = 9;

/** Whether a message may begin after each of the bytes. */
function boundaries(bytes: Uint8Array, chunkOf: (at: number) => number = () => 1): Map<number, boolean> {
  const boundary = new FrameBoundary();
  const found = new Map<number, boolean>();
  for (let at = 0; at < bytes.length; ) {
    const end = Math.min(bytes.length, at + chunkOf(at));
    boundary.pass(bytes.subarray(at, end));
    found.set(end, boundary.isBetweenMessages);
    at = end;
  }
  return found;
}

test('before the first byte, and after the last byte of a frame, a message may begin', () => {
  expect(new FrameBoundary().isBetweenMessages).toBe(true);
  for (const length of [0, 1, 125, 126, 300, 65_535, 65_536]) {
    const bytes = clientFrame({ opcode: BINARY, fin: true, payload: new Uint8Array(length) });
    const between = [...boundaries(bytes)].filter(([, isBetween]) => isBetween).map(([at]) => at);
    expect(between).toEqual([bytes.length]);
  }
});

test('no message begins within another that comes in parts, nor after the control frames between these', () => {
  const part = (opcode: number, fin: boolean) => clientFrame({ opcode, fin, payload: Uint8Array.of(1, 2, 3) });
  const boundary = new FrameBoundary();
  for (const [frame, isBetween] of [
    [part(BINARY, false), false],
    [part(PING, true), false],
    [part(CONTINUATION, false), false],
    [part(CONTINUATION, true), true],
    [part(PING, true), true],
  ] as const) {
    boundary.pass(frame);
    expect(boundary.isBetweenMessages).toBe(isBetween);
  }
});

test('an unmasked frame has a shorter header', () => {
  const bytes = Uint8Array.of(0x82, 2, 1, 1);
  expect([...boundaries(bytes)]).toEqual([
    [1, false],
    [2, false],
    [3, false],
    [4, true],
  ]);
});

const someFrame: fc.Arbitrary<ClientFrame> = fc.record({
  opcode: fc.constantFrom(0, 1, 2, 9, 10),
  fin: fc.boolean(),
  payload: fc.uint8Array({ maxLength: 140 }),
});

test('however the bytes are cut, it answers the same at the same place', () => {
  fc.assert(
    fc.property(fc.array(someFrame, { maxLength: 8 }), fc.array(fc.integer({ min: 1, max: 150 })), (frames, cuts) => {
      const bytes = Buffer.concat(frames.map(clientFrame));
      const byByte = boundaries(bytes);
      let cut = 0;
      for (const [at, isBetween] of boundaries(bytes, () => cuts[cut++] ?? 7)) expect(isBetween).toBe(byByte.get(at));
    }),
  );
});
