import type { AssistantLanguage } from '../../../shared/assistant.ts';
import { ANSWER_FROM, createEmbeddedEngine } from '../embedded/embedded-engine.ts';
import type { Knowledge } from '../knowledge/knowledge-base.ts';
import { evidenceOf, lessonsOf, readerOf } from '../knowledge/knowledge-search.ts';
import { type KnownQuestion, matterOf } from '../knowledge/known-questions.ts';
import type { Evidence } from '../knowledge/likelihood-rules.ts';
import { learnQuestions } from '../knowledge/question-judge.ts';
import type { Dialogue } from './dialogue.ts';
import { fitLikelihood } from './fit-likelihood.ts';
import { runDialogues } from './run-dialogues.ts';
import { type Figure, verdictOf } from './score-rules.ts';

/** Files of the known questions that one author alone wrote, having read no other's. */
export const AUTHORS = [
  'told.txt',
  'natural-a.txt',
  'natural-b.txt',
  'plain-a.txt',
  'plain-b.txt',
  'stories-a.txt',
  'stories-b.txt',
  ...'abcdefghijklmnop'.split('').map((author) => `pairs-${author}.txt`),
];
/** What a person need not be called for. */
const SPOKEN_TO: readonly string[] = ['order', 'orders', 'abuse'];

/** One question of an author of whom nothing had been learned, and what became of it. */
export interface StrangersQuestion {
  readonly label: string;
  /** The article put first, how sure of it one is, and what that is of. */
  readonly article: string;
  readonly confidence: number;
  readonly evidence: Evidence;
  readonly became: 'answered right' | 'answered wrong' | 'handed over' | 'drafted or asked back' | 'talked';
}

/**
 * The whole assistant with all that one author wrote, of which it had learned nothing, and everything of the others; or, for how much each
 * thousand helps, `share` of it.
 */
export async function askAsStranger(
  knowledge: Knowledge,
  language: AssistantLanguage,
  author: string,
  share = 1,
): Promise<StrangersQuestion[]> {
  const { questions: _, ...lessons } = lessonsOf(knowledge, language);
  const own = knowledge.questions[language].filter(({ file }) => file === author);
  const others = knowledge.questions[language].filter(({ file }) => file !== author);
  const questions = others.filter((_, at) => Math.floor(at * share) !== Math.floor((at - 1) * share));
  const judge = toEnd(learnQuestions(language, { ...lessons, questions }));
  const { search, matter } = readerOf(knowledge[language], language, judge);
  const outcomes = await runDialogues(own.map(dialogueOf(language)), createEmbeddedEngine(), {
    search: async (_, query) => search(query),
    matter: async (_, query) => matter(query),
  });
  return own.map(({ label, text }, at) => {
    const [best] = search(text);
    const outcome = outcomes[at];
    const article = best?.source.articleId ?? '';
    const evidence = evidenceOf(article, judge(text));
    return { label, article, confidence: best?.confidence ?? 0, evidence, became: becameOf(outcome) };
  });
}

function toEnd<T>(work: Generator<void, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

function dialogueOf(language: AssistantLanguage) {
  return ({ label, text }: KnownQuestion, at: number): Dialogue => {
    const asked = { id: `${at}`, language, turns: [text] };
    return matterOf(label) ? { ...asked, kind: 'handover' } : { ...asked, kind: 'answerable', articles: [label] };
  };
}

function becameOf(outcome: Awaited<ReturnType<typeof runDialogues>>[number] | undefined): StrangersQuestion['became'] {
  const kind = outcome?.last?.kind;
  if (outcome && kind === 'answer') return verdictOf(outcome).right ? 'answered right' : 'answered wrong';
  if (kind === 'handover') return 'handed over';
  return kind === 'draft' || kind === 'ask' ? 'drafted or asked back' : 'talked';
}

const WAYS = ['answered right', 'answered wrong', 'handed over', 'drafted or asked back', 'talked'] as const;
const THRESHOLDS = [0.4, 0.5, 0.6, 0.7, 0.8];

/** What becomes of the questions of one author: by the whole engine, and by the judge alone where it answered from another threshold on. */
export function figuresOfStranger(name: string, asked: readonly StrangersQuestion[]): Figure[] {
  const answerable = asked.filter(({ label }) => !matterOf(label));
  const matters = asked.filter(({ label }) => matterOf(label));
  const forPerson = matters.filter(({ label }) => !SPOKEN_TO.includes(matterOf(label) ?? ''));
  const became = (those: readonly StrangersQuestion[], what: string): Figure[] =>
    WAYS.map((way) => figure(`${name}: ${what}, ${way}`, those, (each) => each.became === way));
  const thresholds = THRESHOLDS.flatMap((from) => [
    figure(
      `${name}: from ${from} on, answered right`,
      answerable,
      (a) => a.confidence >= from && a.article === a.label,
    ),
    figure(
      `${name}: from ${from} on, answered wrong`,
      answerable,
      (a) => a.confidence >= from && a.article !== a.label,
    ),
    figure(`${name}: from ${from} on, answered though nothing does`, matters, (a) => a.confidence >= from),
  ]);
  return [
    ...became(answerable, `of ${answerable.length} that an article answers`),
    ...became(forPerson, `of ${forPerson.length} for a person`),
    figure(`${name}: the article put first is right`, answerable, (each) => each.article === each.label),
    ...thresholds,
  ];
}

function figure<T>(name: string, those: readonly T[], is: (each: T) => boolean): Figure {
  const value = those.length === 0 ? 0 : Math.round((1000 * those.filter(is).length) / those.length) / 10;
  return { figure: name, value, unit: '%', goal: null, met: null };
}

/** How the assistant does with each author when it has learned nothing of theirs. */
export async function crossValidate(knowledge: Knowledge): Promise<Figure[]> {
  const figures: Figure[] = [];
  const all: StrangersQuestion[] = [];
  for (const language of ['en', 'ru'] as const)
    for (const author of AUTHORS) {
      const asked = await askAsStranger(knowledge, language, author);
      figures.push(...figuresOfStranger(`${language} ${author}`, asked));
      if (author !== 'told.txt') all.push(...asked);
    }
  const fitted = fitLikelihood(all).map((value, at) => ({
    figure: `likelihood: summand ${at}, the constant last`,
    value: Math.round(100 * value) / 100,
    unit: '',
    goal: null,
    met: null,
  }));
  return [...figures, ...figuresOfStranger(`all natural, from ${ANSWER_FROM} on`, all), ...fitted];
}
