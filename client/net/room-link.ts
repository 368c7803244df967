import { Client, type Room } from '@colyseus/sdk';
import { ROOMS_PATH, type Seat } from '../../shared/rooms.ts';

/** Why there is no seat: `retry` mends itself by waiting, `give-up` does not. */
export type SeatAnswer = { readonly seat: Seat } | 'retry' | 'give-up';

export interface RoomLinkOptions {
  /** Gets a fresh seat over HTTP; a seat is good for one connection. */
  readonly reserve: () => Promise<SeatAnswer>;
  readonly onJoin: (room: Room) => void;
  readonly onStatus: (status: 'connecting' | 'connected' | 'reconnecting' | 'closed' | 'refused') => void;
  /** Says whether to come back after the server closed with this code; a lost connection always comes back. */
  readonly shouldReturn: (closeCode: number) => boolean;
}

export interface RoomLink {
  readonly room: () => Room | null;
  close(): void;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
/** A link that does not last so long counts as one more failed attempt. */
const STEADY_MS = 5000;

/** A link to a room that comes back by itself: with back-off, jitter and a fresh seat each time. */
export function openRoomLink({ reserve, onJoin, onStatus, shouldReturn }: RoomLinkOptions): RoomLink {
  const client = new Client(location.origin + ROOMS_PATH);
  let room: Room | null = null;
  let closed = false;
  let attempts = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function again(): void {
    if (closed) return;
    onStatus('reconnecting');
    const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempts++) * (0.75 + Math.random() / 2);
    timer = setTimeout(() => void connect(), waitMs);
  }

  function giveUp(): void {
    closed = true;
    onStatus('refused');
  }

  async function connect(): Promise<void> {
    const answer = await reserve();
    if (closed) return;
    if (answer === 'give-up') return giveUp();
    if (answer === 'retry') return again();
    try {
      const joined = await client.consumeSeatReservation(answer.seat);
      if (closed) return void joined.leave();
      joined.reconnection.enabled = false;
      room = joined;
      const joinedAtMs = performance.now();
      joined.onLeave((code) => {
        room = null;
        if (performance.now() - joinedAtMs >= STEADY_MS) attempts = 0;
        if (closed) return;
        if (shouldReturn(code)) again();
        else giveUp();
      });
      onJoin(joined);
      onStatus('connected');
    } catch {
      again();
    }
  }

  onStatus('connecting');
  void connect();
  return {
    room: () => room,
    close() {
      closed = true;
      clearTimeout(timer);
      void room?.leave();
      room = null;
      onStatus('closed');
    },
  };
}
