import type { Socket } from 'node:net';
import { WebSocket } from 'ws';

type Sent = Parameters<WebSocket['send']>[0];
type Options = Parameters<WebSocket['send']>[1];
type Callback = (error?: Error) => void;

/** The only frame of a message of bytes (RFC 6455, section 5.2). */
const FIN_BINARY = 0x82;
const MAX_SHORT_BYTES = 125;
/** In the place of a length: it follows in 16 bits. */
const IN_16_BITS = 126;
const MAX_WHOLE_BYTES = 0xffff;

/**
 * A server's WebSocket that writes a message of bytes in one piece. `ws` gives header and payload to the connection apart, by way
 * of its queue and `writev`, which takes a third longer; and batches of poses, twenty a second for everyone, are most of what a
 * branch sends. What is no bytes, may be part of a message, or is longer than 65,535 goes by `ws`. The order is kept as long as nothing is
 * compressed and no `Blob` is sent: then `ws` too has written when `send` returns.
 */
export class WholeFrameSocket extends WebSocket {
  #connection: Socket | undefined;

  /** The connection under it: the `socket` of the request that comes with the server's `connection`. */
  writeTo(connection: Socket): void {
    this.#connection = connection;
  }

  override send(data: Sent, options?: Options | Callback, callback?: Callback): void {
    const isWhole = typeof options !== 'function' && options?.binary !== false && options?.fin === undefined;
    if (
      this.#connection !== undefined &&
      this.readyState === WebSocket.OPEN &&
      isWhole &&
      data instanceof Uint8Array &&
      data.byteLength <= MAX_WHOLE_BYTES
    )
      this.#connection.write(frameOf(data), callback && ((error) => callback(error ?? undefined)));
    else if (typeof options === 'function') super.send(data, options);
    else super.send(data, options ?? {}, callback);
  }
}

function frameOf(data: Uint8Array): Buffer {
  const headerBytes = data.byteLength <= MAX_SHORT_BYTES ? 2 : 4;
  const frame = Buffer.allocUnsafe(headerBytes + data.byteLength);
  frame[0] = FIN_BINARY;
  if (headerBytes === 2) frame[1] = data.byteLength;
  else {
    frame[1] = IN_16_BITS;
    frame.writeUInt16BE(data.byteLength, 2);
  }
  frame.set(data, headerBytes);
  return frame;
}
