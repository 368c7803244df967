import { type BitWriter, RICE_LIMIT } from './bits.ts';
import { MAX_PARAMETER, PARAMETER_BITS, PREDICTOR_BITS } from './pose-chain-format.ts';
import { hasPart } from './pose-flags.ts';
import { PREDICTORS } from './pose-predictor.ts';
import { GROUPS, PAST_NUMBERS, partOf } from './quantised-pose.ts';

/** A chain's row: its past, then of each group which guess it goes by, and the parameter of its Rice code; all in force for the latest pose. */
const PREDICTOR_AT = PAST_NUMBERS;
const PARAMETER_AT = PREDICTOR_AT + GROUPS;
/** Whole lines of a processor's cache. */
const ROW_NUMBERS = 80;
const ERRORS = GROUPS * PREDICTORS;
const FIRST_PARAMETER = 3;
const FIRST_ERROR = 4;

/** How quickly the running means of what each guess is wrong by follow, at each pose that all are weighed by. */
const FOLLOW = 0.25;
/** Telling new parameters must be hoped to pay for itself within so many poses. */
const PAYS_WITHIN = 8;
const PARAMETER_COST = (GROUPS * (PREDICTOR_BITS + PARAMETER_BITS)) / PAYS_WITHIN;

/** The memory of so many chains, a row for each: a tick goes through all of them, and what it waits for is memory that is strewn about. */
export class ChainMemory {
  readonly numbers: Int32Array<ArrayBuffer>;
  /** Running means of the magnitude each guess is wrong by, steps. */
  readonly errors: Float64Array<ArrayBuffer>;

  constructor(chains: number) {
    this.numbers = new Int32Array(chains * ROW_NUMBERS);
    this.errors = new Float64Array(chains * ERRORS);
  }
}

/** By which guesses a chain goes, chosen by what each was wrong by of late. Nothing is allocated after it is made. */
export class ChainGuesses {
  readonly #numbers: Int32Array;
  readonly #errors: Float64Array;
  /** Where the chain's row begins, at the front of which its past is; and its means. */
  readonly row: number;
  readonly #errorsAt: number;

  /** Lives in row `row` of the memory, which no other chain may use. */
  constructor({ numbers, errors }: ChainMemory, row: number) {
    this.#numbers = numbers;
    this.#errors = errors;
    this.row = row * ROW_NUMBERS;
    this.#errorsAt = row * ERRORS;
    numbers.fill(0, this.row, this.row + ROW_NUMBERS);
    numbers.fill(FIRST_PARAMETER, this.row + PARAMETER_AT, this.row + PARAMETER_AT + GROUPS);
    errors.fill(FIRST_ERROR, this.#errorsAt, this.#errorsAt + ERRORS);
  }

  predictorOf(group: number): number {
    return this.#numbers[this.row + PREDICTOR_AT + group] as number;
  }

  parameterOf(group: number): number {
    return this.#numbers[this.row + PARAMETER_AT + group] as number;
  }

  /** A guess for the three numbers of a group was wrong by so many steps, all three together. */
  learn(group: number, predictor: number, wrong: number): void {
    const at = this.#errorsAt + group * PREDICTORS + predictor;
    const mean = this.#errors[at] as number;
    this.#errors[at] = mean + (Math.min(wrong / 3, RICE_LIMIT) - mean) * FOLLOW;
  }

  /** What a group would gain by its best guess, bits. */
  gainOf(group: number): number {
    const best = this.#errorOf(group, this.#bestOf(group));
    return (
      costOf(this.#errorOf(group, this.predictorOf(group)), this.parameterOf(group)) - costOf(best, parameterFor(best))
    );
  }

  /** If a gain of so many bits a pose pays for telling of it, puts the best guesses in force. Answers whether it did. */
  changeFor(gain: number): boolean {
    if (gain < PARAMETER_COST) return false;
    for (let group = 0; group < GROUPS; group++) {
      const best = this.#bestOf(group);
      this.#numbers[this.row + PREDICTOR_AT + group] = best;
      this.#numbers[this.row + PARAMETER_AT + group] = parameterFor(this.#errorOf(group, best));
    }
    return true;
  }

  /** Of the parts that are there. */
  write(bits: BitWriter, flags: number): void {
    for (let group = 0; group < GROUPS; group++) {
      if (!hasPart(flags, partOf(group))) continue;
      bits.write(this.predictorOf(group), PREDICTOR_BITS);
      bits.write(this.parameterOf(group), PARAMETER_BITS);
    }
  }

  #errorOf(group: number, predictor: number): number {
    return this.#errors[this.#errorsAt + group * PREDICTORS + predictor] as number;
  }

  #bestOf(group: number): number {
    let best = 0;
    for (let predictor = 1; predictor < PREDICTORS; predictor++)
      if (this.#errorOf(group, predictor) < this.#errorOf(group, best)) best = predictor;
    return best;
  }
}

/** The Rice parameter for numbers of a mean magnitude: the folded mean is twice that, and the best parameter near its logarithm. */
export function parameterFor(mean: number): number {
  return Math.min(MAX_PARAMETER, Math.max(0, Math.floor(Math.log2(1.4 * mean + 1e-9))));
}

/** Expected bits of a group's three numbers. */
function costOf(mean: number, parameter: number): number {
  return 3 * (1 + parameter + (2 * mean) / (1 << parameter));
}
