import type { Client, Room } from '@colyseus/core';
import type { z } from 'zod';
import { CloseCode, REFUSED, type Refused, type RoomRefusal } from '../../shared/rooms.ts';

export interface GuardLimits {
  /** Messages of any kind a client may send in a second; more are refused. */
  readonly messagesPerSecond: number;
  /** Refusals in ten seconds after which the link is closed. */
  readonly refusalsPerTenSeconds: number;
}

interface Tally {
  windowStartMs: number;
  messages: number;
  refusalWindowStartMs: number;
  refusals: number;
}

/**
 * Stands between a room's socket and its service: what is unknown, malformed or too frequent is refused with its own
 * code, counted, and changes nothing; who keeps on is closed. (Colyseus' own validation drops the client without a
 * word at the first bad message, and holds its seat.)
 */
export class RoomGuard {
  readonly #tallies = new WeakMap<Client, Tally>();
  readonly #limits: GuardLimits;
  readonly #onRefusal: (client: Client, code: RoomRefusal) => void;

  constructor(room: Room, limits: GuardLimits, onRefusal: (client: Client, code: RoomRefusal) => void = () => {}) {
    this.#limits = limits;
    this.#onRefusal = onRefusal;
    room.onMessage('*', (client: Client) => {
      if (this.admit(client)) this.refuse(client, { code: 'message-unknown' });
    });
  }

  /** Registers a message of a schema. */
  on<S extends z.ZodType>(
    room: Room,
    type: string,
    schema: S,
    handle: (client: Client, message: z.output<S>) => void,
  ): void {
    room.onMessage(type, (client: Client, raw: unknown) => {
      if (!this.admit(client)) return;
      const parsed = schema.safeParse(raw);
      if (parsed.success) handle(client, parsed.data);
      else this.refuse(client, { code: 'message-malformed' });
    });
  }

  /** Registers a message of packed bytes; the handler decodes, and refuses by {@link refuse}. */
  onBytes(room: Room, type: number, handle: (client: Client, bytes: Uint8Array) => void): void {
    room.onMessageBytes(type, (client: Client, bytes: Uint8Array) => {
      if (this.admit(client)) handle(client, bytes);
    });
  }

  /**
   * Answers what to give one client's packed messages to that come by another way than Colyseus (`straight-messages.ts`). They count as all
   * others; but the client's count is looked up here, and not at each of them.
   */
  straightFrom(client: Client, handle: (bytes: Uint8Array) => void): (bytes: Uint8Array) => void {
    const tally = this.#tally(client, performance.now());
    return (bytes) => {
      if (this.#admit(client, tally, performance.now())) handle(bytes);
    };
  }

  /** Counts a message; answers false, having refused it, where it is one too many. */
  admit(client: Client): boolean {
    const now = performance.now();
    return this.#admit(client, this.#tally(client, now), now);
  }

  #admit(client: Client, tally: Tally, now: number): boolean {
    if (now - tally.windowStartMs >= 1000) {
      tally.windowStartMs = now;
      tally.messages = 0;
    }
    tally.messages += 1;
    if (tally.messages <= this.#limits.messagesPerSecond) return true;
    this.refuse(client, { code: 'message-too-frequent' }, CloseCode.tooManyMessages);
    return false;
  }

  /** Tells the client what was refused, and closes its link where it has been refused too often. */
  refuse(client: Client, refused: Refused, closeCode: number = CloseCode.tooManyRefusals): void {
    const now = performance.now();
    const tally = this.#tally(client, now);
    if (now - tally.refusalWindowStartMs >= 10_000) {
      tally.refusalWindowStartMs = now;
      tally.refusals = 0;
    }
    tally.refusals += 1;
    this.#onRefusal(client, refused.code);
    if (tally.refusals > this.#limits.refusalsPerTenSeconds) client.leave(closeCode);
    else client.send(REFUSED, refused);
  }

  #tally(client: Client, now: number): Tally {
    let tally = this.#tallies.get(client);
    if (!tally) {
      tally = { windowStartMs: now, messages: 0, refusalWindowStartMs: now, refusals: 0 };
      this.#tallies.set(client, tally);
    }
    return tally;
  }
}
