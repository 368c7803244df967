/** A moment that a frame asks about. In fields, because a fraction that is an argument or an answer may be put on the heap. */
export class Moment {
  /** Our time. */
  nowMs = 0;
  /** The room's; NaN while that is not known. */
  roomMs = Number.NaN;
  /** Until the room's next tick; NaN while that is not known. */
  untilTickMs = Number.NaN;
}

/**
 * Whether the room's time is known at a moment, for frames: compared, because `Number.isNaN` is handed the fraction on the heap until
 * V8's last compiler has had the function, and what runs once a frame waits long for that.
 */
export function isRoomKnown({ roomMs }: Readonly<Moment>): boolean {
  return roomMs > Number.NEGATIVE_INFINITY;
}

/** Whether it is known when the room's next tick is; as {@link isRoomKnown}. */
export function isTickKnown({ untilTickMs }: Readonly<Moment>): boolean {
  return untilTickMs > Number.NEGATIVE_INFINITY;
}

/** An exchange counts as so much slower for each second of its age: two clocks drift apart by less. */
const FADE_MS_PER_SECOND = 0.1;

/**
 * The room's clock, as this browser can know it. An exchange tells when the room answered and how long the way there and back
 * took; the one that took the shortest is wrong by at most half of that (RFC 5905). Older ones fade, because clocks drift apart.
 */
export class RoomClock {
  /** NaN while it is not known: a field that was ever null or a closure's variable is read and written by way of the heap. */
  #offsetMs = Number.NaN;
  #roundTripMs = 0;
  #learnedAtMs = 0;

  /** An answer came: our time when we asked, the room's when it answered, our time now. */
  learn(askedAtMs: number, roomMs: number, nowMs: number): void {
    const tookMs = nowMs - askedAtMs;
    if (!(tookMs >= 0) || !Number.isFinite(roomMs)) return;
    const faded = this.#roundTripMs + ((nowMs - this.#learnedAtMs) / 1000) * FADE_MS_PER_SECOND;
    if (!Number.isNaN(this.#offsetMs) && tookMs > faded) return;
    this.#offsetMs = roomMs - (askedAtMs + nowMs) / 2;
    this.#roundTripMs = tookMs;
    this.#learnedAtMs = nowMs;
  }

  /** The room's time at our time; null until it is known. */
  roomTime(nowMs: number): number | null {
    return Number.isNaN(this.#offsetMs) ? null : nowMs + this.#offsetMs;
  }

  /** Writes the room's time at a moment. */
  tell(moment: Moment): void {
    moment.roomMs = moment.nowMs + this.#offsetMs;
  }

  /** A new link: another room, another clock. */
  reset(): void {
    this.#offsetMs = Number.NaN;
  }
}
