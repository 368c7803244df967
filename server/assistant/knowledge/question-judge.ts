import { countEvidence } from './label-evidence.ts';
import { type Likely, trainClassifier } from './question-classifier.ts';
import type { Features } from './question-features.ts';

export interface LabelledText {
  readonly label: string;
  readonly text: string;
}

/** What the regression says beside what is counted; by itself it knows its authors' manner best, and strangers' least. */
const FITTED_SHARE = 0.5;
/** What an article's own text says beside one question that it answers. */
const TEXT_SHARE = 0.5;
/** Sums of evidence are over-sure, for what goes together is counted twice. */
const TEMPERATURE = 3;
/** No likelihood is taken for nothing. */
const LEAST = 1e-4;

/**
 * Learns what questions ask for: by counting and by fitting, each from the same questions, and says how likely each label is. Steps are of one
 * question each.
 */
export function* learnQuestions(
  questions: readonly LabelledText[],
  texts: readonly LabelledText[],
  featuresOf: (text: string) => Features,
): Generator<void, (query: string) => Likely> {
  const read = function* (those: readonly LabelledText[], share: number) {
    const examples: { label: string; features: Features; share: number }[] = [];
    for (const { label, text } of those) {
      examples.push({ label, features: featuresOf(text), share });
      yield;
    }
    return examples;
  };
  const examples = yield* read(questions, 1);
  const counted = yield* countEvidence([...examples, ...(yield* read(texts, TEXT_SHARE))]);
  const fitted = yield* trainClassifier(examples);
  return (query) => {
    const features = featuresOf(query);
    const fits = new Map(fitted(features));
    const scores = counted.weigh(features);
    const sums = counted.labels.map((label, at) => {
      const sum = (scores[at] ?? 0) + FITTED_SHARE * Math.log((fits.get(label) ?? 0) + LEAST);
      return [label, sum / TEMPERATURE] as const;
    });
    const most = Math.max(...sums.map(([, sum]) => sum));
    const parts = sums.map(([label, sum]) => [label, Math.exp(sum - most)] as const);
    const whole = parts.reduce((all, [, part]) => all + part, 0);
    return parts.map(([label, part]) => [label, part / whole] as const).sort((a, b) => b[1] - a[1]);
  };
}
