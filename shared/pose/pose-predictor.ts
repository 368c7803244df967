import {
  isRotation,
  largestOf,
  partOf,
  type QuantisedPose,
  type Quaternion4,
  restoreRotation,
} from './quantised-pose.ts';

/**
 * How the next pose is guessed from the last two: stays, goes on at half the speed, goes on. Someone who sits is best guessed
 * by the first (noise is not doubled), someone who walks by the last.
 */
export const PREDICTORS = 3;
const MOMENTUM = [0, 0.5, 1] as const;

const latest: Quaternion4 = new Float64Array(4);
const before: Quaternion4 = new Float64Array(4);
const guess: Quaternion4 = new Float64Array(4);

/**
 * Writes the guess for three numbers of a group into `numbers` and answers which component of a rotation it is written
 * without (0 for a position). Deterministic: the receiver guesses the same.
 */
export function predict(
  last: QuantisedPose,
  earlier: QuantisedPose,
  group: number,
  predictor: number,
  rotationStep: number,
  numbers: Int32Array,
): number {
  const momentum = MOMENTUM[predictor] as number;
  const at = group * 3;
  if (!isRotation(group)) {
    for (let axis = 0; axis < 3; axis++) {
      const value = last.numbers[at + axis] as number;
      numbers[axis] = value + Math.round((value - (earlier.numbers[at + axis] as number)) * momentum);
    }
    return 0;
  }
  const part = partOf(group);
  if (momentum === 0) {
    // As it was, and written as it was.
    for (let place = 0; place < 3; place++) numbers[place] = last.numbers[at + place] as number;
    restoreRotation(last, group, rotationStep, latest);
    const kept = largestOf(latest);
    if (kept === last.kept[part]) return kept;
    return write(latest, kept, rotationStep, numbers);
  }
  restoreRotation(last, group, rotationStep, latest);
  restoreRotation(earlier, group, rotationStep, before);
  let dot = 0;
  for (let index = 0; index < 4; index++) dot += (latest[index] as number) * (before[index] as number);
  const sign = dot < 0 ? -1 : 1;
  let square = 0;
  for (let index = 0; index < 4; index++) {
    const value = latest[index] as number;
    const next = value + (value - sign * (before[index] as number)) * momentum;
    guess[index] = next;
    square += next * next;
  }
  const scale = square > 0 ? 1 / Math.sqrt(square) : 1;
  for (let index = 0; index < 4; index++) guess[index] = (guess[index] as number) * scale;
  return write(guess, largestOf(guess), rotationStep, numbers);
}

function write(q: Quaternion4, kept: number, step: number, numbers: Int32Array): number {
  const sign = (q[kept] as number) < 0 ? -1 : 1;
  for (let place = 0; place < 3; place++)
    numbers[place] = Math.round((sign * (q[place < kept ? place : place + 1] as number)) / step);
  return kept;
}
