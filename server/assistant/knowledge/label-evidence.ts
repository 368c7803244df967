import type { Example } from './question-classifier.ts';
import type { Features } from './question-features.ts';

/** What a question's features say for each label, in the order of `labels`: sums of logarithms, comparable within one question. */
export interface LabelEvidence {
  readonly labels: readonly string[];
  weigh(features: Features): Float64Array;
}

/** How much of what all labels say together each label is taken to have said before anything of it is heard. */
const SMOOTHING = 0.1;
/** What an example of no features is divided by. */
const NO_LENGTH = 1;

/**
 * Naive Bayes: how much oftener a label's examples have a feature than all examples do. It only counts, and leaves nothing out that another
 * feature has explained already; so it bends less to the manner of those who wrote the examples than what is fitted to them.
 * A generator, so that whoever learns can let others have their turn.
 */
export function* countEvidence(examples: readonly Example[]): Generator<void, LabelEvidence> {
  const labels = [...new Set(examples.map(({ label }) => label))].sort();
  const numbers = new Map(labels.map((label, at) => [label, at]));
  /** Of each feature, how much of it each label that has it said; and under -1 what all said. */
  const said = new Map<string, Map<number, number>>();
  const wholes = new Float64Array(labels.length);
  let sum = 0;
  for (const { label, features, share = 1 } of examples) {
    const at = numbers.get(label) ?? 0;
    const length = lengthOf(features.values());
    for (const [feature, weight] of features) {
      const part = (share * weight) / length;
      const own = said.get(feature) ?? new Map<number, number>();
      said.set(feature, own.set(at, (own.get(at) ?? 0) + part).set(ALL, (own.get(ALL) ?? 0) + part));
      wholes[at] = (wholes[at] ?? 0) + part;
      sum += part;
    }
    yield;
  }
  const before = (SMOOTHING * sum) / labels.length;
  /** What a feature that a label's examples never have says for it. */
  const silent = wholes.map((whole) => Math.log(before / (whole + before)));
  return {
    labels,
    weigh(features) {
      const known = [...features].flatMap(([feature, weight]) => {
        const own = said.get(feature);
        return own ? [[own, weight] as const] : [];
      });
      const length = lengthOf(known.map(([, weight]) => weight));
      const heard = known.reduce((all, [, weight]) => all + weight, 0) / length;
      const scores = silent.map((each) => each * heard);
      for (const [own, weight] of known) {
        const usual = (own.get(ALL) ?? 0) / sum;
        for (const [at, part] of own)
          if (at !== ALL) scores[at] = (scores[at] ?? 0) + (weight / length) * Math.log1p(part / (before * usual));
      }
      return scores;
    },
  };
}

const ALL = -1;

function lengthOf(weights: Iterable<number>): number {
  let squares = 0;
  for (const weight of weights) squares += weight * weight;
  return Math.sqrt(squares) || NO_LENGTH;
}
