import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { Entered } from '../bots/guest.ts';
import { createRandom } from '../bots/seeded-random.ts';
import { FRAME_KINDS, hugeFrame, JOIN_FRAME, KIND_NAMES } from './fuzz-frames.ts';
import { connectWire, HANDSHAKE_KINDS, openWire, WIRE_KINDS, WIRE_NAMES, wholeFrame } from './fuzz-wire.ts';
import { ORIGIN } from './live-branch-view.ts';

/** What an offender does, and how often of a thousand. */
const SESSIONS = {
  /** Everything mixed, over a seat that is good. */
  mixed: 620,
  /** One kind, over and over. */
  flood: 150,
  /** Has a seat, and never ends the handshake. */
  unjoined: 90,
  /** Another's seat, one that is used, one that never was, of a room that never was. */
  unseated: 40,
  huge: 20,
  wire: 50,
  handshake: 27,
  /** Goes on after it was told to go, and never says good-bye. */
  stubborn: 2,
  /** Asks and asks, and never reads what it is answered. */
  deaf: 1,
} as const;
export type SessionKind = keyof typeof SESSIONS;

/** More than a room takes of one link in a second: the link should not live to see all of them. */
const BURST = 260;
const MOST_BURSTS = 12;
const BETWEEN_BURSTS_MS = 1_100;
/** Who does not go when told is cut off after so long. */
const STUBBORN_MS = 8_000;
/** Whose answers pile up, after so long. */
const DEAF_MS = 40_000;

export interface SessionResult {
  readonly kind: SessionKind;
  /** Close codes that it was given; `cut` where the connection ended without one, `refused` where there never was one. */
  readonly ended: string;
  /** It was still connected when it should have been cut off. */
  readonly isStanding: boolean;
}

export interface SessionTools {
  readonly url: string;
  readonly enter: (name: string) => Promise<Entered>;
  /** Told of each frame that is sent, so that the last ones can be told when the server is gone. */
  readonly onSent: (session: number, what: string, bytes: Uint8Array) => void;
}

export function kindOf(session: number, random: () => number): SessionKind {
  // However few there are, the rarest are among them.
  const first = (['deaf', 'stubborn', 'stubborn', 'unjoined'] as const)[session];
  if (first) return first;
  let left = random() * 1000;
  for (const [kind, share] of Object.entries(SESSIONS)) {
    left -= share;
    if (left < 0) return kind as SessionKind;
  }
  return 'mixed';
}

