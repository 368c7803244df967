import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { Entered } from '../bots/guest.ts';
import { createRandom } from '../bots/seeded-random.ts';
import { FRAME_KINDS, hugeFrame, JOIN_FRAME, KIND_NAMES } from './fuzz-frames.ts';
import {
  connectWire,
  HANDSHAKE_KINDS,
  openWire,
  WIRE_KINDS,
  WIRE_NAMES,
  type WireSocket,
  wholeFrame,
} from './fuzz-wire.ts';
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

/** One session under way. */
interface Session extends Pick<SessionTools, 'url'> {
  readonly kind: SessionKind;
  readonly random: () => number;
  /** Of a seat that is good, on the server. */
  readonly path: string;
  readonly seat: Entered['seat'];
  /** Keeps what is about to be sent, and answers it. */
  readonly made: (what: string, bytes: Uint8Array) => Uint8Array;
}

/** Plays the session of a number: with the same seed it is the same again. */
export async function playSession(seed: number, session: number, tools: SessionTools): Promise<SessionResult> {
  const random = createRandom(seed * 1_000_003 + session);
  const kind = kindOf(session, random);
  // Some come again under a name that is there, and take over a body.
  const name = random() < 0.1 ? `offender-${Math.floor(random() * 5)}` : `offender-of-${session}`;
  const { seat } = await tools.enter(name);
  const made = (what: string, bytes: Uint8Array) => {
    tools.onSent(session, what, bytes);
    return bytes;
  };
  const path = `/rooms/${seat.processId}/${seat.roomId}?sessionId=${seat.sessionId}`;
  const play = PLAYS[kind] ?? playMessages;
  return { kind, ...(await play({ kind, random, path, seat, made, url: tools.url })) };
}

type Ending = Omit<SessionResult, 'kind'>;

const PLAYS: Partial<Record<SessionKind, (session: Session) => Promise<Ending>>> = {
  handshake: playHandshake,
  wire: playWire,
  stubborn: playStubborn,
  deaf: playDeaf,
  unseated: playUnseated,
};

