/** Figures of fewer answers say more about one person than about a branch. */
const FEWEST_ANSWERS = 10;

export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The mean with its 95 % interval by Student's t; null for fewer than {@link FEWEST_ANSWERS}. */
export function meanOf(values: readonly number[]): Estimate | null {
  const count = values.length;
  if (count < FEWEST_ANSWERS) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  return around(mean, Math.sqrt(variance / count), count);
}

/**
 * The net promoter score, -100 to 100: the share of 9 and 10 less the share of 0 to 6 (Reichheld: *The One Number You Need to Grow*,
 * HBR 2003). It is the mean of +100, 0 and -100, and its interval is that mean's.
 */
export function npsOf(values: readonly number[]): Estimate | null {
  return meanOf(values.map((value) => (value >= 9 ? 100 : value <= 6 ? -100 : 0)));
}

function around(value: number, standardError: number, count: number): Estimate {
  const half = studentT975(count - 1) * standardError;
  return { value, low: value - half, high: value + half };
}

const Z975 = 1.959964;

/** The 97.5 % point of Student's t by its expansion about the normal one; right to 0.005 from nine degrees on. */
function studentT975(degrees: number): number {
  const z = Z975;
  return z + (z ** 3 + z) / (4 * degrees) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degrees ** 2);
}
