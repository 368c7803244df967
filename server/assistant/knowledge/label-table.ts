import type { Features } from './feature-bag.ts';

export interface Example {
  readonly label: string;
  readonly features: Features;
  /** How much it counts beside the others; 1 where it is not given. */
  readonly share?: number;
}

/** Which features were seen with which labels: of feature `f` the cells from `starts[f]` to before `starts[f + 1]`. */
export interface LabelTable {
  readonly labels: readonly string[];
  /** Feature by its key. */
  readonly numbers: ReadonlyMap<number, number>;
  /** Examples that have the feature. */
  readonly counts: Uint32Array;
  readonly starts: Int32Array;
  /** Of each cell its label, and how much of the feature that label's examples had, each example's features together being 1 long. */
  readonly cellLabels: Uint16Array;
  readonly cellParts: Float32Array;
}

/** So many features are put in their place before others may have their turn. */
const BATCH = 2000;

/** Counts features by labels, an example a step. What fewer examples than `least` have is left out. */
export function* countLabels(examples: readonly Example[], least = 1): Generator<void, LabelTable> {
  const labels = [...new Set(examples.map(({ label }) => label))].sort();
  const places = new Map(labels.map((label, at) => [label, at]));
  const all = new Map<number, number>();
  const counts: number[] = [];
  // The cells of a feature are a chain while it is not known how many there will be.
  const heads: number[] = [];
  const cells: { readonly label: number[]; readonly part: number[]; readonly next: number[] } = {
    label: [],
    part: [],
    next: [],
  };
  // Label after label, so that the cell of a feature's last label is at the head of its chain.
  const inOrder = examples
    .map(({ label, features, share = 1 }) => ({ own: places.get(label) ?? 0, features, share }))
    .sort((one, other) => one.own - other.own);
  for (const { own, features, share } of inOrder) {
    const length = lengthOf(features.weights);
    for (let one = 0; one < features.keys.length; one++) {
      const feature = features.keys[one] ?? 0;
      const weight = features.weights[one] ?? 0;
      let number = all.get(feature);
      if (number === undefined) {
        number = heads.length;
        all.set(feature, number);
        heads.push(-1);
        counts.push(0);
      }
      counts[number] = (counts[number] ?? 0) + 1;
      let cell = heads[number] ?? -1;
      if (cell < 0 || cells.label[cell] !== own) {
        cell = cells.label.length;
        cells.label.push(own);
        cells.part.push(0);
        cells.next.push(heads[number] ?? -1);
        heads[number] = cell;
      }
      cells.part[cell] = (cells.part[cell] ?? 0) + (share * weight) / length;
    }
    yield;
  }
  const numbers = new Map<number, number>();
  const table = {
    labels,
    numbers,
    counts: new Uint32Array(heads.length),
    starts: new Int32Array(heads.length + 1),
    cellLabels: new Uint16Array(cells.label.length),
    cellParts: new Float32Array(cells.label.length),
  };
  let filled = 0;
  for (const [feature, number] of all) {
    if ((counts[number] ?? 0) < least) continue;
    const kept = numbers.size;
    numbers.set(feature, kept);
    table.counts[kept] = counts[number] ?? 0;
    for (let cell = heads[number] ?? -1; cell >= 0; cell = cells.next[cell] ?? -1) {
      table.cellLabels[filled] = cells.label[cell] ?? 0;
      table.cellParts[filled] = cells.part[cell] ?? 0;
      filled += 1;
    }
    table.starts[kept + 1] = filled;
    if (kept % BATCH === 0) yield;
  }
  return {
    ...table,
    counts: table.counts.slice(0, numbers.size),
    starts: table.starts.slice(0, numbers.size + 1),
    cellLabels: table.cellLabels.slice(0, filled),
    cellParts: table.cellParts.slice(0, filled),
  };
}

/** What an example of no features is divided by. */
const NO_LENGTH = 1;

/** The length of what weighs so much, as of an arrow. */
export function lengthOf(weights: ArrayLike<number>): number {
  let squares = 0;
  for (let at = 0; at < weights.length; at++) squares += (weights[at] ?? 0) ** 2;
  return Math.sqrt(squares) || NO_LENGTH;
}
