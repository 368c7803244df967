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

/** How far each level goes now; one for a viewer, mutable. */
export interface DetailRange {
  nearMetres: number;
  midMetres: number;
  near: number;
  mid: number;
}

export function createDetailRange(): DetailRange {
  return { nearMetres: NEAR_METRES, midMetres: MID_METRES, near: 0, mid: 0 };
}

/** Counts one body in; answers its level, which keeps what it `was` near a border. */
export function levelAt(range: DetailRange, metres: number, was: Level | null): Level {
  const near = range.nearMetres * (was === 'near' ? STAYS_SHARE : 1);
  const mid = range.midMetres * (was === 'far' || was === null ? 1 : STAYS_SHARE);
  if (metres < near) {
    range.near++;
    return 'near';
  }
  if (metres < mid) {
    range.mid++;
    return 'mid';
  }
  return 'far';
}

/** After everyone was counted: the ranges close where too many are in them, and open again slowly. */
export function settleDetail(range: DetailRange): void {
  const { near, mid } = range;
  if (near > MOST_NEAR) range.nearMetres = Math.max(range.nearMetres * CLOSES_PER_FRAME, NARROWEST_METRES);
  else if (near < MOST_NEAR) range.nearMetres = Math.min(range.nearMetres * OPENS_PER_FRAME, NEAR_METRES);
  if (mid > MOST_MID) range.midMetres = Math.max(range.midMetres * CLOSES_PER_FRAME, NARROWEST_METRES);
  else if (mid < MOST_MID) range.midMetres = Math.min(range.midMetres * OPENS_PER_FRAME, MID_METRES);
  range.near = 0;
  range.mid = 0;
}
