import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clientFrame } from './testing/client-frames.ts';
import { connected } from './testing/connected.ts';
import { type Wired, wire } from './testing/wire.ts';

const HEADER = Uint8Array.of(17, 1);
const BODY_BYTES = 3;
const MASK = [0x5a, 0xc3, 0x0f, 0x91] as const;
const TEXT = 1;
const BINARY = 2;
const CONTINUATION = 0;
const CLOSE = 8;
const PING = 9;

const whole = (payload: Uint8Array, opcode = BINARY) => clientFrame({ opcode, fin: true, payload, mask: MASK });
const part = (opcode: number, fin: boolean, ...payload: number[]) =>
  clientFrame({ opcode, fin, payload: Uint8Array.from(payload), mask: MASK });
/** A message of the lane. */
const message = (...body: number[]) => whole(Uint8Array.of(...HEADER, ...body));
const told = (...body: number[]) => `bytes ${Buffer.from([...HEADER, ...body]).toString('hex')}`;

/** Puts what the lane took among what `ws` told, marked. */
function openLane({ socket, told }: Wired, { isOpen = (): boolean => true } = {}): void {
  const take = (body: Uint8Array) => {
    told.push(`lane: bytes ${Buffer.from([...HEADER, ...body]).toString('hex')}`);
  };
  socket.openLane({ header: HEADER, bodyBytes: BODY_BYTES, isOpen, take });
}
async function wiredLane(options: { isOpen?: () => boolean; head?: Uint8Array } = {}): Promise<Wired> {
  const wired = await wire(options);
  openLane(wired, options);
  return wired;
}

test('a message of the lane that comes as one chunk is unmasked and goes straight', async () => {
  const { told: all, come } = await wiredLane();
  await come(message(1, 2, 3), message(4, 5, 6));
  expect(all).toEqual([`lane: ${told(1, 2, 3)}`, `lane: ${told(4, 5, 6)}`]);
});

test('a message of another header, length or kind goes by ws', async () => {
  const { told: all, come } = await wiredLane();
  const others = [[17, 2, 1, 2, 3], [16, 1, 1, 2, 3], [17, 1, 1, 2], [17, 1, 1, 2, 3, 4], []];
  await come(...others.map((payload) => whole(Uint8Array.from(payload))));
  await come(whole(Uint8Array.of(...HEADER, 1, 2, 3), TEXT), whole(Uint8Array.of(...HEADER, 1, 2, 3), PING));
  expect(all.map((one) => one.split(' ')[0])).toEqual([...others.map(() => 'bytes'), 'text', 'ping']);
});

test('cut in two, or two in one chunk, they go by ws, and the next goes straight again', async () => {
  const { told: all, come } = await wiredLane();
  for (let at = 1; at < message(1, 2, 3).length; at++) {
    await come(message(1, 2, 3).subarray(0, at), message(1, 2, 3).subarray(at), message(4, 5, 6));
    expect(all.splice(0)).toEqual([told(1, 2, 3), `lane: ${told(4, 5, 6)}`]);
  }
  await come(Buffer.concat([message(1, 2, 3), message(4, 5, 6)]), message(7, 8, 9));
  expect(all).toEqual([told(1, 2, 3), told(4, 5, 6), `lane: ${told(7, 8, 9)}`]);
});

test('bytes within a longer frame that look like a message of the lane are none', async () => {
  const { told: all, come } = await wiredLane();
  const hidden = message(1, 2, 3);
  const frame = clientFrame({ opcode: BINARY, fin: true, payload: hidden });
  await come(frame.subarray(0, 6), frame.subarray(6));
  expect(all).toEqual([`bytes ${hidden.toString('hex')}`]);
});

test('between the parts of a message it is ws that refuses another', async () => {
  const { told: all, come } = await wiredLane();
  await come(part(BINARY, false, 1), whole(Uint8Array.of(7), PING), part(CONTINUATION, true, 2), message(1, 2, 3));
  expect(all.splice(0)).toEqual(['ping 07', 'bytes 0102', `lane: ${told(1, 2, 3)}`]);
  await come(part(BINARY, false, 1), message(1, 2, 3));
  expect(all[0]).toBe('error WS_ERR_INVALID_OPCODE');
});

