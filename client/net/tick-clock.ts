import { POSE_RATE_HZ } from '../../shared/pose.ts';
import type { Moment } from './room-clock.ts';

const INTERVAL_MS = 1000 / POSE_RATE_HZ;
/** How quickly what is known of the ticks follows: a tenth at a time. */
const FOLLOW = 0.1;

/** When the room's ticks are, learned from the times of its batches: whoever sends in step with them has no pose overwritten. */
export class TickClock {
  /** NaN while it is not known; as in `RoomClock`. */
  #phaseMs = Number.NaN;

  /** A batch was sent at this time of the room. */
  learn(sentAtMs: number): void {
    if (Number.isNaN(this.#phaseMs)) {
      this.#phaseMs = modulo(sentAtMs);
      return;
    }
    // The shorter way round the interval.
    const apart = modulo(sentAtMs - this.#phaseMs + INTERVAL_MS / 2) - INTERVAL_MS / 2;
    this.#phaseMs = modulo(this.#phaseMs + apart * FOLLOW);
  }

  /** Writes how long it is until the next tick, by the room's time at a moment. */
  tell(moment: Moment): void {
    moment.untilTickMs = this.#phaseMs - moment.roomMs;
    toNextTick(moment);
  }

  reset(): void {
    this.#phaseMs = Number.NaN;
  }
}

/** As {@link modulo}, for frames: V8 does not always inline that, and then puts what it is handed and what it answers on the heap. */
function toNextTick(moment: Moment): void {
  moment.untilTickMs = ((moment.untilTickMs % INTERVAL_MS) + INTERVAL_MS) % INTERVAL_MS;
}

function modulo(ms: number): number {
  return ((ms % INTERVAL_MS) + INTERVAL_MS) % INTERVAL_MS;
}
