import type { Features } from './question-features.ts';

export interface Example {
  readonly label: string;
  readonly features: Features;
  /** How much it counts beside the others; 1 where it is not given. */
  readonly share?: number;
}
/** How likely each label is; together 1. Best first. */
export type Likely = readonly (readonly [label: string, likelihood: number])[];
export type Classifier = (features: Features) => Likely;

const EPOCHS = 5;
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
 * Learns what questions ask for from examples: multinomial logistic regression with AdaGrad, where a feature has a weight only for labels
 * that it was seen with. The same examples in the same order give the same weights. Half a second for 6000 examples, in steps of one
 * example each, so that whoever learns can let others have their turn.
 */
export function* trainClassifier(examples: readonly Example[]): Generator<void, Classifier> {
  const labels = [...new Set(examples.map(({ label }) => label))].sort();
  const right = examples.map(({ label }) => labels.indexOf(label));
  const { table, read } = yield* tableOf(examples, right);
  const rows: Row[] = [];
  for (const { features } of examples) {
    rows.push(read(features));
    yield;
  }
  const scores = new Float64Array(labels.length);
  const steps = new Float32Array(table.weights.length).fill(FIRST_STEP);
  for (let epoch = 0; epoch < EPOCHS; epoch++)
    for (let turn = 0; turn < rows.length; turn++) {
      const at = (turn * STRIDE + epoch) % rows.length;
      const row = rows[at];
      if (!row) continue;
      weigh(table, row, scores);
      learn(table, row, right[at] ?? 0, scores, steps);
      yield;
    }
  return (features) => {
    weigh(table, read(features), scores);
    return labels.map((label, at) => [label, scores[at] ?? 0] as const).sort((a, b) => b[1] - a[1]);
  };
}

/** The weights of feature `f` are those from `starts[f]` to before `starts[f + 1]`, each for the label beside it. */
interface Table {
  readonly starts: Int32Array;
  readonly labels: Uint16Array;
  readonly weights: Float32Array;
}
/** The features of a question by number, each with its share: of a question that is wholly known the squares add up to 1. */
interface Row {
  readonly features: Int32Array;
  readonly shares: Float32Array;
}

function* tableOf(examples: readonly Example[], right: readonly number[]) {
  const numbers = new Map<string, number>();
  const counts: number[] = [];
  const seenWith: Set<number>[] = [];
  for (const [at, { features }] of examples.entries()) {
    for (const feature of features.keys()) {
      const number = numbers.get(feature) ?? numbers.size;
      numbers.set(feature, number);
      counts[number] = (counts[number] ?? 0) + 1;
      seenWith[number] = (seenWith[number] ?? new Set()).add(right[at] ?? 0);
    }
    yield;
  }
  const starts = new Int32Array(seenWith.length + 1);
  seenWith.forEach((labels, number) => {
    starts[number + 1] = (starts[number] ?? 0) + labels.size;
  });
  const labels = Uint16Array.from(seenWith.flatMap((those) => [...those]));
  const rarityOf = (count: number) => Math.log(1 + examples.length / count) ** RARITY_POWER;
  const read = (features: Features): Row => {
    const known: number[] = [];
    const values: number[] = [];
    let squares = 0;
    for (const [feature, weight] of features) {
      const number = numbers.get(feature);
      const value = weight * rarityOf(number === undefined ? 1 : (counts[number] ?? 1));
      squares += (number === undefined ? UNKNOWN_SHARE : 1) * value * value;
      if (number === undefined) continue;
      known.push(number);
      values.push(value);
    }
    const length = Math.sqrt(squares) || 1;
    return { features: Int32Array.from(known), shares: Float32Array.from(values, (value) => value / length) };
  };
  return { table: { starts, labels, weights: new Float32Array(labels.length) }, read };
}

/** Writes how likely each label is into `scores`. */
function weigh({ starts, labels, weights }: Table, { features, shares }: Row, scores: Float64Array): void {
  scores.fill(0);
  for (let one = 0; one < features.length; one++) {
    const feature = features[one] ?? 0;
    const end = starts[feature + 1] ?? 0;
    for (let at = starts[feature] ?? 0; at < end; at++) {
      const label = labels[at] ?? 0;
      scores[label] = (scores[label] ?? 0) + (shares[one] ?? 0) * (weights[at] ?? 0);
    }
  }
  const most = scores.reduce((best, score) => Math.max(best, score), Number.NEGATIVE_INFINITY);
  let sum = 0;
  for (let label = 0; label < scores.length; label++) {
    const part = Math.exp((scores[label] ?? 0) - most);
    scores[label] = part;
    sum += part;
  }
  for (let label = 0; label < scores.length; label++) scores[label] = (scores[label] ?? 0) / sum;
}

function learn(
  { starts, labels, weights }: Table,
  { features, shares }: Row,
  right: number,
  found: Float64Array,
  steps: Float32Array,
): void {
  for (let one = 0; one < features.length; one++) {
    const feature = features[one] ?? 0;
    const end = starts[feature + 1] ?? 0;
    for (let at = starts[feature] ?? 0; at < end; at++) {
      const label = labels[at] ?? 0;
      const amiss = (found[label] ?? 0) - (label === right ? 1 : 0);
      if (Math.abs(amiss) < LEAST_AMISS) continue;
      const weight = weights[at] ?? 0;
      const slope = amiss * (shares[one] ?? 0) + DECAY * weight;
      const step = (steps[at] ?? 0) + slope * slope;
      steps[at] = step;
      weights[at] = weight - (RATE * slope) / Math.sqrt(step);
    }
  }
}
