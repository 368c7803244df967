import type { BranchPlan } from '../../shared/branch.ts';

/**
 * How well one person is shown to another: index into `QUALITIES`, and with it how often (`PERIODS`). `HIDDEN`: not at all.
 * Nearer people come more often and more finely; what is behind one's back, a step less.
 */
export const NEAR = 0;
export const MIDDLE = 1;
export const FAR = 2;
/** The head alone. */
export const DISTANT = 3;
/** The same half as often: one of so many that nobody can follow each. */
export const CROWD = 4;
export const HIDDEN = 5;
export type Tier = typeof NEAR | typeof MIDDLE | typeof FAR | typeof DISTANT | typeof CROWD | typeof HIDDEN;

/** A pose is sent every so many ticks of 50 ms: 20, 10, 5 and 2.5 times a second. */
export const PERIODS = [1, 2, 4, 4, 8] as const;
/** Bytes a second that a moving person with two hands costs in each tier, slot included; `npm run bench:presence` measures it. */
export const TIER_BYTES_PER_SECOND = [210, 96, 50, 20, 11, 0] as const;
/** What one viewer is sent, bytes a second, before people further away are shown less well. */
export const VIEWER_BUDGET_BYTES_PER_SECOND = 11_000;
/**
 * Of it, what is for those who are not near: some hundred people in a hall as full as the demo branch's with fifty. Beyond them a viewer
 * costs hardly more the more there are, so that a hall's cost does not grow with the square of its people.
 */
export const SURROUNDINGS_BUDGET_BYTES_PER_SECOND = 4_200;

/** Those in the one tier are shown in the other, the least important first, until enough is spared. */
type Cut = readonly [from: Tier, to: Tier];
/** It is missed least that heads which are hardly seen to move come less often; then that hands do; then the hands. */
export const SURROUNDINGS_CUTS: readonly Cut[] = [
  [DISTANT, CROWD],
  [MIDDLE, FAR],
  [FAR, CROWD],
];
/** Where those who are near are too many as well, nobody but a partner is spared. All of a full room fit as a crowd, so that nobody is left out. */
export const VIEWER_CUTS: readonly Cut[] = [
  [DISTANT, CROWD],
  [NEAR, MIDDLE],
  [MIDDLE, FAR],
  [FAR, CROWD],
];

/** Within arm's reach of a talk: shown best also behind one's back, for one turns faster than interest is judged anew. */
export const NEAR_METRES = 4;
export const MIDDLE_METRES = 10;
/** The demo branch is hardly longer. */
export const FAR_METRES = 16;
/** Nobody who walks along a border changes tier at each step. */
const HYSTERESIS_METRES = 0.75;
/** Half of a wide headset's view, and a margin for turning: 75 degrees. */
const VIEW_COSINE = 0.26;

/** One body as interest sees it. */
export interface Presence {
  readonly x: number;
  readonly z: number;
  /** Where the head looks, on the floor; a unit vector. */
  readonly lookX: number;
  readonly lookZ: number;
  readonly zone: string;
  readonly speaking: boolean;
}

/** Whether people in one zone may see those in another: a booth is for who is in it, both ways. */
export function createVisibility(plan: BranchPlan): (viewerZone: string, otherZone: string) => boolean {
  const closed = new Set(plan.zones.filter(({ kind }) => kind === 'booth').map(({ id }) => id));
  return (viewerZone, otherZone) => viewerZone === otherZone || (!closed.has(viewerZone) && !closed.has(otherZone));
}

/** The tier by distance and view alone. `current` is what it is now; partners in a consultation are always shown best. */
export function tierOf(viewer: Presence, other: Presence, current: Tier, isPartner: boolean): Tier {
  if (isPartner) return NEAR;
  const dx = other.x - viewer.x;
  const dz = other.z - viewer.z;
  const distance = Math.sqrt(dx * dx + dz * dz);
  // Who speaks is looked at.
  const nearness = other.speaking ? distance / 1.25 : distance;
  if (nearness <= NEAR_METRES + margin(current, NEAR)) return NEAR;
  const tier =
    nearness <= MIDDLE_METRES + margin(current, MIDDLE)
      ? MIDDLE
      : nearness <= FAR_METRES + margin(current, FAR)
        ? FAR
        : DISTANT;
  const isInView = dx * viewer.lookX + dz * viewer.lookZ >= VIEW_COSINE * distance;
  return isInView || tier === DISTANT ? tier : ((tier + 1) as Tier);
}

function margin(current: Tier, border: Tier): number {
  return current <= border ? HYSTERESIS_METRES : 0;
}

/** Who is shown better than a crowd goes on to be for as long as nobody is clearly more important. */
const HYSTERESIS = 1.2;

/**
 * How much it would be missed: nearer, speaking and in view first, and who is shown well now (`current`). Only the order means anything. It
 * changes little as a head turns a little, so that nobody comes and goes with each glance.
 */
export function importanceOf(viewer: Presence, other: Presence, current: Tier, isPartner: boolean): number {
  if (isPartner) return Number.POSITIVE_INFINITY;
  const dx = other.x - viewer.x;
  const dz = other.z - viewer.z;
  const distance = Math.sqrt(dx * dx + dz * dz);
  // Five times as much straight ahead as behind one's back.
  const view = 1.5 + (distance > 0 ? (dx * viewer.lookX + dz * viewer.lookZ) / distance : 1);
  return (view * (other.speaking ? 1.5 : 1) * (current < CROWD ? HYSTERESIS : 1)) / (distance + 0.5);
}
