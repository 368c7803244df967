import type { Features } from './feature-bag.ts';
import type { Example, LabelTable } from './label-table.ts';

/** How likely each label is, in the order of the table's labels; together 1. */
export type Classifier = (features: Features) => Float64Array;

const EPOCHS = 2;
const RATE = 0.7;
/** Where each weight's sum of squared steps begins: the first step is not boundless. */
const FIRST_STEP = 1e-3;
/** Draws the weights to nothing, so that a feature seen once says little. */
const DECAY = 2e-5;
/** What is less amiss is left: most labels of most examples, which saves most of the time. */
const LEAST_AMISS = 2e-3;
/** Each pass takes the examples in steps of this prime: mixed, and the same at every start. */
const STRIDE = 7919;
/** How much what is rare outweighs what is common. */
const RARITY_POWER = 0.7;
/** What of a feature that no example has counts against the others: an unknown word makes all that is known less sure. */
const UNKNOWN_SHARE = 0.3;

/**
 * Learns labels from the examples that the table was counted of: multinomial logistic regression with AdaGrad, where a feature has a weight only for labels
 * that it was seen with. The same examples in the same order give the same weights. In steps of one
 * example each, so that whoever learns can let others have their turn.
 */
export function* trainClassifier(examples: readonly Example[], table: LabelTable): Generator<void, Classifier> {
  const { labels } = table;
  const places = new Map(labels.map((label, at) => [label, at]));
  const right = examples.map(({ label }) => places.get(label) ?? 0);
  const read = rowsOf(table, examples.length);
  const rows: Row[] = [];
  for (const { features } of examples) {
    rows.push(read(features));
    yield;
  }
  const weights = new Float32Array(table.cellLabels.length);
  const steps = new Float32Array(weights.length).fill(FIRST_STEP);
  const scores = new Float64Array(labels.length);
  for (let epoch = 0; epoch < EPOCHS; epoch++)
    for (let turn = 0; turn < rows.length; turn++) {
      const at = (turn * STRIDE + epoch) % rows.length;
      const row = rows[at];
      if (!row) continue;
      weigh(table, weights, row, scores);
      learn(table, weights, steps, row, right[at] ?? 0, scores);
      yield;
    }
  return (features) => {
    weigh(table, weights, read(features), scores);
    return scores.slice();
  };
}

/** The features of a question by number, each with its share: of a question that is wholly known the squares add up to 1. */
interface Row {
  readonly features: Int32Array;
  readonly shares: Float32Array;
}

function rowsOf({ numbers, counts }: LabelTable, examples: number): (features: Features) => Row {
  const rarityOf = (count: number) => Math.log(1 + examples / count) ** RARITY_POWER;
  const rarities = Float32Array.from(counts, rarityOf);
  const unknown = rarityOf(1);
  return ({ keys, weights }) => {
    const known: number[] = [];
    const values: number[] = [];
    let squares = 0;
    for (let at = 0; at < keys.length; at++) {
      const number = numbers.get(keys[at] ?? 0);
      const value = (weights[at] ?? 0) * (number === undefined ? unknown : (rarities[number] ?? 0));
      squares += (number === undefined ? UNKNOWN_SHARE : 1) * value * value;
      if (number === undefined) continue;
      known.push(number);
      values.push(value);
    }
    const length = Math.sqrt(squares) || 1;
    return { features: Int32Array.from(known), shares: Float32Array.from(values, (value) => value / length) };
  };
}

/** Writes how likely each label is into `scores`. */
function weigh(
  { starts, cellLabels }: LabelTable,
  weights: Float32Array,
  { features, shares }: Row,
  scores: Float64Array,
): void {
  scores.fill(0);
  for (let one = 0; one < features.length; one++) {
    const feature = features[one] ?? 0;
    const end = starts[feature + 1] ?? 0;
    for (let cell = starts[feature] ?? 0; cell < end; cell++) {
      const label = cellLabels[cell] ?? 0;
      scores[label] = (scores[label] ?? 0) + (shares[one] ?? 0) * (weights[cell] ?? 0);
    }
  }
  toLikelihoods(scores);
}

/** Sums of logarithms, any of them, as likelihoods that add up to 1; in place. */
export function toLikelihoods(scores: Float64Array): Float64Array {
  const most = scores.reduce((best, score) => Math.max(best, score), Number.NEGATIVE_INFINITY);
  let sum = 0;
  for (let label = 0; label < scores.length; label++) {
    const part = Math.exp((scores[label] ?? 0) - most);
    scores[label] = part;
    sum += part;
  }
  for (let label = 0; label < scores.length; label++) scores[label] = (scores[label] ?? 0) / sum;
  return scores;
}

function learn(
  { starts, cellLabels }: LabelTable,
  weights: Float32Array,
  steps: Float32Array,
  { features, shares }: Row,
  right: number,
  found: Float64Array,
): void {
  for (let one = 0; one < features.length; one++) {
    const feature = features[one] ?? 0;
    const end = starts[feature + 1] ?? 0;
    for (let cell = starts[feature] ?? 0; cell < end; cell++) {
      const label = cellLabels[cell] ?? 0;
      const amiss = (found[label] ?? 0) - (label === right ? 1 : 0);
      if (Math.abs(amiss) < LEAST_AMISS) continue;
      const weight = weights[cell] ?? 0;
      const slope = amiss * (shares[one] ?? 0) + DECAY * weight;
      const step = (steps[cell] ?? 0) + slope * slope;
      steps[cell] = step;
      weights[cell] = weight - (RATE * slope) / Math.sqrt(step);
    }
  }
}
