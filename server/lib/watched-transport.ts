import type { IncomingMessage } from 'node:http';
import { CloseCode as ColyseusCode } from '@colyseus/core';
import { WebSocketTransport } from '@colyseus/ws-transport';
import type { WebSocket } from 'ws';
import { WholeFrameSocket } from './whole-frame-socket.ts';

/** What one link may hold of the server's memory, bytes: answers and patches that it does not read. Pongs alone keep a link alive. */
const MAX_UNREAD_BYTES = 512 * 1024;
/** Who has been told to go is gone so long after, whether they say good-bye or not. (`ws` itself waits 30 s.) */
const GOODBYE_MS = 4_000;
/** A link that does not end Colyseus' handshake holds a seat, and all that is sent to it is kept: so long at most. */
const HANDSHAKE_MS = 15_000;
const CHECK_EVERY_MS = 1_000;

interface Watched {
  readonly openedMs: number;
  hasSpoken: boolean;
  closingSinceMs: number | null;
}

/**
 * Colyseus' sockets, with limits that it does not have: it keeps what a link does not read, lets a link that is being closed go
 * on, and waits for ever for the end of a handshake.
 */
export class WatchedTransport extends WebSocketTransport {
  readonly #watched = new WeakMap<WebSocket, Watched>();
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(options: ConstructorParameters<typeof WebSocketTransport>[0]) {
    super({ ...options, WebSocket: WholeFrameSocket });
    // Before Colyseus, which lets people in at once: a room may open a lane as they come.
    this.wss.prependListener('connection', (socket: WholeFrameSocket, { socket: connection }: IncomingMessage) => {
      socket.attach(connection);
      this.#watch(socket);
    });
    this.#timer = setInterval(() => this.#check(performance.now()), CHECK_EVERY_MS);
    this.#timer.unref();
  }

  override shutdown(): void {
    clearInterval(this.#timer);
    super.shutdown();
  }

  #watch(socket: WebSocket): void {
    const watched: Watched = { openedMs: performance.now(), hasSpoken: false, closingSinceMs: null };
    this.#watched.set(socket, watched);
    socket.once('message', () => {
      watched.hasSpoken = true;
      // Nobody honest speaks before the room has answered; from then on it listens beside us.
      if (socket.listenerCount('message') === 0) socket.close(ColyseusCode.WITH_ERROR);
    });
  }

  #check(nowMs: number): void {
    for (const socket of this.wss.clients) {
      const watched = this.#watched.get(socket);
      if (!watched) continue;
      if (socket.readyState === socket.CLOSING) watched.closingSinceMs ??= nowMs;
      const isOverdue =
        (watched.closingSinceMs !== null && nowMs - watched.closingSinceMs >= GOODBYE_MS) ||
        (!watched.hasSpoken && nowMs - watched.openedMs >= HANDSHAKE_MS);
      if (isOverdue || socket.bufferedAmount > MAX_UNREAD_BYTES) socket.terminate();
    }
  }
}
