import { ANSWER_FROM } from '../embedded/embedded-engine.ts';
import type { Knowledge } from '../knowledge/knowledge-base.ts';
import { createKnowledgeSearch } from '../knowledge/knowledge-search.ts';
import { matterOf } from '../knowledge/known-questions.ts';
import { wordsOf } from '../knowledge/word-rules.ts';
import type { Figure } from './score-rules.ts';

const FOLDS = 5;
/** Shorter ways of asking are single matters: left out, nothing else says the same. */
const MIN_WORDS = 3;

/** How the search does on what it was not given: a fifth of all questions at a time is left out of what it learns, and asked. */
export async function crossValidate(knowledge: Knowledge): Promise<Figure[]> {
  const answerable = { asked: 0, right: 0, wrong: 0 };
  const elsewhere = { asked: 0, wrong: 0 };
  for (const language of ['en', 'ru'] as const)
    for (let fold = 0; fold < FOLDS; fold++) {
      const isLeft = (at: number, text: string) => at % FOLDS === fold && wordsOf(text).length >= MIN_WORDS;
      const { search } = createKnowledgeSearch(without(knowledge, language, isLeft));
      const ways = [...knowledge[language].values()].flatMap(({ id, asked }) =>
        asked.filter((text, at) => isLeft(at, text)).map((text) => ({ label: id, text })),
      );
      const left = [...knowledge.questions[language].filter(({ text }, at) => isLeft(at, text)), ...ways];
      for (const { label, text } of left) {
        const [best] = await search(language, text);
        const answered = best && best.confidence >= ANSWER_FROM ? best.source.articleId : null;
        if (matterOf(label)) {
          elsewhere.asked += 1;
          if (answered) elsewhere.wrong += 1;
        } else {
          answerable.asked += 1;
          if (answered === label) answerable.right += 1;
          else if (answered) answerable.wrong += 1;
        }
      }
    }
  const share = (part: number, whole: number) => Math.round((1000 * part) / whole) / 10;
  const figure = (name: string, value: number): Figure => ({ figure: name, value, unit: '%', goal: null, met: null });
  return [
    figure(`answered right (of ${answerable.asked} left out)`, share(answerable.right, answerable.asked)),
    figure('answered from another article', share(answerable.wrong, answerable.asked)),
    figure(`answered though nothing answers it (of ${elsewhere.asked})`, share(elsewhere.wrong, elsewhere.asked)),
  ];
}

function without(
  knowledge: Knowledge,
  language: 'en' | 'ru',
  isLeft: (at: number, text: string) => boolean,
): Knowledge {
  const articles = [...knowledge[language].values()].map((article) => ({
    ...article,
    asked: article.asked.filter((text, at) => !isLeft(at, text)),
  }));
  return {
    ...knowledge,
    [language]: new Map(articles.map((article) => [article.id, article])),
    questions: {
      ...knowledge.questions,
      [language]: knowledge.questions[language].filter(({ text }, at) => !isLeft(at, text)),
    },
  };
}
