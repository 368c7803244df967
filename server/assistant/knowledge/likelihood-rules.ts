/** What speaks for an article that retrieval by words puts forward. */
export interface Found {
  /** Share of the question, by weight, that the article has words for. */
  readonly covered: number;
  /** Share of one way of asking for it that was said. */
  readonly phrase: number;
  /** By how much it leads the next, as a share of its score; below 0 by as much as something else leads it. */
  readonly lead: number;
  readonly score: number;
}

/** From this score on a lead is worth all that it can be: to lead among hits that are nothing says nothing. */
const STRONG_SCORE = 100;

/**
 * How likely the article is the right one by its words alone, 0 to 1. A logistic regression over some 3000 questions: those of the first
 * tuning set, and each article's `asked` with itself left out of the index, or with the whole article left out, where nothing is right.
 */
export function foundLikelihoodOf({ covered, phrase, lead, score }: Found): number {
  const ahead = Math.max(0, lead) * (0.4 + 0.6 * Math.min(1, score / STRONG_SCORE));
  const behind = Math.min(0, lead);
  return logistic(-2.8 - 0.8 * phrase + 4.2 * covered * phrase + 4.4 * ahead + 3.1 * behind);
}

/** What speaks for an article in all. */
export interface Evidence {
  /** How likely it is, where an article answers. */
  readonly known: number;
  /** How likely the best of all other articles is then. */
  readonly next: number;
  /** How likely it is that an article answers. */
  readonly answered: number;
  /** How likely the likeliest matter is that none answers. */
  readonly matter: number;
}

/** The evidence as numbers that a sum of is sensible. */
export function summandsOf({ known, next, answered, matter }: Evidence): readonly number[] {
  return [log(known), log(next), log(answered) - log(1 - answered), log(matter)];
}

/** Fitted by `npm run eval:assistant -- --folds` to questions of authors that were left out of what was learned. */
const SHARES = [0.55, -0.16, 0.46, -0.22] as const;
const CONSTANT = -0.86;

/** How likely the article is the right one, 0 to 1. */
export function likelihoodOf(evidence: Evidence): number {
  return logistic(summandsOf(evidence).reduce((sum, summand, at) => sum + summand * (SHARES[at] ?? 0), CONSTANT));
}

/** No likelihood is taken for nothing. */
function log(likelihood: number): number {
  return Math.log(likelihood + 1e-4);
}

function logistic(sum: number): number {
  return 1 / (1 + Math.exp(-sum));
}

/** Share of a phrase that was said, by weight; one word alone is in many questions, and counts half. */
export function shareOf(
  phrase: readonly string[],
  said: ReadonlyMap<string, number>,
  weightOf: (term: string) => number,
): number {
  let found = 0;
  let count = 0;
  let whole = 0;
  for (const term of phrase) {
    const likeness = said.get(term) ?? 0;
    whole += weightOf(term);
    found += likeness * weightOf(term);
    if (likeness > 0) count += 1;
  }
  return (count <= 1 ? 0.5 : 1) * (found / whole);
}
