import { CLOCK, POSE, POSES, RESYNC } from '../../shared/branch.ts';
import { encodePose, POSE_BYTES } from '../../shared/pose/pose-packet.ts';
import { createPose } from '../../shared/pose.ts';
import { MAX_MESSAGE_BYTES, NOTICE, REFUSED } from '../../shared/rooms.ts';

/** Messages of a WebSocket that no honest client sends, by kind. Each is made from `random` alone, so that a seed makes it again. */
export type FrameMaker = (random: () => number) => Uint8Array;

/** Colyseus' own codes of the first byte. */
const PROTOCOL = { join: 10, error: 11, leave: 12, data: 13, state: 14, bytes: 17, ping: 18, input: 19, request: 21 };
const TYPES = [
  POSE,
  CLOCK,
  RESYNC,
  POSES,
  REFUSED,
  NOTICE,
  '*',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '_$bpose',
  '_$bclock',
  '_$bresync',
  '',
  'say',
  'поза',
  '\u0000',
];

const below = (random: () => number, most: number) => Math.floor(random() * most);
const pick = <Item>(random: () => number, items: readonly Item[]) => items[below(random, items.length)] as Item;
const bytesOf = (random: () => number, length: number) => Uint8Array.from({ length }, () => below(random, 256));
const concat = (...parts: (Uint8Array | readonly number[])[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

/** A string as Colyseus and MessagePack write it. */
function text(value: string): Uint8Array {
  const utf8 = new TextEncoder().encode(value);
  if (utf8.length < 32) return concat([0xa0 | utf8.length], utf8);
  return concat([0xda, utf8.length >> 8, utf8.length & 255], utf8);
}

/** A type is a text, or a number below 128. */
const message = (code: number, type: string | number, payload: Uint8Array | readonly number[]) =>
  concat([code], typeof type === 'number' ? [type] : text(type), payload);

/** A pose that the codec reads, with a body anywhere. */
function pose(random: () => number): Uint8Array {
  const pose = createPose();
  const { headPosition, headRotation } = pose;
  headPosition.x = (random() - 0.5) * 120;
  headPosition.y = random() * 4;
  headPosition.z = (random() - 0.5) * 120;
  headRotation.w = 1;
  for (const hand of [pose.left, pose.right]) {
    hand.present = random() < 0.7;
    hand.position.x = headPosition.x + (random() - 0.5) * 3.9;
    hand.position.y = headPosition.y + (random() - 0.5) * 3.9;
    hand.position.z = headPosition.z + (random() - 0.5) * 3.9;
    hand.rotation.w = 1;
  }
  pose.teleported = random() < 0.3;
  const bytes = new Uint8Array(POSE_BYTES);
  encodePose(pose, random() * 2 ** 32, new DataView(bytes.buffer), 0);
  return bytes;
}

/** What an honest client sends, to be spoilt. */
function honest(random: () => number): Uint8Array {
  const kind = below(random, 4);
  if (kind === 0) return message(PROTOCOL.bytes, CLOCK, bytesOf(random, 8));
  if (kind === 1) return message(PROTOCOL.bytes, RESYNC, [0]);
  return message(PROTOCOL.bytes, POSE, pose(random));
}

/** MessagePack that is legal, or nearly, and unkind. */
const ODD_VALUES = (
  [
    () => [0xcb, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0], // NaN
    () => [0xcb, 0x7f, 0xf0, 0, 0, 0, 0, 0, 0], // Infinity
    () => [0xd3, 0x80, 0, 0, 0, 0, 0, 0, 0], // the least 64-bit number
    () => concat([0x81], text('__proto__'), [0x81], text('polluted'), [0xc3]),
    () => concat([0x81], text('constructor'), [0x81], text('prototype'), [0x81], text('polluted'), [0xc3]),
    () => concat([0x81], text('toJSON'), [0xc0]),
    () => new Array(2000).fill(0x91), // arrays in arrays, and no end
    () => new Array(1500).fill(0x81).flatMap(() => [0x81, 0xa1, 0x61]), // maps in maps
    () => [0xdd, 0x01, 0xff, 0xff, 0xff, 0xc0], // an array that claims 33 million
    () => [0xdf, 0xff, 0xff, 0xff, 0xff, 0xc0], // a map that claims four thousand million
    () => [0xdb, 0x7f, 0xff, 0xff, 0xff, 0x61], // a string of two gigabytes
    () => [0xc6, 0xff, 0xff, 0xff, 0xff], // bytes that are not there
    (random) => concat([0xc7, below(random, 64), below(random, 256)], bytesOf(random, below(random, 64))), // extension
    (random) => concat([pick(random, [0xd4, 0xd5, 0xd6, 0xd7, 0xd8]), below(random, 256)], bytesOf(random, 17)),
    () => [0xd6, 0xff, 0xff, 0xff, 0xff, 0xff], // a date
    (random) => concat([0xd4, 0x72, 0x40, 0x92], text('a'), text('__proto__'), bytesOf(random, 6)), // a record
    () => concat([0xc7, 12, 0x78, 0x92], text('(a+)+$'), text('gggg')), // a regular expression
    () => concat([0xc7, 8, 0x65, 0x93], text('Error'), [0xc0, 0xc0]), // an error
  ] satisfies ((random: () => number) => ArrayLike<number>)[]
).map(
  (make): FrameMaker =>
    (random) =>
      Uint8Array.from(make(random)),
);

export const FRAME_KINDS = {
  'random bytes': (random) => bytesOf(random, 1 + below(random, 200)),
  empty: () => new Uint8Array(0),
  'truncated message': (random) => {
    const whole = honest(random);
    return whole.subarray(0, 1 + below(random, whole.length - 1));
  },
  'message with flipped bits': (random) => {
    const bytes = Uint8Array.from(honest(random));
    for (let flips = 1 + below(random, 4); flips > 0; flips--) {
      const at = below(random, bytes.length);
      bytes[at] = (bytes[at] as number) ^ (1 << below(random, 8));
    }
    return bytes;
  },
  'pose with flipped bits': (random) => {
    const bytes = pose(random);
    const at = below(random, bytes.length);
    bytes[at] = (bytes[at] as number) ^ (1 << below(random, 8));
    return message(PROTOCOL.bytes, POSE, bytes);
  },
  'pose of random bytes': (random) => message(PROTOCOL.bytes, POSE, bytesOf(random, POSE_BYTES)),
  'pose anywhere': (random) => message(PROTOCOL.bytes, POSE, pose(random)),
  'pose of a wrong length': (random) => message(PROTOCOL.bytes, POSE, bytesOf(random, below(random, 120))),
  'clock of a wrong length': (random) => message(PROTOCOL.bytes, CLOCK, bytesOf(random, below(random, 40))),
  'resync with luggage': (random) => message(PROTOCOL.bytes, RESYNC, bytesOf(random, below(random, 500))),
  'unknown type': (random) =>
    message(pick(random, [PROTOCOL.data, PROTOCOL.bytes]), `type-${below(random, 1e6)}`, [0xc0]),
  'known type, odd value': (random) =>
    message(pick(random, [PROTOCOL.data, PROTOCOL.bytes]), pick(random, TYPES), pick(random, ODD_VALUES)(random)),
  'type that is a number': (random) => concat([PROTOCOL.data, below(random, 256)], bytesOf(random, 9)),
  'type that is no text': (random) =>
    concat([pick(random, [PROTOCOL.data, PROTOCOL.bytes, PROTOCOL.request])], [0xa4], bytesOf(random, 4)),
  request: (random) =>
    concat(
      [PROTOCOL.request],
      message(
        below(random, 128),
        pick(random, [...TYPES, 'x'.repeat(below(random, 1900))]),
        pick(random, ODD_VALUES)(random),
      ),
    ),
  'frame of the room itself': (random) =>
    concat(
      [pick(random, [PROTOCOL.error, PROTOCOL.state, 15, 16, PROTOCOL.input, 20, 22])],
      bytesOf(random, below(random, 60)),
    ),
  'join again': () => Uint8Array.of(PROTOCOL.join),
  ping: () => Uint8Array.of(PROTOCOL.ping),
  'largest that is allowed': (random) =>
    message(PROTOCOL.bytes, pick(random, TYPES), new Uint8Array(MAX_MESSAGE_BYTES - 40)),
} satisfies Record<string, FrameMaker>;
export type FrameKind = keyof typeof FRAME_KINDS;
export const KIND_NAMES = Object.keys(FRAME_KINDS) as readonly FrameKind[];

/** More than a server takes: it closes with 1009. */
export const hugeFrame: FrameMaker = (random) => new Uint8Array(MAX_MESSAGE_BYTES + 1 + below(random, 60_000));
/** Ends the handshake, as an honest client does. */
export const JOIN_FRAME = Uint8Array.of(PROTOCOL.join);
