import { HAND_RANGE_METRES, HEAD_RANGE_METRES } from '../pose.ts';
import { partOf, QUALITIES, SMALLEST_DROPPED } from './quantised-pose.ts';

/**
 * The bits of one avatar in a batch. A *key* stands for itself; a *delta* follows the receiver's last two of the same quality.
 * A key that tells of the pose before it as well, or two in a row, put a receiver on the chain; after that, deltas do.
 *
 * ```
 * key    1 | quality 3 | jumps 2 | flags 10 | age 6 | guesses
 *          | whole groups present | joins 1 (then of the pose before, groups present: alike 1, then what changed since or the whole group)
 *          | curls 2 × 5 × 3 (where flagged)
 * delta  0 | changed 1 (then guesses) | flags changed 1 (then 10) | age: Rice 1
 *          | groups present: 3 × Rice of what the guess was wrong by | curls changed 1 (then 30; where flagged)
 * guesses  groups present: predictor 2, parameter 4
 * whole    kept 2 (of a rotation) | 3 × as wide as the quality needs ({@link positionBits}, {@link rotationBits})
 * changed  parameter 4 | 3 × Rice
 * ```
 */
export const QUALITY_BITS = 3;
/** Counts jumps modulo 4, so that one is noticed even where the key that told of it was not the next. */
export const JUMP_BITS = 2;
export const JUMP_MASK = (1 << JUMP_BITS) - 1;
export const AGE_BITS = 6;
/** How old a pose was when its batch was sent, in these steps. */
export const AGE_STEP_MS = 2;
export const MAX_AGE = 2 ** AGE_BITS - 1;
export const AGE_PARAMETER = 1;
export const PREDICTOR_BITS = 2;
export const PARAMETER_BITS = 4;
export const MAX_PARAMETER = 2 ** PARAMETER_BITS - 1;
export const KEPT_BITS = 2;
/** Bytes of the longest key; a delta that would be longer is sent as a key, and a key that joins as one that does not. */
export const MAX_CHUNK_BYTES = 64;

/** Of a signed number up to `most` steps; a place at the very end of its range may be rounded to a step beyond it. */
const signedBits = (most: number): number => 2 + Math.floor(Math.log2(most));
const POSITION_BITS = QUALITIES.map(({ positionMetres }) =>
  [HEAD_RANGE_METRES, HAND_RANGE_METRES, HAND_RANGE_METRES].map((metres) => signedBits(metres / positionMetres + 1)),
);
const ROTATION_BITS = QUALITIES.map(({ rotation }) =>
  signedBits(Math.ceil(Math.sqrt(1 - SMALLEST_DROPPED ** 2) / rotation)),
);

/** Bits of one number of a key: of the head in the branch, or of a hand from the head. */
export const positionBits = (quality: number, group: number): number =>
  (POSITION_BITS[quality] as number[])[partOf(group)] as number;
/** Bits of one component of a rotation in a key. */
export const rotationBits = (quality: number): number => ROTATION_BITS[quality] as number;
