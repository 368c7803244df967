import {
  isRotation,
  largestOf,
  partOf,
  type QuantisedPast,
  type Quaternion4,
  restoreRotation,
} from './quantised-pose.ts';

/**
 * How the next pose is guessed from the last two: stays, goes on at half the speed, goes on. Someone who sits is best guessed
 * by the first (noise is not doubled), someone who walks by the last.
 */
export const PREDICTORS = 3;
const MOMENTUM = [0, 0.5, 1] as const;

/**
 * Guesses one group after another: told of a group's past once, it has all its guesses. Deterministic: the receiver guesses the
 * same. Nothing is allocated after it is made.
 */
export class PosePredictor {
  readonly #latest: Quaternion4 = new Float64Array(4);
  readonly #before: Quaternion4 = new Float64Array(4);
  readonly #guess: Quaternion4 = new Float64Array(4);
  #past!: QuantisedPast;
  #group = 0;
  #step = 0;
  /** The one before is worked out for those guesses that go by it. */
  #hasBefore = false;

  /** The group that is guessed next, and what came before it. */
  open(past: QuantisedPast, group: number, rotationStep: number): void {
    this.#past = past;
    this.#group = group;
    this.#step = rotationStep;
    this.#hasBefore = false;
    if (isRotation(group)) restoreRotation(past, past.last, group, rotationStep, this.#latest);
  }

  /**
   * Writes a guess for the three numbers of the group into `numbers` and answers which component of a rotation it is written
   * without (0 for a position).
   */
  guess(predictor: number, numbers: Int32Array): number {
    const momentum = MOMENTUM[predictor] as number;
    return isRotation(this.#group) ? this.#guessRotation(momentum, numbers) : this.#guessPosition(momentum, numbers);
  }

  #guessPosition(momentum: number, numbers: Int32Array): number {
    const { numbers: known, last, earlier } = this.#past;
    for (let axis = 0, at = this.#group * 3; axis < 3; axis++, at++) {
      const value = known[last + at] as number;
      numbers[axis] = value + Math.round((value - (known[earlier + at] as number)) * momentum);
    }
    return 0;
  }

  #guessRotation(momentum: number, numbers: Int32Array): number {
    if (momentum === 0) {
      const past = this.#past;
      const kept = largestOf(this.#latest);
      if (kept !== past.keptAt(past.last, partOf(this.#group))) return write(this.#latest, kept, this.#step, numbers);
      // As it was, and written as it was.
      for (let place = 0, at = past.last + this.#group * 3; place < 3; place++, at++)
        numbers[place] = past.numbers[at] as number;
      return kept;
    }
    if (!this.#hasBefore) this.#restoreBefore();
    const guess = this.#guess;
    let square = 0;
    for (let index = 0; index < 4; index++) {
      const value = this.#latest[index] as number;
      const next = value + (value - (this.#before[index] as number)) * momentum;
      guess[index] = next;
      square += next * next;
    }
    const scale = square > 0 ? 1 / Math.sqrt(square) : 1;
    for (let index = 0; index < 4; index++) guess[index] = (guess[index] as number) * scale;
    return write(guess, largestOf(guess), this.#step, numbers);
  }

  #restoreBefore(): void {
    const latest = this.#latest;
    const before = this.#before;
    restoreRotation(this.#past, this.#past.earlier, this.#group, this.#step, before);
    let dot = 0;
    for (let index = 0; index < 4; index++) dot += (latest[index] as number) * (before[index] as number);
    if (dot < 0) for (let index = 0; index < 4; index++) before[index] = -(before[index] as number);
    this.#hasBefore = true;
  }
}

function write(q: Quaternion4, kept: number, step: number, numbers: Int32Array): number {
  const sign = (q[kept] as number) < 0 ? -1 : 1;
  for (let place = 0; place < 3; place++)
    numbers[place] = Math.round((sign * (q[place < kept ? place : place + 1] as number)) / step);
  return kept;
}
