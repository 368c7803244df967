/** Counts in bins that are one per cent wide: quantiles of any number of values in little memory, and of several processes together. */
const LEAST = 1e-4;
const STEP = Math.log(1.01);
const BINS = 2000;

export class Histogram {
  readonly counts: number[];

  constructor(counts: readonly number[] = []) {
    this.counts = Array.from({ length: BINS }, (_, bin) => counts[bin] ?? 0);
  }

  /** A value of no more than zero counts as the least one that there is. */
  add(value: number): void {
    const bin = value > LEAST ? Math.min(BINS - 1, Math.floor(Math.log(value / LEAST) / STEP)) : 0;
    this.counts[bin] = (this.counts[bin] as number) + 1;
  }

  addAll(other: readonly number[]): void {
    for (const [bin, count] of other.entries()) this.counts[bin] = (this.counts[bin] as number) + count;
  }

  get total(): number {
    return this.counts.reduce((sum, count) => sum + count, 0);
  }

  /** The value that `part` (0 to 1) of all values do not exceed; NaN of none. */
  quantile(part: number): number {
    let left = part * this.total;
    if (this.total === 0) return Number.NaN;
    for (const [bin, count] of this.counts.entries()) {
      left -= count;
      if (left <= 0) return LEAST * Math.exp((bin + 1) * STEP);
    }
    return Number.POSITIVE_INFINITY;
  }
}
