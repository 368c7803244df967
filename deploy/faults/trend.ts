/** One sample: when, and how much. */
export type Sample = readonly [at: number, value: number];

/** The straight line that fits best (least squares). */
export interface Trend {
  readonly slope: number;
  /** Half of the 95 % confidence interval of the slope, as if errors were normal and independent. */
  readonly confidence: number;
}

/** Of three samples or more; NaN of fewer. */
export function trendOf(samples: readonly Sample[]): Trend {
  const count = samples.length;
  if (count < 3) return { slope: Number.NaN, confidence: Number.NaN };
  const mean = (read: (sample: Sample) => number) => samples.reduce((sum, sample) => sum + read(sample), 0) / count;
  const meanAt = mean(([at]) => at);
  const meanValue = mean(([, value]) => value);
  const spread = samples.reduce((sum, [at]) => sum + (at - meanAt) ** 2, 0);
  const slope = samples.reduce((sum, [at, value]) => sum + (at - meanAt) * (value - meanValue), 0) / spread;
  const errors = samples.reduce((sum, [at, value]) => sum + (value - meanValue - slope * (at - meanAt)) ** 2, 0);
  // Student's t at 95 %: within 4 % of this for five degrees of freedom or more (2 + 2.8 / df).
  const t = 1.96 + 2.8 / (count - 2);
  return { slope, confidence: t * Math.sqrt(errors / (count - 2) / spread) };
}
