import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Bytes below the WebSocket: frames that break RFC 6455, and handshakes that are none. */
type WireMaker = (random: () => number) => Uint8Array;

const below = (random: () => number, most: number) => Math.floor(random() * most);

/** A frame as a client sends it, masked with zeros, header bits as given. */
function frame(firstByte: number, payload: Uint8Array): Uint8Array {
  const { length } = payload;
  const size = length < 126 ? [0x80 | length] : [0x80 | 126, length >> 8, length & 255];
  return Uint8Array.from([firstByte, ...size, 0, 0, 0, 0, ...payload]);
}
export const wholeFrame = (payload: Uint8Array): Uint8Array => frame(0x82, payload);

/** Each ends its link: 1002 (protocol), 1007 (text that is none), 1009 (too large). */
export const WIRE_KINDS = {
  'reserved bits': (random) => frame(0x82 | ((1 + below(random, 7)) << 4), Uint8Array.of(1)),
  'unknown opcode': (random) => frame(0x83 + below(random, 5), Uint8Array.of(1)),
  unmasked: () => Uint8Array.of(0x82, 1, 1),
  'fragmented ping': () => frame(0x09, Uint8Array.of(1)),
  'long ping': () => frame(0x89, new Uint8Array(126)),
  'continuation of nothing': () => frame(0x80, Uint8Array.of(1)),
  'message within a message': () =>
    Uint8Array.from([...frame(0x02, Uint8Array.of(13)), ...frame(0x82, Uint8Array.of(13))]),
  'text that is no UTF-8': () => frame(0x81, Uint8Array.of(0xff, 0xfe)),
  'close with a bad code': () => frame(0x88, Uint8Array.of(0, 1)),
  'close of one byte': () => frame(0x88, Uint8Array.of(3)),
  'length that claims gigabytes': () => Uint8Array.of(0x82, 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1),
  'length beyond all numbers': () => Uint8Array.of(0x82, 0xff, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0, 1),
  'fragments that grow too large': () =>
    Uint8Array.from([...frame(0x02, new Uint8Array(3000)), ...frame(0x00, new Uint8Array(3000))]),
} satisfies Record<string, WireMaker>;
export const WIRE_NAMES = Object.keys(WIRE_KINDS) as readonly (keyof typeof WIRE_KINDS)[];

const upgrade = (path: string, origin: string, change: (lines: string[]) => string[] = (lines) => lines) =>
  `${change([
    `GET ${path} HTTP/1.1`,
    'Host: branch.test',
    `Origin: ${origin}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
  ]).join('\r\n')}\r\n\r\n`;
const without = (name: string) => (lines: string[]) => lines.filter((line) => !line.startsWith(name));
const withLine = (name: string, line: string) => (lines: string[]) => [...without(name)(lines), line];

/** Requests for a socket that must not become one; `path` is of a seat that is good. */
export const HANDSHAKE_KINDS: Readonly<Record<string, (path: string, origin: string, random: () => number) => string>> =
  {
    'no origin': (path, origin) => upgrade(path, origin, without('Origin')),
    'another origin': (path) => upgrade(path, 'http://evil.test'),
    'another path': (_, origin) => upgrade('/elsewhere', origin),
    'path that climbs': (path, origin) => upgrade(`/rooms/../elsewhere${path}`, origin),
    'path that is none': (_, origin) => upgrade('//[', origin),
    'no key': (path, origin) => upgrade(path, origin, without('Sec-WebSocket-Key')),
    'a key that is none': (path, origin) =>
      upgrade(path, origin, withLine('Sec-WebSocket-Key', 'Sec-WebSocket-Key: x')),
    'an old version': (path, origin) =>
      upgrade(path, origin, withLine('Sec-WebSocket-Version', 'Sec-WebSocket-Version: 7')),
    'another upgrade': (path, origin) => upgrade(path, origin, withLine('Upgrade', 'Upgrade: h2c')),
    'by POST': (path, origin) => upgrade(path, origin).replace('GET', 'POST'),
    'no HTTP': (_path, _origin, random) =>
      `${String.fromCharCode(...Array.from({ length: 60 }, () => below(random, 256)))}\r\n\r\n`,
    'a header of 40 kB': (path, origin) =>
      upgrade(path, origin, (lines) => [...lines, `X-Long: ${'x'.repeat(40_000)}`]),
  };

/** A socket whose client is ours down to the last bit. */
export interface WireSocket {
  readonly socket: Socket;
  /** When the other side ended it. */
  readonly closed: Promise<void>;
}

/** Answers null where the server would not make it a WebSocket, or was silent for two seconds. */
export async function openWire(port: number, path: string, origin: string): Promise<WireSocket | null> {
  const wire = connectWire(port);
  wire.socket.write(upgrade(path, origin));
  const answer = await Promise.race([
    once(wire.socket, 'data').then(([data]) => (data as Buffer).toString('latin1')),
    wire.closed.then(() => ''),
  ]);
  return answer.startsWith('HTTP/1.1 101') ? wire : null;
}

export function connectWire(port: number): WireSocket {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  socket.on('error', () => {});
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  return { socket, closed };
}
