import type { AssistantLanguage } from '../../../shared/assistant.ts';
import { joined } from './feature-bag.ts';
import { evidenceOf } from './label-evidence.ts';
import { countLabels, type Example } from './label-table.ts';
import { toLikelihoods, trainClassifier } from './question-classifier.ts';
import { featuresOf } from './question-features.ts';
import { commonWordsOf, formOf } from './question-form.ts';

export interface LabelledText {
  readonly label: string;
  readonly text: string;
}
/** How likely each label is; together 1. Best first. */
export type Likely = readonly (readonly [label: string, likelihood: number])[];

/** What a question asks for, by what was learned. */
export interface Judged {
  /** Each article, taken for granted that one of them answers. */
  readonly articles: Likely;
  /** Each matter that no article answers, and `ANSWERED` for all that one does. */
  readonly matters: Likely;
}
export type QuestionJudge = (query: string) => Judged;

/** What the first judge calls everything that some article answers; no article's name has a space. */
export const ANSWERED = 'an article';

export interface Lessons {
  /** Questions as customers ask them, under an article or, with `-`, a matter. */
  readonly questions: readonly LabelledText[];
  /** Ways of asking for an article in a few words. */
  readonly ways: readonly LabelledText[];
  /** What stands in the articles. */
  readonly texts: readonly LabelledText[];
}

/** What an article's own text says beside one question that it answers. */
const TEXT_SHARE = 0.5;
/** Sums of evidence are over-sure, for what goes together is counted twice. */
const TEMPERATURE = 3;
const MATTER_TEMPERATURE = 2;
/** Rows of words that only one question has tell nothing of how others are asked. */
const LEAST_SEEN = 2;

/**
 * Learns what questions ask for, by two judges. The first tells what some article answers from each matter that none does: by how it is asked as
 * by what of, counted and fitted with an equal say. The second tells which article, by counting alone. Steps are of one question each.
 */
export function* learnQuestions(
  language: AssistantLanguage,
  { questions, ways, texts }: Lessons,
): Generator<void, QuestionJudge> {
  const contentOf = featuresOf(language);
  const shapeOf = formOf(language, yield* commonWordsOf(questions));
  const asked: Example[] = [];
  const answered: Example[] = [];
  for (const { label, text } of [...questions, ...ways]) {
    const content = contentOf(text);
    const isMatter = label.startsWith('-');
    if (!isMatter) answered.push({ label, features: content });
    asked.push({ label: isMatter ? label : ANSWERED, features: joined(content, shapeOf(text)) });
    yield;
  }
  for (const { label, text } of texts) {
    answered.push({ label, features: contentOf(text), share: TEXT_SHARE });
    yield;
  }
  const articles = yield* countLabels(answered);
  const matters = yield* countLabels(asked, LEAST_SEEN);
  const fitted = yield* trainClassifier(asked, matters);
  const countedArticles = evidenceOf(articles);
  const countedMatters = evidenceOf(matters);
  return (query) => {
    const content = contentOf(query);
    const all = joined(content, shapeOf(query));
    const counted = toLikelihoods(countedMatters(all).map((sum) => sum / MATTER_TEMPERATURE));
    const both = fitted(all).map((fit, at) => Math.log(fit * (counted[at] ?? 0) + Number.MIN_VALUE) / 2);
    return {
      articles: likelyOf(
        articles.labels,
        countedArticles(content).map((sum) => sum / TEMPERATURE),
      ),
      matters: likelyOf(matters.labels, both),
    };
  };
}

function likelyOf(labels: readonly string[], scores: Float64Array): Likely {
  const likelihoods = toLikelihoods(scores);
  return labels.map((label, at) => [label, likelihoods[at] ?? 0] as const).sort((a, b) => b[1] - a[1]);
}
