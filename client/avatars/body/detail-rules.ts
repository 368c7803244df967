import type { Level } from './body-parts.ts';

/** From how far a body is drawn with less detail, metres; who stands about there does not flicker. */
const NEAR_METRES = 4.5;
const MID_METRES = 10;
const NARROWEST_METRES = 1.2;
const STAYS_SHARE = 1.12;
/** So that a crowd round one stays cheap: with more than this many, near begins nearer. */
const MOST_NEAR = 12;
const MOST_MID = 20;
const CLOSES_PER_FRAME = 0.97;
const OPENS_PER_FRAME = 1.005;

const [NEAR, MID] = [0, 1];

/**
 * How far each level goes now, and how many are in it this frame; one for a viewer. In arrays of numbers: a fraction that a field is given
 * is put on the heap until V8's last compiler has had the frame.
 */
export class DetailRange {
  readonly metres = Float64Array.of(NEAR_METRES, MID_METRES);
  readonly counts = new Uint16Array(2);
}

/** Counts one body in; answers its level, which keeps what it `was` near a border. */
export function levelAt({ metres: range, counts }: DetailRange, metres: number, was: Level | null): Level {
  if (metres < (range[NEAR] as number) * (was === 'near' ? STAYS_SHARE : 1)) {
    counts[NEAR] = (counts[NEAR] as number) + 1;
    return 'near';
  }
  if (metres < (range[MID] as number) * (was === 'far' || was === null ? 1 : STAYS_SHARE)) {
    counts[MID] = (counts[MID] as number) + 1;
    return 'mid';
  }
  return 'far';
}

/** After everyone was counted: the ranges close where too many are in them, and open again slowly. */
export function settleDetail({ metres, counts }: DetailRange): void {
  settle(metres, NEAR, (counts[NEAR] as number) - MOST_NEAR, NEAR_METRES);
  settle(metres, MID, (counts[MID] as number) - MOST_MID, MID_METRES);
  counts.fill(0);
}

function settle(metres: Float64Array, level: number, tooMany: number, widest: number): void {
  if (tooMany === 0) return;
  metres[level] = (metres[level] as number) * (tooMany > 0 ? CLOSES_PER_FRAME : OPENS_PER_FRAME);
  if ((metres[level] as number) < NARROWEST_METRES) metres[level] = NARROWEST_METRES;
  if ((metres[level] as number) > widest) metres[level] = widest;
}
