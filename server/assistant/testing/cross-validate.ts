import type { Knowledge } from '../knowledge/knowledge-base.ts';
import { createKnowledgeSearch } from '../knowledge/knowledge-search.ts';
import { wordsOf } from '../knowledge/word-rules.ts';

const FOLDS = 5;
/** Shorter ways of asking are single matters: left out, nothing else says the same. */
const MIN_WORDS = 3;

/**
 * How the search does on words it was not given: a fifth of all ways of asking at a time is left out of the index and asked. In percent,
 * the article comes first.
 */
export function crossValidate(knowledge: Knowledge): { readonly asked: number; readonly first: number } {
  let asked = 0;
  let first = 0;
  for (const language of ['en', 'ru'] as const) {
    const all = [...knowledge[language].values()].flatMap(({ id, asked: ways }) =>
      ways.filter((way) => wordsOf(way).length >= MIN_WORDS).map((way) => ({ id, way })),
    );
    for (let fold = 0; fold < FOLDS; fold++) {
      const left = all.filter((_, at) => at % FOLDS === fold);
      const isLeft = new Set(left.map(({ id, way }) => `${id} ${way}`));
      const articles = [...knowledge[language].values()].map((article) => ({
        ...article,
        asked: article.asked.filter((way) => !isLeft.has(`${article.id} ${way}`)),
      }));
      const { search } = createKnowledgeSearch({
        ...knowledge,
        [language]: new Map(articles.map((article) => [article.id, article])),
      });
      asked += left.length;
      first += left.filter(({ id, way }) => search(language, way)[0]?.source.articleId === id).length;
    }
  }
  return { asked, first: Math.round((1000 * first) / asked) / 10 };
}
