import type { AssistantLanguage } from '../../../shared/assistant.ts';
import { type Features, joined } from './feature-bag.ts';
import { evidenceOf } from './label-evidence.ts';
import { countLabels, type Example } from './label-table.ts';
import { featuresOf } from './question-features.ts';
import { commonWordsOf, formOf } from './question-form.ts';
import { type QuestionNetwork, toLikelihoods, trainNetwork } from './question-network.ts';

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
/** What the network has to say beside what is counted, which bends less to the manner of those who wrote what is known. */
const NETWORK_SHARE = { matter: 0.5, article: 0.25 } as const;
/** No likelihood is taken for nothing. */
const UNHEARD = 1e-5;

/**
 * Learns what questions ask for, by two judges. The first tells what some article answers from each matter that none does: by how it is asked as
 * by what of, counted and by a network, with an equal say. The second tells which article, mostly by counting. Steps are of one question each.
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
    if (!isMatter(label)) answered.push({ label, features: content });
    asked.push({ label, features: joined(content, shapeOf(text)) });
    yield;
  }
  for (const { label, text } of texts) {
    answered.push({ label, features: contentOf(text), share: TEXT_SHARE });
    yield;
  }
  const articles = yield* countLabels(answered);
  const matters = yield* countLabels(
    asked.map(({ label, features }) => ({ label: isMatter(label) ? label : ANSWERED, features })),
    LEAST_SEEN,
  );
  const network = yield* trainNetwork(asked, matters);
  const countedArticles = evidenceOf(articles);
  const countedMatters = evidenceOf(matters);
  return (query) => {
    const content = contentOf(query);
    const all = joined(content, shapeOf(query));
    const weighed = weighedBy(network, all);
    return {
      articles: likelyOf(articles.labels, countedArticles(content), TEMPERATURE, weighed, NETWORK_SHARE.article),
      matters: likelyOf(matters.labels, countedMatters(all), MATTER_TEMPERATURE, weighed, NETWORK_SHARE.matter),
    };
  };
}

function isMatter(label: string): boolean {
  return label.startsWith('-');
}

/** How likely the network holds each label, and `ANSWERED`. */
function weighedBy({ labels, classify }: QuestionNetwork, features: Features): ReadonlyMap<string, number> {
  const likelihoods = classify(features);
  const weighed = new Map(labels.map((label, at) => [label, likelihoods[at] ?? 0]));
  const answered = labels.reduce((sum, label) => sum + (isMatter(label) ? 0 : (weighed.get(label) ?? 0)), 0);
  return weighed.set(ANSWERED, answered);
}

/** What is counted and what the network weighed, as one; the share is the network's. */
function likelyOf(
  labels: readonly string[],
  counted: Float64Array,
  temperature: number,
  weighed: ReadonlyMap<string, number>,
  share: number,
): Likely {
  const scores = Float64Array.from(
    labels,
    (label, at) =>
      ((1 - share) * (counted[at] ?? 0)) / temperature + share * Math.log((weighed.get(label) ?? 0) + UNHEARD),
  );
  const likelihoods = toLikelihoods(scores);
  return labels.map((label, at) => [label, likelihoods[at] ?? 0] as const).sort((a, b) => b[1] - a[1]);
}
