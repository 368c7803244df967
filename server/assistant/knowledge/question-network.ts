import type { Features } from './feature-bag.ts';
import type { Example, LabelTable } from './label-table.ts';

/** Tells of each label, in the order of `labels`, how likely it is; together 1. */
export interface QuestionNetwork {
  readonly labels: readonly string[];
  readonly classify: (features: Features) => Float64Array;
}

/** Hidden units: as many things a question can be of, found by fitting. */
const WIDTH = 64;
const EPOCHS = 8;
const RATE = 0.12;
/** Of a question's features so many are left out each time it is learned: what is decided by all that was said is not learned by heart. */
const DROPPED = 0.7;
/** What is left then is as long as the whole was, on average. */
const KEPT_SCALE = 1 / Math.sqrt(1 - DROPPED);
/** Where each weight's sum of squared steps begins: the first step is not boundless. */
const FIRST_STEP = 1e-2;
const FIRST_ROW_STEP = 1e-3;
/** Where weights begin: half of this to either side of nothing. */
const SPREAD = { features: 0.6, labels: 0.4 } as const;
/** What is less amiss is left: most labels of most examples, which saves most of the time. */
const LEAST_AMISS = 2e-3;
const LEAST_SLOPE = 1e-9;
/** Each pass takes the examples in steps of this prime: mixed, and the same at every start. */
const STRIDE = 7919;
/** How much what is rare outweighs what is common. */
const RARITY_POWER = 0.7;
/** What of a feature that no example has counts against the others: an unknown word makes all that is known less sure. */
const UNKNOWN_SHARE = 0.3;

/**
 * Learns labels from examples by a network of one hidden layer (rectified units, softmax), fitted by AdaGrad with dropout on what it reads. What a sum of
 * features cannot tell, it can: "to the Orkneys" makes another question of "how long does a card take", and none of "how do I pay". The features are those that the table
 * was counted of. The same examples in the same order give the same network. In steps of one example each, so that whoever learns
 * can let others have their turn.
 */
export function* trainNetwork(
  examples: readonly Example[],
  table: Pick<LabelTable, 'numbers' | 'counts'>,
): Generator<void, QuestionNetwork> {
  const labels = [...new Set(examples.map(({ label }) => label))].sort();
  const places = new Map(labels.map((label, at) => [label, at]));
  const right = examples.map(({ label }) => places.get(label) ?? 0);
  const read = rowsOf(table, examples.length);
  const rows: Row[] = [];
  for (const { features } of examples) {
    rows.push(read(features));
    yield;
  }
  const draw = createDraw();
  const layers = new Layers(table.counts.length, labels.length, draw);
  const kept = emptyRow(rows.reduce((longest, { length }) => Math.max(longest, length), 0));
  for (let epoch = 0; epoch < EPOCHS; epoch++)
    for (let turn = 0; turn < rows.length; turn++) {
      const at = (turn * STRIDE + epoch) % rows.length;
      dropSome(rows[at] as Row, kept, draw);
      layers.weigh(kept);
      layers.learn(kept, right[at] as number);
      yield;
    }
  return {
    labels,
    classify(features) {
      layers.weigh(read(features));
      return layers.likelihoods.slice();
    },
  };
}

/** The first `length` features of a question by number, each with its share: of a question that is wholly known the squares add up to 1. */
interface Row {
  readonly features: Int32Array;
  readonly shares: Float32Array;
  length: number;
}

function emptyRow(room: number): Row {
  return { features: new Int32Array(room), shares: new Float32Array(room), length: 0 };
}

function rowsOf({ numbers, counts }: Pick<LabelTable, 'numbers' | 'counts'>, examples: number) {
  const rarityOf = (count: number) => Math.log(1 + examples / count) ** RARITY_POWER;
  const rarities = Float32Array.from(counts, rarityOf);
  const unknown = rarityOf(1);
  return ({ keys, weights }: Features): Row => {
    const row = emptyRow(keys.length);
    let squares = 0;
    for (let at = 0; at < keys.length; at++) {
      const number = numbers.get(keys[at] as number);
      const value = (weights[at] as number) * (number === undefined ? unknown : (rarities[number] as number));
      squares += (number === undefined ? UNKNOWN_SHARE : 1) * value * value;
      if (number === undefined) continue;
      row.features[row.length] = number;
      row.shares[row.length] = value;
      row.length += 1;
    }
    const length = Math.sqrt(squares) || 1;
    for (let one = 0; one < row.length; one++) row.shares[one] = (row.shares[one] as number) / length;
    return row;
  };
}

function dropSome(row: Row, kept: Row, draw: () => number): void {
  kept.length = 0;
  for (let one = 0; one < row.length; one++) {
    if (draw() < DROPPED) continue;
    kept.features[kept.length] = row.features[one] as number;
    kept.shares[kept.length] = (row.shares[one] as number) * KEPT_SCALE;
    kept.length += 1;
  }
}

/** The weights, and what the last question made of them. Every sum of squared steps lies beside what it is of. */
class Layers {
  readonly likelihoods: Float64Array;
  readonly #hidden = new Float64Array(WIDTH);
  /** The first of it: the units that are not silent, and so many there are. */
  readonly #awake = new Uint8Array(WIDTH);
  #awakeCount = 0;
  readonly #slopes = new Float64Array(WIDTH);
  readonly #ofFeatures: Float32Array;
  /** One for all units of a feature. */
  readonly #featureSteps: Float32Array;
  readonly #ofUnits = new Float32Array(WIDTH);
  readonly #unitSteps = new Float32Array(WIDTH).fill(FIRST_STEP);
  readonly #ofLabels: Float32Array;
  readonly #labelSteps: Float32Array;
  readonly #constants: Float32Array;
  readonly #constantSteps: Float32Array;