const pick = <Item>({ random }: Session, items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
const portOf = ({ url }: Session) => Number(new URL(url).port);
function frameOf(session: Session, what = pick(session, KIND_NAMES)): Uint8Array {
  return session.made(what, FRAME_KINDS[what](session.random));
}

async function playHandshake(session: Session): Promise<Ending> {
  const what = pick(session, Object.keys(HANDSHAKE_KINDS));
  const { socket, closed } = connectWire(portOf(session));
  let answer = '';
  socket.on('data', (data) => {
    answer += data;
  });
  const request = (HANDSHAKE_KINDS[what] as (typeof HANDSHAKE_KINDS)[string])(session.path, ORIGIN, session.random);
  socket.write(session.made(what, Buffer.from(request, 'latin1')));
  await Promise.race([closed, delay(1500)]);
  socket.destroy();
  const isStanding = answer.startsWith('HTTP/1.1 101');
  return { ended: isStanding ? `let in: ${what}` : `refused ${answer.slice(9, 12) || 'without a word'}`, isStanding };
}

async function playWire(session: Session): Promise<Ending> {
  const what = pick(session, WIRE_NAMES);
  return playByHand(session, 6_000, ({ socket }, round) => {
    // It answers a close by ending the connection, as every WebSocket does.
    if (round === 0) socket.on('data', (data) => (data as Buffer).indexOf(0x88) >= 0 && socket.end());
    if (round === 0) socket.write(wholeFrame(frameOf(session)));
    socket.write(session.made(what, WIRE_KINDS[what](session.random)));
  });
}

function playStubborn(session: Session): Promise<Ending> {
  return playByHand(session, STUBBORN_MS, ({ socket }) => {
    socket.resume();
    for (let frame = 0; frame < BURST; frame++) socket.write(wholeFrame(frameOf(session, 'pose of random bytes')));
  });
}

function playDeaf(session: Session): Promise<Ending> {
  return playByHand(session, DEAF_MS, ({ socket }) => {
    socket.pause();
    // Unasked pongs keep it alive.
    socket.write(Uint8Array.of(0x8a, 0x80, 0, 0, 0, 0));
    for (let frame = 0; frame < 170; frame++) {
      session.made('request', REQUEST_OF_LONG_TYPE);
      socket.write(wholeFrame(REQUEST_OF_LONG_TYPE));
    }
  });
}

/** Joins over a socket of its own and offends once a second until it is cut off, or the time is over. */
async function playByHand(
  session: Session,
  ms: number,
  offend: (wire: WireSocket, round: number) => void,
): Promise<Ending> {
  const wire = await openWire(portOf(session), session.path, ORIGIN);
  if (!wire) return { ended: 'refused', isStanding: false };
  const { socket, closed } = wire;
  socket.write(wholeFrame(JOIN_FRAME));
  const dueMs = performance.now() + ms;
  for (let round = 0; !socket.destroyed && performance.now() < dueMs; round++) {
    offend(wire, round);
    await Promise.race([closed, delay(1000)]);
  }
  const isStanding = !socket.destroyed;
  socket.destroy();
  return { ended: isStanding ? 'not at all' : 'cut', isStanding };
}

/** By a seat that is nobody's, or somebody else's by now. */
async function playUnseated(session: Session): Promise<Ending> {
  const { path, seat, url } = session;
  const targets = {
    'no seat': `/rooms/${seat.processId}/${seat.roomId}`,
    'no such seat': path.replace(seat.sessionId, 'nobody'),
    'no such room': path.replace(seat.roomId, 'nowhere'),
    used: path,
  };
  const wrong = pick(session, Object.keys(targets) as (keyof typeof targets)[]);
  if (wrong === 'used') {
    const first = openSocket(url, path);
    await Promise.race([once(first, 'message').catch(() => {}), delay(2000)]);
    first.terminate();
  }
  return sendBursts(session, openSocket(url, targets[wrong]), false, () => frameOf(session));
}

/** By a seat that is good. */
function playMessages(session: Session): Promise<Ending> {
  const { kind, random, made, url, path } = session;
  const one = pick(session, KIND_NAMES);
  const next =
    kind === 'huge'
      ? () => made('huge', hugeFrame(random))
      : () => frameOf(session, kind === 'flood' ? one : undefined);
  return sendBursts(session, openSocket(url, path), kind !== 'unjoined', next);
}

function openSocket(url: string, path: string): WebSocket {
  const socket = new WebSocket(url.replace('http', 'ws') + path, { origin: ORIGIN });
  socket.on('error', () => {});
  return socket;
}

async function sendBursts(
  { random }: Session,
  socket: WebSocket,
  joins: boolean,
  next: () => Uint8Array,
): Promise<Ending> {
  let code = 0;
  // As text, most of it is no UTF-8, and ends the link at once.
  const binary = random() < 0.95;
  const closed = new Promise<void>((resolve) =>
    socket.once('close', (closeCode) => {
      code = closeCode;
      resolve();
    }),
  );
  // What is sent before the room has let it in comes before the room listens, and is nobody's.
  await Promise.race([new Promise((resolve) => socket.once('message', resolve)), closed, delay(3000)]);
  if (socket.readyState === WebSocket.OPEN && joins) socket.send(JOIN_FRAME);
  for (let burst = 0; burst < MOST_BURSTS && code === 0; burst++) {
    for (let frame = 0; frame < BURST && socket.readyState === WebSocket.OPEN; frame++) socket.send(next(), { binary });
    await Promise.race([closed, delay(BETWEEN_BURSTS_MS)]);
  }
  socket.terminate();
  return { ended: code === 0 ? 'not at all' : String(code), isStanding: code === 0 };
}

/** The answer says the type again, twice. */
const LONG_TYPE = 'x'.repeat(3900);
const REQUEST_OF_LONG_TYPE = Buffer.concat([
  Uint8Array.of(21, 1, 0xda, LONG_TYPE.length >> 8, LONG_TYPE.length & 255),
  Buffer.from(LONG_TYPE),
]);
