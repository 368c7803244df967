import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import { FrameBoundary } from './frame-boundary.ts';
import { shareReading } from './shared-reading.ts';

/** Messages of one kind and one length that need not go by `ws`, because they are nearly all that comes. */
export interface Lane {
  /** What each of them begins with. */
  readonly header: Uint8Array;
  readonly bodyBytes: number;
  /** Whether any are taken. It is believed until something else has come by the connection, or the socket was told to end. */
  readonly isOpen: () => boolean;
  /** Told what follows the header: bytes that are used again, to be read at once. */
  readonly take: (body: Uint8Array) => void;
}

/** The first byte of a message of bytes that is one frame (RFC 6455, section 5.2), and the bit of the second that says it is masked. */
const FIN_BINARY = 0x82;
const MASKED = 0x80;
const MASK_AT = 2;
const PAYLOAD_AT = 6;
/** A longer frame says its length elsewhere. */
const MAX_SHORT_BYTES = 125;

/**
 * Stands between a connection and the `ws` that reads it. Where a chunk of bytes is exactly one frame, and that frame one message of
 * the lane, it is unmasked and handed over; every other byte goes on to `ws`, as it came and in its order, and is `ws`'s to judge. So it is
 * where the link is no more open, and where `ws` has not yet read all that came before.
 *
 * By way of the stream, the frame's reader and Colyseus' own table of handlers the same message costs more than all that a room does with it.
 */
export class MessageLane {
  readonly #socket: WebSocket;
  readonly #connection: Socket;
  readonly #boundary = new FrameBoundary();
  #lane: Lane | undefined;
  /** Nothing has come or was done since all of {@link #clear} was so: it takes as long to look at as all the rest. */
  #isClear = false;

  /** To be called before anything is read of the connection. */
  constructor(socket: WebSocket, connection: Socket) {
    this.#socket = socket;
    this.#connection = connection;
    // What came along with the request was not seen here, and where its frames end is not known.
    if (connection.readableLength > 0) return;
    if (shareReading(connection, (chunk) => this.#takes(chunk) || this.#pass(Buffer.from(chunk)))) return;
    // Where memory cannot be shared, Node gives what it reads to its stream by `push`. One that did otherwise would only leave the lane unused.
    const push = connection.push;
    connection.push = (chunk: Buffer | null, encoding) => {
      if (chunk === null) return push.call(connection, null);
      if (this.#takes(chunk)) return true;
      this.#isClear = false;
      this.#boundary.pass(chunk);
      return push.call(connection, chunk, encoding);
    };
  }

  open(lane: Lane): void {
    if (lane.header.length + lane.bodyBytes > MAX_SHORT_BYTES) throw new Error('a lane is for short messages');
    this.#lane = lane;
    this.#isClear = false;
  }

  /** All goes by `ws` again. */
  close(): void {
    this.#lane = undefined;
  }

  /** To be called where the socket is told to end, or to be read no further. */
  doubt(): void {
    this.#isClear = false;
  }

  #takes(chunk: Uint8Array): boolean {
    const lane = this.#lane;
    if (lane === undefined || !isWholeMessageOf(lane, chunk)) return false;
    if (!this.#isClear && !this.#clear(lane)) return false;
    const body = bodyOf(lane.bodyBytes);
    const from = PAYLOAD_AT + lane.header.length;
    for (let index = 0; index < body.length; index++) body[index] = unmasked(chunk, from + index);
    lane.take(body);
    return true;
  }

  #clear(lane: Lane): boolean {
    const isOpen = this.#socket.readyState === WebSocket.OPEN && lane.isOpen();
    this.#isClear = isOpen && this.#boundary.isBetweenMessages && this.#hasReadAll();
    return this.#isClear;
  }

  /** To `ws`; answers whether more may come. */
  #pass(chunk: Buffer): boolean {
    this.#isClear = false;
    this.#boundary.pass(chunk);
    return this.#connection.push(chunk);
  }

  /** `ws` has been given all that came, and does not have the connection stopped. (Without compression it reads what it is given at once.) */
  #hasReadAll(): boolean {
    return this.#connection.readableLength === 0 && this.#connection.readableFlowing === true;
  }
}

/** Of all lanes, by length. */
const bodies: (Uint8Array | undefined)[] = new Array(MAX_SHORT_BYTES + 1).fill(undefined);

function bodyOf(byteLength: number): Uint8Array {
  const body = bodies[byteLength] ?? new Uint8Array(byteLength);
  bodies[byteLength] = body;
  return body;
}

function isWholeMessageOf({ header, bodyBytes }: Lane, chunk: Uint8Array): boolean {
  const length = header.length + bodyBytes;
  if (chunk.length !== PAYLOAD_AT + length || chunk[0] !== FIN_BINARY || chunk[1] !== (MASKED | length)) return false;
  for (let index = 0; index < header.length; index++)
    if (unmasked(chunk, PAYLOAD_AT + index) !== header[index]) return false;
  return true;
}

function unmasked(chunk: Uint8Array, at: number): number {
  return (chunk[at] as number) ^ (chunk[MASK_AT + ((at - PAYLOAD_AT) & 3)] as number);
}