  constructor(features: number, labels: number, draw: () => number) {
    this.likelihoods = new Float64Array(labels);
    this.#ofFeatures = Float32Array.from({ length: features * WIDTH }, () => (draw() - 0.5) * SPREAD.features);
    this.#featureSteps = new Float32Array(features).fill(FIRST_ROW_STEP);
    this.#ofLabels = Float32Array.from({ length: labels * WIDTH }, () => (draw() - 0.5) * SPREAD.labels);
    this.#labelSteps = new Float32Array(labels * WIDTH).fill(FIRST_STEP);
    this.#constants = new Float32Array(labels);
    this.#constantSteps = new Float32Array(labels).fill(FIRST_STEP);
  }

  /** Writes how likely each label is into `likelihoods`. */
  weigh({ features, shares, length }: Row): void {
    const hidden = this.#hidden;
    const ofFeatures = this.#ofFeatures;
    hidden.set(this.#ofUnits);
    for (let one = 0; one < length; one++) {
      const from = (features[one] as number) * WIDTH;
      const share = shares[one] as number;
      for (let unit = 0; unit < WIDTH; unit++)
        hidden[unit] = (hidden[unit] as number) + share * (ofFeatures[from + unit] as number);
    }
    const awake = this.#awake;
    let count = 0;
    for (let unit = 0; unit < WIDTH; unit++) if ((hidden[unit] as number) > 0) awake[count++] = unit;
    this.#awakeCount = count;
    const { likelihoods } = this;
    const ofLabels = this.#ofLabels;
    const constants = this.#constants;
    for (let label = 0; label < likelihoods.length; label++) {
      const from = label * WIDTH;
      let sum = constants[label] as number;
      for (let one = 0; one < count; one++) {
        const unit = awake[one] as number;
        sum += (ofLabels[from + unit] as number) * (hidden[unit] as number);
      }
      likelihoods[label] = sum;
    }
    toLikelihoods(likelihoods);
  }

  /** Takes one step towards what is right, from what was weighed last. A unit that was silent is not to blame, and stays as it is. */
  learn(row: Row, right: number): void {
    const slopes = this.#slopes.fill(0);
    for (let label = 0; label < this.likelihoods.length; label++) {
      const amiss = (this.likelihoods[label] as number) - (label === right ? 1 : 0);
      if (Math.abs(amiss) >= LEAST_AMISS) this.#learnLabel(label, amiss, slopes);
    }
    let squares = 0;
    for (let one = 0; one < this.#awakeCount; one++) {
      const unit = this.#awake[one] as number;
      const slope = slopes[unit] as number;
      squares += slope * slope;
      descend(this.#ofUnits, this.#unitSteps, unit, slope);
    }
    if (squares / WIDTH >= LEAST_SLOPE) this.#learnFeatures(row, slopes, squares / WIDTH);
  }

  #learnLabel(label: number, amiss: number, slopes: Float64Array): void {
    descend(this.#constants, this.#constantSteps, label, amiss);
    const ofLabels = this.#ofLabels;
    const steps = this.#labelSteps;
    const hidden = this.#hidden;
    const awake = this.#awake;
    const count = this.#awakeCount;
    for (let one = 0; one < count; one++) {
      const unit = awake[one] as number;
      const at = label * WIDTH + unit;
      slopes[unit] = (slopes[unit] as number) + amiss * (ofLabels[at] as number);
      descend(ofLabels, steps, at, amiss * (hidden[unit] as number));
    }
  }

  #learnFeatures({ features, shares, length }: Row, slopes: Float64Array, square: number): void {
    const ofFeatures = this.#ofFeatures;
    const allSteps = this.#featureSteps;
    const awake = this.#awake;
    const count = this.#awakeCount;
    for (let one = 0; one < length; one++) {
      const feature = features[one] as number;
      const share = shares[one] as number;
      const steps = (allSteps[feature] as number) + share * share * square;
      allSteps[feature] = steps;
      const step = (RATE * share) / Math.sqrt(steps);
      const from = feature * WIDTH;
      for (let each = 0; each < count; each++) {
        const unit = awake[each] as number;
        ofFeatures[from + unit] = (ofFeatures[from + unit] as number) - step * (slopes[unit] as number);
      }
    }
  }
}

/** AdaGrad (Duchi, Hazan, Singer 2011): the oftener a weight was moved, the less it is. */
function descend(weights: Float32Array, steps: Float32Array, at: number, slope: number): void {
  const step = (steps[at] as number) + slope * slope;
  steps[at] = step;
  weights[at] = (weights[at] as number) - (RATE * slope) / Math.sqrt(step);
}

/** Sums of logarithms, any of them, as likelihoods that add up to 1; in place. */
export function toLikelihoods(scores: Float64Array): Float64Array {
  let most = Number.NEGATIVE_INFINITY;
  for (let label = 0; label < scores.length; label++) most = Math.max(most, scores[label] as number);
  let sum = 0;
  for (let label = 0; label < scores.length; label++) {
    const part = Math.exp((scores[label] ?? 0) - most);
    scores[label] = part;
    sum += part;
  }
  for (let label = 0; label < scores.length; label++) scores[label] = (scores[label] ?? 0) / sum;
  return scores;
}

/** Numbers from 0 to below 1, the same at every start (Numerical Recipes' linear congruence, its upper bits). */
function createDraw(): () => number {
  let seed = 7;
  return () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) | 0;
    return (seed >>> 8) / 2 ** 24;
  };
}
