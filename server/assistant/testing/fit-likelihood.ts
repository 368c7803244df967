import { summandsOf } from '../knowledge/likelihood-rules.ts';
import type { StrangersQuestion } from './cross-validate.ts';

const STEPS = 300;
const RATE = 2;

/** What each summand is to count in `likelihoodOf`, and the constant last: a logistic regression over questions of authors left out. */
export function fitLikelihood(asked: readonly StrangersQuestion[]): readonly number[] {
  const rows = asked.map(({ evidence }) => summandsOf(evidence));
  const isRight = asked.map(({ article, label }) => (article === label ? 1 : 0));
  const columns = (rows[0] ?? []).map((_, at) => rows.map((row) => row[at] ?? 0));
  const means = columns.map((column) => sumOf(column) / column.length);
  const spreads = columns.map(
    (column, at) => Math.sqrt(sumOf(column.map((each) => (each - (means[at] ?? 0)) ** 2)) / column.length) || 1,
  );
  const scaled = rows.map((row) => [...row.map((each, at) => (each - (means[at] ?? 0)) / (spreads[at] ?? 1)), 1]);
  let shares: number[] = [...means.map(() => 0), 0];
  for (let step = 0; step < STEPS; step++) {
    const slopes = shares.map(() => 0);
    scaled.forEach((row, at) => {
      const amiss = 1 / (1 + Math.exp(-sumOf(row.map((each, one) => each * (shares[one] ?? 0))))) - (isRight[at] ?? 0);
      row.forEach((each, one) => {
        slopes[one] = (slopes[one] ?? 0) + amiss * each;
      });
    });
    shares = shares.map((share, one) => share - (RATE * (slopes[one] ?? 0)) / rows.length);
  }
  const plain = means.map((_, at) => (shares[at] ?? 0) / (spreads[at] ?? 1));
  const constant = (shares.at(-1) ?? 0) - sumOf(plain.map((share, at) => share * (means[at] ?? 0)));
  return [...plain, constant];
}

function sumOf(those: readonly number[]): number {
  return those.reduce((sum, each) => sum + each, 0);
}
