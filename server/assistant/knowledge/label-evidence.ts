import type { Features } from './feature-bag.ts';
import { type LabelTable, lengthOf } from './label-table.ts';

/** What a question's features say for each label, in the order of the table's labels: sums of logarithms, comparable within one question. */
export type LabelEvidence = (features: Features) => Float64Array;

/** How much of what all labels say together each label is taken to have said before anything of it is heard. */
const SMOOTHING = 0.1;

/**
 * Naive Bayes: how much oftener a label's examples have a feature than all examples do. It only counts, and leaves nothing out that another
 * feature has explained already; so it bends less to the manner of those who wrote the examples than what is fitted to them.
 */
export function evidenceOf({ labels, numbers, starts, cellLabels, cellParts }: LabelTable): LabelEvidence {
  const wholes = new Float64Array(labels.length);
  let sum = 0;
  cellParts.forEach((part, cell) => {
    const label = cellLabels[cell] ?? 0;
    wholes[label] = (wholes[label] ?? 0) + part;
    sum += part;
  });
  const before = (SMOOTHING * sum) / labels.length;
  /** What a feature that a label's examples never have says for it. */
  const silent = wholes.map((whole) => Math.log(before / (whole + before)));
  return ({ keys, weights }) => {
    const known: number[] = [];
    const values: number[] = [];
    keys.forEach((key, at) => {
      const number = numbers.get(key);
      if (number === undefined) return;
      known.push(number);
      values.push(weights[at] ?? 0);
    });
    const length = lengthOf(values);
    const heard = values.reduce((all, value) => all + value, 0) / length;
    const scores = silent.map((each) => each * heard);
    known.forEach((number, at) => {
      const [from, to] = [starts[number] ?? 0, starts[number + 1] ?? 0];
      let usual = 0;
      for (let cell = from; cell < to; cell++) usual += cellParts[cell] ?? 0;
      const perPart = sum / usual / before;
      const value = (values[at] ?? 0) / length;
      for (let cell = from; cell < to; cell++) {
        const label = cellLabels[cell] ?? 0;
        scores[label] = (scores[label] ?? 0) + value * Math.log1p((cellParts[cell] ?? 0) * perPart);
      }
    });
    return scores;
  };
}
