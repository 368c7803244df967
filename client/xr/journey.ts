import { type FloorPoint, type Ground, isWalkable, settle } from '../../shared/walkable.ts';

/** The server takes no jump that is longer (`branch-rules.ts`); we stay a little below. */
const LONGEST_HOP_METRES = 11;
/** Nor one that follows the last sooner than 0.4 s. */
const BETWEEN_HOPS_SECONDS = 0.45;
/** Until the view is dark. */
const DARKEN_SECONDS = 0.1;
/** How far aside of the straight line a hop may land. */
const ASIDE_METRES = 3;
/** Whoever went so far from a seat has left it. */
const SEAT_METRES = 0.6;

/** To a place of the branch without any motion: dark, there, light. A long way is several hops, all in one dark. */
export interface Journey {
  readonly hops: FloorPoint[];
  /** How many of them are done. */
  done: number;
  /** Where one looks at the end, radians of the scene. */
  yaw: number;
  /** The place is a seat. */
  endsOnSeat: boolean;
  waitSeconds: number;
  /** The seat one is on; null while one stands. */
  seat: FloorPoint | null;
}

export function createJourney(): Journey {
  return { hops: [], done: 0, yaw: 0, endsOnSeat: false, waitSeconds: 0, seat: null };
}

export function isUnderWay(journey: Readonly<Journey>): boolean {
  return journey.done < journey.hops.length;
}

/** Where a body touches down on the way from one place to another, the last being the place itself. */
export function planHops(ground: Ground, from: Readonly<FloorPoint>, to: Readonly<FloorPoint>): FloorPoint[] {
  const count = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.z - from.z) / LONGEST_HOP_METRES));
  const hops: FloorPoint[] = [];
  for (let hop = 1; hop < count; hop++) {
    const part = hop / count;
    const place = { x: from.x + (to.x - from.x) * part, z: from.z + (to.z - from.z) * part };
    if (settle(ground, place, ASIDE_METRES)) hops.push(place);
  }
  const last = { x: to.x, z: to.z };
  if (!isWalkable(ground, last.x, last.z)) settle(ground, last, ASIDE_METRES);
  hops.push(last);
  return hops;
}

interface Destination extends FloorPoint {
  readonly yaw: number;
  readonly isSeat: boolean;
}

/** Sets out. A journey that is under way is given up for it. */
export function beginJourney(
  journey: Journey,
  ground: Ground,
  from: Readonly<FloorPoint>,
  { x, z, yaw, isSeat }: Readonly<Destination>,
): void {
  journey.hops.length = 0;
  journey.hops.push(...planHops(ground, from, { x, z }));
  journey.done = 0;
  journey.yaw = yaw;
  journey.endsOnSeat = isSeat;
  journey.waitSeconds = DARKEN_SECONDS;
  journey.seat = null;
}

/** A frame. Answers where the body is to be put now, or null. */
export function stepJourney(journey: Journey, seconds: number): FloorPoint | null {
  if (!isUnderWay(journey)) return null;
  journey.waitSeconds -= seconds;
  if (journey.waitSeconds > 0) return null;
  const place = journey.hops[journey.done] ?? null;
  journey.done++;
  journey.waitSeconds = BETWEEN_HOPS_SECONDS;
  if (!isUnderWay(journey) && journey.endsOnSeat) journey.seat = place;
  return place;
}

/** Whoever walks or teleports away from a seat stands again. */
export function leaveSeat(journey: Journey, { x, z }: Readonly<FloorPoint>): void {
  const { seat } = journey;
  if (seat && Math.hypot(x - seat.x, z - seat.z) > SEAT_METRES) journey.seat = null;
}
