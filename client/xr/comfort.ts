import { z } from 'zod';

/** Sitting, one's eyes are raised to where they would be standing; see {@link riseOf}. */
const MOST_RISE_METRES = 0.8;

/**
 * How someone likes to move with a headset on. Kept in the browser; each part has a word that makes nobody ill as its
 * first value, and what cannot be read counts as that.
 */
export const Comfort = z.object({
  /** `spots`: no motion at all, one goes by the list of places. */
  move: z.enum(['teleport', 'smooth', 'both', 'spots']).catch('teleport'),
  turn: z.enum(['snap-30', 'snap-45', 'smooth']).catch('snap-30'),
  /** Of smooth turns. */
  turnSpeed: z.enum(['slow', 'middle', 'fast']).catch('middle'),
  /** How much of the edge of the view is darkened while one moves or turns. */
  vignette: z.enum(['off', 'light', 'strong']).catch('strong'),
  seated: z.boolean().catch(false),
  /** Added to the height of the eyes while `seated`. */
  riseMetres: z.number().min(0).max(MOST_RISE_METRES).catch(0),
  /** The hand that turns; the other walks. */
  hand: z.enum(['right', 'left']).catch('right'),
  /** One stick does both, whichever it is. */
  oneController: z.boolean().catch(false),
});
export type Comfort = z.infer<typeof Comfort>;

export const FIRST_COMFORT: Comfort = Comfort.parse({});

/** What was kept, or the first values for what cannot be read of it. */
export function readComfort(kept: string | null): Comfort {
  try {
    return Comfort.catch(FIRST_COMFORT).parse(JSON.parse(kept ?? '{}'));
  } catch {
    return FIRST_COMFORT;
  }
}

export const TURN_RADIANS_PER_SECOND: Readonly<Record<Comfort['turnSpeed'], number>> = {
  slow: Math.PI / 4,
  middle: Math.PI / 2,
  fast: (3 * Math.PI) / 4,
};

/** Without motion nothing turns smoothly: there the last is a step as well. */
const SNAP_RADIANS = { 'snap-30': Math.PI / 6, 'snap-45': Math.PI / 4, smooth: Math.PI / 6 } as const;

/** The size of one snap turn, radians. */
export function snapRadians({ turn }: Pick<Comfort, 'turn'>): number {
  return SNAP_RADIANS[turn];
}

export function mayTeleport({ move }: Pick<Comfort, 'move'>): boolean {
  return move === 'teleport' || move === 'both';
}
export function mayWalkSmoothly({ move }: Pick<Comfort, 'move'>): boolean {
  return move === 'smooth' || move === 'both';
}

/** So much higher than it is the head is put, metres: nothing for whoever stands, or has taken a seat in the branch too. */
export function riseOf({ seated, riseMetres }: Pick<Comfort, 'seated' | 'riseMetres'>, isOnSeat: boolean): number {
  return seated && !isOnSeat ? riseMetres : 0;
}

/** The rise that brings eyes that are at `eyesMetres` above the real floor to a standing person's height. */
export function calibrateRise(eyesMetres: number, standingEyesMetres: number): number {
  const rise = Math.round((standingEyesMetres - eyesMetres) * 100) / 100;
  return Math.min(Math.max(rise, 0), MOST_RISE_METRES);
}
