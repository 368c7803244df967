import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { WebSocketServer } from 'ws';
import { WholeFrameSocket } from '../whole-frame-socket.ts';

/** A connection without a network: what comes is what the test pushes, chunk by chunk; what is sent is dropped. */
class Wire extends Duplex {
  override _read(): void {}
  override _write(_chunk: unknown, _encoding: string, done: () => void): void {
    done();
  }
}

const REQUEST = {
  method: 'GET',
  headers: {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': Buffer.alloc(16).toString('base64'),
  },
} as unknown as IncomingMessage;

/** A server's socket over a wire, and what it told, in its order. */
export interface Wired {
  readonly socket: WholeFrameSocket;
  readonly told: string[];
  /** Lets each chunk come in a turn of its own, as from a network. */
  come(...chunks: readonly Uint8Array[]): Promise<void>;
}

const server = new WebSocketServer({ noServer: true, maxPayload: 4096, WebSocket: WholeFrameSocket });

/** `head`: bytes that came along with the request. `connection`: a real one in place of the wire, by which `come` does not work. */
export async function wire({
  head,
  connection = new Wire() as unknown as Socket,
}: {
  readonly head?: Uint8Array;
  readonly connection?: Socket;
} = {}): Promise<Wired> {
  const socket = await new Promise<WholeFrameSocket>((resolve) =>
    server.handleUpgrade(REQUEST, connection, Buffer.from(head ?? []), (opened) => {
      opened.attach(connection);
      resolve(opened);
    }),
  );
  const told: string[] = [];
  const hex = (bytes: Buffer) => bytes.toString('hex');
  socket.on('message', (bytes: Buffer, isBinary) => told.push(`${isBinary ? 'bytes' : 'text'} ${hex(bytes)}`));
  socket.on('ping', (bytes) => told.push(`ping ${hex(bytes)}`));
  socket.on('pong', (bytes) => told.push(`pong ${hex(bytes)}`));
  socket.on('error', ({ code }: Error & { code?: string }) => told.push(`error ${code}`));
  socket.on('close', (code) => told.push(`close ${code}`));
  await turn();
  return {
    socket,
    told,
    async come(...chunks) {
      for (const chunk of chunks) {
        // `ws` unmasks where the bytes are.
        if (!connection.destroyed) connection.push(Buffer.from(chunk));
        await turn();
      }
    },
  };
}
