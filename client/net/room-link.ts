import { Client, type Room, CloseCode as SdkCloseCode } from '@colyseus/sdk';
import { CloseCode, ROOMS_PATH, SEAT_TTL_SECONDS, type Seat } from '../../shared/rooms.ts';
import { createBackOff } from './back-off.ts';
import { type Pulse, startPulse } from './pulse.ts';
import { onWake } from './wake-signals.ts';

/** Why there is no seat: `retry` mends itself by waiting, `give-up` does not. */
export type SeatAnswer = { readonly seat: Seat } | 'retry' | 'give-up';
export type RoomLinkStatus = 'connecting' | 'connected' | 'reconnecting' | 'closed' | 'refused';

export interface RoomLinkOptions {
  /** Gets a fresh seat over HTTP; a seat is good for one connection. */
  readonly reserve: () => Promise<SeatAnswer>;
  readonly onJoin: (room: Room) => void;
  /** `refused` comes with the code that the server closed with; without one there was no seat. */
  readonly onStatus: (status: RoomLinkStatus, closeCode?: number) => void;
  /** Says whether to come back after the server closed with this code; a lost connection always comes back. */
  readonly shouldReturn: (closeCode: number) => boolean;
}

export interface RoomLink {
  readonly room: () => Room | null;
  /** Something came by the link. */
  heard(): void;
  /** What is sent now may come late and all at once, or never: see `pulse.ts`. */
  isStalled(): boolean;
  close(): void;
}

/** A link that does not last so long counts as one more failed attempt. */
const STEADY_MS = 5000;
/** A room that lets all its people go must not get them all in one moment where they go next. */
const MOVED_SPREAD_MS = 2000;
/** Those whose network comes back together spread their return over this. */
const WAKE_SPREAD_MS = 300;
const SEAT_WITHIN_MS = 8000;
/** Longer than a seat is kept, so that an attempt that was given up cannot come in after all and take over the next. */
const JOIN_WITHIN_MS = (SEAT_TTL_SECONDS + 1) * 1000;

/**
 * A link to a room that comes back by itself: with back-off, jitter and a fresh seat each time. A link that fell silent is given
 * up within 5 s, and looked after at once when the network or the page comes back.
 */
export function openRoomLink({ reserve, onJoin, onStatus, shouldReturn }: RoomLinkOptions): RoomLink {
  const client = new Client(location.origin + ROOMS_PATH);
  const backOff = createBackOff();
  let room: Room | null = null;
  let pulse: Pulse | null = null;
  let closed = false;
  /** Runs while the next attempt is waited for; undefined during an attempt and while there is a link. */
  let waiting: ReturnType<typeof setTimeout> | undefined;

  /** There is reason to doubt the link, or to hope for one: looks at once. */
  function check(): void {
    if (pulse) pulse.check();
    else if (waiting !== undefined) attemptIn(Math.random() * WAKE_SPREAD_MS);
  }
  const stopListening = onWake(check);

  function attemptIn(waitMs: number): void {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      waiting = undefined;
      void connect();
    }, waitMs);
  }

  function again(): void {
    if (closed) return;
    onStatus('reconnecting');
    attemptIn(backOff.nextMs());
  }

  function end(): void {
    closed = true;
    clearTimeout(waiting);
    stopListening();
    pulse?.stop();
    pulse = null;
  }

  async function connect(): Promise<void> {
    const answer = await within(SEAT_WITHIN_MS, reserve()).catch(() => 'retry' as const);
    if (closed) return;
    if (answer === 'give-up') {
      end();
      return onStatus('refused');
    }
    if (answer === 'retry') return again();
    const joining = client.consumeSeatReservation(answer.seat);
    const joined = await within(JOIN_WITHIN_MS, joining).catch(() => null);
    if (!joined) {
      void joining.then(leave, () => {});
      return again();
    }
    if (closed) return leave(joined);
    stay(joined);
  }

  function stay(joined: Room): void {
    joined.reconnection.enabled = false;
    room = joined;
    const joinedAtMs = performance.now();
    pulse = startPulse({
      ask: (answered) => joined.ping(answered),
      // The socket may take minutes to learn of its own end: this tells us of it at once, by `onLeave`.
      onGone: () => joined.connection.close(SdkCloseCode.MAY_TRY_RECONNECT),
    });
    joined.onLeave((code) => {
      room = null;
      pulse?.stop();
      pulse = null;
      if (closed) return;
      if (performance.now() - joinedAtMs >= STEADY_MS) backOff.reset();
      if (code === CloseCode.moved) {
        // Nothing was lost, so nothing is said.
        onStatus('connecting');
        return attemptIn(backOff.nextMs(MOVED_SPREAD_MS));
      }
      if (shouldReturn(code)) return again();
      end();
      onStatus('refused', code);
    });
    onJoin(joined);
    onStatus('connected');
  }

  onStatus('connecting');
  void connect();
  return {
    room: () => room,
    heard: () => pulse?.heard(),
    isStalled: () => pulse?.isStalled() ?? false,
    close() {
      end();
      if (room) leave(room);
      room = null;
      onStatus('closed');
    },
  };
}

function leave(room: Room): void {
  void room.leave();
}

/** Rejects where the promise takes longer. */
function within<T>(timeoutMs: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('too slow')), timeoutMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