test('unmasked, in parts or with reserved bits it is ws that refuses it', async () => {
  const unmasked = Uint8Array.of(0x82, HEADER.length + BODY_BYTES, ...HEADER, 1, 2, 3);
  const reserved = message(1, 2, 3);
  reserved[0] = 0xc2;
  for (const [bytes, code] of [
    [unmasked, 'WS_ERR_EXPECTED_MASK'],
    [reserved, 'WS_ERR_UNEXPECTED_RSV_1'],
  ] as const) {
    const { told: all, come } = await wiredLane();
    await come(bytes, message(1, 2, 3));
    expect(all.filter((one) => one.startsWith('error') || one.startsWith('lane'))).toEqual([`error ${code}`]);
  }
  const inParts = await wiredLane();
  await inParts.come(part(BINARY, false, ...HEADER, 1, 2, 3), part(CONTINUATION, true));
  expect(inParts.told).toEqual([told(1, 2, 3)]);
});

test('before a lane is open and after it is closed, messages go by ws as they came', async () => {
  let isOpen = false;
  const { socket, told: all, come } = await wiredLane({ isOpen: () => isOpen });
  await come(message(1, 2, 3));
  isOpen = true;
  await come(message(4, 5, 6));
  socket.closeLane();
  await come(message(7, 8, 9));
  expect(all).toEqual([told(1, 2, 3), `lane: ${told(4, 5, 6)}`, told(7, 8, 9)]);
});

test('a word that closes the lane is heeded by the next message', async () => {
  let isOpen = true;
  const { socket, told: all, come } = await wiredLane({ isOpen: () => isOpen });
  socket.on('message', (bytes: Buffer) => {
    if (bytes.length === 1) isOpen = false;
  });
  await come(message(1, 2, 3), whole(Uint8Array.of(1)), message(4, 5, 6));
  expect(all).toEqual([`lane: ${told(1, 2, 3)}`, 'bytes 01', told(4, 5, 6)]);
});

test('while the socket is paused nothing overtakes what waits', async () => {
  const { socket, told: all, come } = await wiredLane();
  await come(message(1, 2, 3));
  socket.pause();
  await come(message(4, 5, 6), message(7, 8, 9));
  expect(all.splice(0)).toEqual([`lane: ${told(1, 2, 3)}`]);
  socket.resume();
  await come(message(1, 1, 1), message(2, 2, 2));
  // It is read on in the next turn.
  expect(all).toEqual([told(4, 5, 6), told(7, 8, 9), told(1, 1, 1), `lane: ${told(2, 2, 2)}`]);
});

test('after either side has said good-bye nothing goes straight', async () => {
  const ours = await wiredLane();
  await ours.come(message(1, 2, 3));
  ours.socket.close(4400);
  await ours.come(message(4, 5, 6));
  expect(ours.told).toEqual([`lane: ${told(1, 2, 3)}`, told(4, 5, 6)]);
  const theirs = await wiredLane();
  await theirs.come(message(1, 2, 3), whole(Uint8Array.of(0x03, 0xe8), CLOSE), message(4, 5, 6));
  expect(theirs.told.filter((one) => one !== 'close 1000')).toEqual([`lane: ${told(1, 2, 3)}`]);
  const cutOff = await wiredLane();
  await cutOff.come(message(1, 2, 3));
  cutOff.socket.terminate();
  await cutOff.come(message(4, 5, 6));
  expect(cutOff.told.filter((one) => one !== 'close 1006')).toEqual([`lane: ${told(1, 2, 3)}`]);
});

