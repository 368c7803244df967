/**
 * The bits of one avatar in a batch. A *key* stands for itself; a *delta* follows the receiver's last two of the same quality.
 * Two keys in a row put a receiver on the chain; after that, deltas do.
 *
 * ```
 * key    1 | quality 2 | jumps 2 | flags 10 | age 6 | 6 × (predictor 2, parameter 4)
 *          | groups present: position 3 × 18, rotation: kept 2, 3 × 11 | curls 2 × 5 × 3 (where flagged)
 * delta  0 | changed 1 (then 6 × (predictor 2, parameter 4)) | flags changed 1 (then 10) | age: Rice 1
 *          | groups present: 3 × Rice of what the guess was wrong by | curls changed 1 (then 30; where flagged)
 * ```
 */
export const QUALITY_BITS = 2;
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
export const POSITION_BITS = 18;
export const POSITION_OFFSET = 2 ** (POSITION_BITS - 1);
export const KEPT_BITS = 2;
export const ROTATION_BITS = 11;
export const ROTATION_OFFSET = 2 ** (ROTATION_BITS - 1);
/** Bytes of the longest key; a delta that would be longer is sent as a key. */
export const MAX_CHUNK_BYTES = 64;
