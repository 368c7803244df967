import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import { type Lane, MessageLane } from './message-lane.ts';

type Sent = Parameters<WebSocket['send']>[0];
type Options = Parameters<WebSocket['send']>[1];
type Callback = (error?: Error) => void;

/** The only frame of a message of bytes (RFC 6455, section 5.2). */
const FIN_BINARY = 0x82;
const MAX_SHORT_BYTES = 125;
/** In the place of a length: it follows in 16 bits. */
const IN_16_BITS = 126;
const MAX_WHOLE_BYTES = 0xffff;
const NO_HEADER = new Uint8Array(0);

/**
 * A server's WebSocket that writes a message of bytes in one piece. `ws` gives header and payload to the connection apart, by way
 * of its queue and `writev`, which takes a third longer; and batches of poses, twenty a second for everyone, are most of what a
 * branch sends. What is no bytes, may be part of a message, or is longer than 65,535 goes by `ws`. The order is kept as long as nothing is
 * compressed and no `Blob` is sent: then `ws` too has written when `send` returns. What it reads in one piece: `message-lane.ts`.
 */
export class WholeFrameSocket extends WebSocket {
  #connection: Socket | undefined;
  #lane: MessageLane | undefined;

  /** The connection under it, of which nothing has been read: the `socket` of the request that comes with the server's `connection`. */
  attach(connection: Socket): void {
    this.#connection = connection;
    this.#lane = new MessageLane(this, connection);
  }

  /** From now on such messages come to the lane and not as `message`. */
  openLane(lane: Lane): void {
    if (!this.#lane) throw new Error('there is no connection to open a lane of');
    this.#lane.open(lane);
  }

  closeLane(): void {
    this.#lane?.close();
  }

  override close(code?: number, data?: string | Buffer): void {
    this.#lane?.doubt();
    super.close(code, data);
  }

  override terminate(): void {
    this.#lane?.doubt();
    super.terminate();
  }

  override pause(): void {
    this.#lane?.doubt();
    super.pause();
  }

  override send(data: Sent, options?: Options | Callback, callback?: Callback): void {
    const isWhole = typeof options !== 'function' && options?.binary !== false && options?.fin === undefined;
    if (isWhole && data instanceof Uint8Array && this.#canWrite(data.byteLength))
      this.#connection?.write(frameOf(NO_HEADER, data), callback && ((error) => callback(error ?? undefined)));
    else if (typeof options === 'function') super.send(data, options);
    else super.send(data, options ?? {}, callback);
  }

  /** Sends a message that is `header` and then `bytes`. */
  sendParts(header: Uint8Array, bytes: Uint8Array): void {
    if (this.#canWrite(header.byteLength + bytes.byteLength)) this.#connection?.write(frameOf(header, bytes));
    else this.send(Buffer.concat([header, bytes]));
  }

  #canWrite(byteLength: number): boolean {
    return this.#connection !== undefined && this.readyState === WebSocket.OPEN && byteLength <= MAX_WHOLE_BYTES;
  }
}

function frameOf(header: Uint8Array, bytes: Uint8Array): Buffer {
  const length = header.byteLength + bytes.byteLength;
  const payloadAt = length <= MAX_SHORT_BYTES ? 2 : 4;
  const frame = Buffer.allocUnsafe(payloadAt + length);
  frame[0] = FIN_BINARY;
  if (payloadAt === 2) frame[1] = length;
  else {
    frame[1] = IN_16_BITS;
    frame.writeUInt16BE(length, 2);
  }
  frame.set(header, payloadAt);
  frame.set(bytes, payloadAt + header.byteLength);
  return frame;
}