test('of a connection whose first bytes came with the request nothing goes straight', async () => {
  const hidden = message(1, 2, 3);
  const frame = clientFrame({ opcode: BINARY, fin: true, payload: hidden });
  const { told: all, come } = await wiredLane({ head: frame.subarray(0, 6) });
  await come(hidden, message(4, 5, 6));
  expect(all).toEqual([`bytes ${hidden.toString('hex')}`, told(4, 5, 6)]);
});

test('real connections share their memory, and nobody is told what came by another', async () => {
  const links = await Promise.all([connected(), connected()]);
  const all = await Promise.all(links.map(({ receiver }) => wire({ connection: receiver })));
  for (const wired of all) openLane(wired);
  const send = async (link: number, bytes: Uint8Array) => {
    const { sender, receiver } = links[link] as (typeof links)[number];
    const before = receiver.bytesRead;
    sender.write(bytes);
    await expect.poll(() => receiver.bytesRead).toBe(before + bytes.length);
  };
  const long = [new Uint8Array(90).fill(0xa1), new Uint8Array(90).fill(0xb2)] as const;
  const frames = long.map((payload) => whole(payload));
  // Each link's message is cut, and the other's comes in between; `ws` keeps its first half meanwhile.
  for (const [from, to] of [
    [0, 40],
    [40, 200],
  ] as const)
    for (const link of [0, 1]) await send(link, (frames[link] as Buffer).subarray(from, to));
  for (const link of [0, 1]) await send(link, message(link, 5, 6));
  expect(all.map((one) => one.told)).toEqual(
    long.map((payload, link) => [`bytes ${Buffer.from(payload).toString('hex')}`, `lane: ${told(link, 5, 6)}`]),
  );
  for (const link of links) link.close();
});

test('a message that is too long for a short frame has no lane', async () => {
  const { socket } = await wire();
  expect(() => socket.openLane({ header: HEADER, bodyBytes: 124, isOpen: () => true, take() {} })).toThrow('short');
});

/** Frames of all kinds, those of the lane first among them; some end the link. */
const someByte = fc.integer({ min: 0, max: 255 });
const someBytes = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(someByte, someByte, someByte).map((body) => Uint8Array.of(...HEADER, ...body)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 140 }) },
);
const someFrame = fc
  .record({
    opcode: fc.oneof({ weight: 8, arbitrary: fc.constant(BINARY) }, fc.constantFrom(0, 1, 3, 8, 9, 10)),
    fin: fc.oneof({ weight: 8, arbitrary: fc.constant(true) }, fc.boolean()),
    payload: someBytes,
    mask: fc.tuple(someByte, someByte, someByte, someByte),
  })
  .map(clientFrame);
/** Whole frames, several or pieces of them. */
const someChunks = fc
  .tuple(fc.array(someFrame, { maxLength: 12 }), fc.array(fc.option(fc.integer({ min: 1, max: 40 }), { freq: 3 })))
  .map(([frames, cuts]) => {
    const chunks: Buffer[] = [];
    let rest = Buffer.alloc(0);
    for (const [index, frame] of frames.entries()) {
      rest = Buffer.concat([rest, frame]);
      const cut = cuts[index];
      // Undefined: on its own. Else so much of what is there, and the rest with the next.
      const end = cut == null ? rest.length : Math.min(cut, rest.length);
      chunks.push(rest.subarray(0, end));
      rest = rest.subarray(end);
    }
    return [...chunks, rest].filter(({ length }) => length > 0);
  });

test('any bytes in any pieces tell the same with the lane as by ws alone', async () => {
  let straight = 0;
  await fc.assert(
    fc.asyncProperty(someChunks, async (chunks) => {
      const [byWs, byLane] = [await wire(), await wire()];
      openLane(byLane);
      await byWs.come(...chunks);
      await byLane.come(...chunks);
      straight += byLane.told.filter((one) => one.startsWith('lane: ')).length;
      expect(byLane.told.map((one) => one.replace('lane: ', ''))).toEqual(byWs.told);
      expect(byLane.socket.readyState).toBe(byWs.socket.readyState);
    }),
    { numRuns: 400 },
  );
  expect(straight).toBeGreaterThan(100);
});