/** Plays the session of a number: with the same seed it is the same again. */
export async function playSession(seed: number, session: number, tools: SessionTools): Promise<SessionResult> {
  const random = createRandom(seed * 1_000_003 + session);
  const kind = kindOf(session, random);
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
  // Some come again under a name that is there, and take over a body.
  const name = random() < 0.1 ? `offender-${Math.floor(random() * 5)}` : `offender-of-${session}`;
  const { seat } = await tools.enter(name);
  const path = `/rooms/${seat.processId}/${seat.roomId}?sessionId=${seat.sessionId}`;
  const port = Number(new URL(tools.url).port);
  const made = (what: string, bytes: Uint8Array) => {
    tools.onSent(session, what, bytes);
    return bytes;
  };
  const frameOf = (what = pick(KIND_NAMES)) => made(what, FRAME_KINDS[what](random));

  if (kind === 'handshake') {
    const what = pick(Object.keys(HANDSHAKE_KINDS));
    const { socket, closed } = connectWire(port);
    let answer = '';
    socket.on('data', (data) => {
      answer += data;
    });
    const request = (HANDSHAKE_KINDS[what] as (typeof HANDSHAKE_KINDS)[string])(path, ORIGIN, random);
    socket.write(made(what, Buffer.from(request, 'latin1')));
    await Promise.race([closed, delay(1500)]);
    socket.destroy();
    const isStanding = answer.startsWith('HTTP/1.1 101');
    return {
      kind,
      ended: isStanding ? `let in: ${what}` : `refused ${answer.slice(9, 12) || 'without a word'}`,
      isStanding,
    };
  }

  if (kind === 'wire' || kind === 'stubborn' || kind === 'deaf') {
    const wire = await openWire(port, path, ORIGIN);
    if (!wire) return { kind, ended: 'refused', isStanding: false };
    const { socket, closed } = wire;
    socket.write(wholeFrame(JOIN_FRAME));
    const until = async (ms: number, again: () => void) => {
      const dueMs = performance.now() + ms;
      while (!socket.destroyed && performance.now() < dueMs) {
        again();
        await Promise.race([closed, delay(kind === 'wire' ? 2000 : 1000)]);
      }
      const isStanding = !socket.destroyed;
      socket.destroy();
      return { kind, ended: isStanding ? 'not at all' : 'cut', isStanding };
    };
    if (kind === 'wire') {
      const what = pick(WIRE_NAMES);
      // It answers a close by ending the connection, as every WebSocket does.
      socket.on('data', (data) => {
        if ((data as Buffer).indexOf(0x88) >= 0) socket.end();
      });
      socket.write(wholeFrame(frameOf()));
      return until(6000, () => socket.write(made(what, WIRE_KINDS[what](random))));
    }
    if (kind === 'stubborn') {
      socket.resume();
      return until(STUBBORN_MS, () => {
        for (let frame = 0; frame < BURST; frame++) socket.write(wholeFrame(frameOf('pose of random bytes')));
      });
    }
    socket.pause();
    return until(DEAF_MS, () => {
      // Unasked pongs keep it alive.
      socket.write(Uint8Array.of(0x8a, 0x80, 0, 0, 0, 0));
      for (let frame = 0; frame < 170; frame++) socket.write(wholeFrame(REQUEST_OF_LONG_TYPE));
    });
  }

  if (kind === 'unseated') {
    const wrong = pick(['no seat', 'no such seat', 'no such room', 'used']);
    const url = tools.url.replace('http', 'ws');
    const target = {
      'no seat': `/rooms/${seat.processId}/${seat.roomId}`,
      'no such seat': path.replace(seat.sessionId, 'nobody'),
      'no such room': path.replace(seat.roomId, 'nowhere'),
      used: path,
    }[wrong as 'used'];
    if (wrong === 'used') await openAndEnd(url + path);
    return playFrames(new WebSocket(url + target, { origin: ORIGIN }), { joins: false, next: () => frameOf() });
  }
  const one = pick(KIND_NAMES);
  const socket = new WebSocket(tools.url.replace('http', 'ws') + path, { origin: ORIGIN });
  return playFrames(socket, {
    joins: kind !== 'unjoined',
    next: kind === 'huge' ? () => made('huge', hugeFrame(random)) : () => frameOf(kind === 'flood' ? one : undefined),
  });

  async function playFrames(
    socket: WebSocket,
    { joins, next }: { readonly joins: boolean; readonly next: () => Uint8Array },
  ): Promise<SessionResult> {
    let code = 0;
    let isOpen = false;
    // As text, most of it is no UTF-8, and ends the link at once.
    const isBinary = random() < 0.95;
    socket.on('error', () => {});
    const closed = new Promise<void>((resolve) =>
      socket.once('close', (closeCode) => {
        code = closeCode;
        resolve();
      }),
    );
    // What is sent before the room has let it in comes before the room listens, and is nobody's.
    await Promise.race([new Promise((resolve) => socket.once('message', resolve)), closed, delay(3000)]);
    isOpen = socket.readyState === WebSocket.OPEN;
    if (isOpen && joins) socket.send(JOIN_FRAME);
    for (let burst = 0; burst < MOST_BURSTS && code === 0; burst++) {
      for (let frame = 0; frame < BURST && socket.readyState === WebSocket.OPEN; frame++)
        socket.send(next(), { binary: isBinary, compress: false });
      await Promise.race([closed, delay(BETWEEN_BURSTS_MS)]);
    }
    socket.terminate();
    return {
      kind,
      ended: code === 0 ? 'not at all' : isOpen || code !== 1006 ? String(code) : 'refused',
      isStanding: code === 0,
    };
  }

  async function openAndEnd(url: string): Promise<void> {
    const socket = new WebSocket(url, { origin: ORIGIN });
    socket.on('error', () => {});
    await Promise.race([new Promise((resolve) => socket.once('message', resolve)), delay(2000)]);
    socket.terminate();
  }
}

/** The answer says the type again, twice. */
const LONG_TYPE = 'x'.repeat(3900);
const REQUEST_OF_LONG_TYPE = Buffer.concat([
  Uint8Array.of(21, 1, 0xda, LONG_TYPE.length >> 8, LONG_TYPE.length & 255),
  Buffer.from(LONG_TYPE),
]);
