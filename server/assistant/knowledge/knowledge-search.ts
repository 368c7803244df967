import type { AssistantLanguage } from '../../../shared/assistant.ts';
import type { AskedMatter, Passage } from '../assistant-engine.ts';
import { createArticleIndex } from './article-index.ts';
import { inSlices } from './in-slices.ts';
import { type Knowledge, type KnowledgeArticle, withoutLinks } from './knowledge-base.ts';
import { matterOf } from './known-questions.ts';
import { termsOf } from './language-terms.ts';
import { type Evidence, likelihoodOf } from './likelihood-rules.ts';
import {
  ANSWERED,
  type Judged,
  type LabelledText,
  type Lessons,
  type Likely,
  learnQuestions,
  type QuestionJudge,
} from './question-judge.ts';

export interface KnowledgeSearch {
  /** Best first, one of each article. */
  search(language: AssistantLanguage, query: string): Promise<readonly Passage[]>;
  /** What no article answers, where that is likelier asked than any article. */
  matter(language: AssistantLanguage, query: string): Promise<AskedMatter | null>;
}

export interface LearnedSearch extends KnowledgeSearch {
  /** Learns all languages now, so that who asks first does not wait. */
  learn(): Promise<void>;
}

const MAX_PASSAGES = 4;
/** What the words of the articles say, beside what known questions say, of which article comes first. */
const FOUND_WEIGHT = 0.3;

/**
 * Which article answers a question, without a network: what is learned from how customers ask, and retrieval by the articles' words.
 * A language is learned at its first question, or at `learn`, in slices between which others have their turn; who asks before it is learned waits.
 */
export function createKnowledgeSearch(knowledge: Knowledge): LearnedSearch {
  const readers = {
    en: once(() => inSlices(learnedReaderOf(knowledge, 'en'))),
    ru: once(() => inSlices(learnedReaderOf(knowledge, 'ru'))),
  };
  return {
    search: async (language, query) => (await readers[language]()).search(query),
    matter: async (language, query) => (await readers[language]()).matter(query),
    async learn() {
      for (const read of Object.values(readers)) await read();
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** One answer asks the same more than once. */
function lastOf<T>(read: (query: string) => T): (query: string) => T {
  let last: { readonly query: string; readonly found: T } | null = null;
  return (query) => {
    if (last?.query !== query) last = { query, found: read(query) };
    return last.found;
  };
}

interface Reader {
  search(query: string): readonly Passage[];
  matter(query: string): AskedMatter | null;
}

function* learnedReaderOf(knowledge: Knowledge, language: AssistantLanguage): Generator<void, Reader> {
  const judge = yield* learnQuestions(language, lessonsOf(knowledge, language));
  return readerOf(knowledge[language], language, judge);
}

/** What a judge makes of the articles. */
export function readerOf(
  articles: ReadonlyMap<string, KnowledgeArticle>,
  language: AssistantLanguage,
  judge: QuestionJudge,
): Reader {
  const terms = termsOf(language);
  const index = createArticleIndex(articles, language);
  const judgeOf = lastOf(judge);
  return {
    search: lastOf((query) => {
      const asked = terms(query);
      const judged = judgeOf(query);
      const found = index.find(query);
      return judged.articles
        .map(([id, known]) => ({ id, known, found: found.get(id) ?? 0 }))
        .sort((a, b) => b.known + FOUND_WEIGHT * b.found - (a.known + FOUND_WEIGHT * a.found))
        .slice(0, MAX_PASSAGES)
        .flatMap(({ id }) => {
          const article = articles.get(id);
          if (!article) return [];
          return [{ ...passageOf(article, asked, terms), confidence: likelihoodOf(evidenceOf(id, judged)) }];
        });
    }),
    matter(query) {
      const [label = '', likelihood = 0] = judgeOf(query).matters[0] ?? [];
      const matter = matterOf(label);
      return matter && { matter, likelihood };
    },
  };
}

/** What speaks for one article. */
export function evidenceOf(id: string, { articles, matters }: Judged): Evidence {
  const likelihoodIn = (those: Likely, is: (label: string) => boolean) => those.find(([label]) => is(label))?.[1] ?? 0;
  return {
    known: likelihoodIn(articles, (label) => label === id),
    next: likelihoodIn(articles, (label) => label !== id),
    answered: likelihoodIn(matters, (label) => label === ANSWERED),
    matter: likelihoodIn(matters, (label) => label !== ANSWERED),
  };
}

/** The questions that are known, each article's title and ways of asking, and its text. */
export function lessonsOf(knowledge: Knowledge, language: AssistantLanguage): Lessons {
  const articles = knowledge[language];
  const ways = [...articles.values()].flatMap(({ id, title, asked }) =>
    [title, ...asked].map((text) => ({ label: id, text })),
  );
  return { questions: knowledge.questions[language], ways, texts: textsOf(articles) };
}

function textsOf(articles: ReadonlyMap<string, KnowledgeArticle>): LabelledText[] {
  return [...articles.values()].flatMap(({ id, sections }) =>
    sections.map(({ heading, text }) => ({ label: id, text: `${heading ?? ''} ${withoutLinks(text)}` })),
  );
}

/** The section that speaks most of what was asked; the lead, where none does so more. */
function passageOf(article: KnowledgeArticle, asked: readonly string[], terms: (text: string) => string[]) {
  let best = article.sections[0];
  let most = -1;
  for (const section of article.sections) {
    const own = new Set(terms(`${section.heading ?? ''} ${section.text}`));
    const found = asked.filter((term) => own.has(term)).length;
    if (found > most) [best, most] = [section, found];
  }
  return {
    source: { articleId: article.id, title: article.title, section: best?.heading ?? null },
    text: withoutLinks(best?.text ?? ''),
  };
}
