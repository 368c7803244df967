import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as russian } from '@orama/stemmers/russian';
import MiniSearch from 'minisearch';
import type { AssistantLanguage } from '../../../shared/assistant.ts';
import type { Passage } from '../assistant-engine.ts';
import { type Knowledge, type KnowledgeArticle, withoutLinks } from './knowledge-base.ts';
import { isStopWord, SYNONYMS } from './word-data.ts';
import { wordsOf } from './word-rules.ts';

export interface KnowledgeSearch {
  /** Best first, one of each article. */
  search(language: AssistantLanguage, query: string): readonly Passage[];
}

const MAX_PASSAGES = 4;
const BOOST = { title: 2.5, asked: 3, text: 1 };

/** Retrieval without a network: stems of both languages, synonyms as data, and how much of the question an article speaks of. */
export function createKnowledgeSearch(knowledge: Knowledge): KnowledgeSearch {
  const indexes = { en: indexOf(knowledge.en, 'en'), ru: indexOf(knowledge.ru, 'ru') };
  return { search: (language, query) => indexes[language](query) };
}

function indexOf(articles: ReadonlyMap<string, KnowledgeArticle>, language: AssistantLanguage) {
  const terms = termsOf(language);
  const index = new MiniSearch<{ id: string; title: string; asked: string; text: string }>({
    fields: ['title', 'asked', 'text'],
    tokenize: terms,
    // Done by `terms`.
    processTerm: (term) => term,
    searchOptions: { boost: BOOST, combineWith: 'OR', fuzzy: (term) => (term.length > 5 ? 1 : false), prefix: false },
  });
  const frequency = new Map<string, number>();
  const phrases = new Map<string, readonly (readonly string[])[]>();
  for (const article of articles.values()) {
    const text = article.sections.map((section) => `${section.heading ?? ''} ${withoutLinks(section.text)}`).join(' ');
    const entry = { id: article.id, title: article.title, asked: article.asked.join(', '), text };
    index.add(entry);
    const asked = [article.title, ...article.asked].map((phrase) => [...new Set(terms(phrase))]);
    phrases.set(
      article.id,
      asked.filter((phrase) => phrase.length > 0),
    );
    for (const term of new Set(terms(`${entry.title} ${entry.asked} ${text}`)))
      frequency.set(term, (frequency.get(term) ?? 0) + 1);
  }
  // A word that no article has tells most: it is what the question may be about.
  const weightOf = (term: string) => Math.log(1 + articles.size / (frequency.get(term) ?? 0.5));

  return (query: string): readonly Passage[] => {
    const asked = [...new Set(terms(query))];
    if (asked.length === 0) return [];
    const total = asked.reduce((sum, term) => sum + weightOf(term), 0);
    const said = new Set(asked);
    // How much of one way of asking for the article is in the question, whatever else was told around it.
    const phraseOf = (id: string) =>
      Math.max(0, ...(phrases.get(id) ?? []).map((phrase) => shareOf(phrase, said, weightOf)));
    const hits = index
      .search(asked.join(' '), { tokenize: (text) => text.split(' ') })
      .map((hit) => ({ ...hit, phrase: phraseOf(hit.id) }))
      .map((hit) => ({ ...hit, score: hit.score * (0.6 + hit.phrase) }))
      .sort((a, b) => b.score - a.score);
    const best = hits[0]?.score ?? 0;
    return hits.slice(0, MAX_PASSAGES).flatMap((hit, rank) => {
      const article = articles.get(hit.id);
      if (!article) return [];
      const covered =
        asked.reduce((sum, term) => sum + (hit.queryTerms.includes(term) ? weightOf(term) : 0), 0) / total;
      const next = hits[rank + 1]?.score ?? 0;
      const margin = rank === 0 && best > 0 ? (best - next) / best : 0;
      const strength = Math.min(1, hit.score / STRONG_SCORE);
      const confidence = (0.65 * covered + 0.35 * hit.phrase) * (0.7 + 0.3 * margin) * (0.5 + 0.5 * strength);
      return [{ ...passageOf(article, asked, terms), confidence }];
    });
  };
}

/** Share of a phrase that was said, by weight; one word alone is in many questions, and counts for little. */
function shareOf(phrase: readonly string[], said: ReadonlySet<string>, weightOf: (term: string) => number): number {
  const found = phrase.filter((term) => said.has(term));
  const sum = (list: readonly string[]) => list.reduce((total, term) => total + weightOf(term), 0);
  const share = sum(found) / sum(phrase);
  return found.length <= 1 ? share / 2 : share;
}

/** The score from which on a hit is as strong as one can be. */
const STRONG_SCORE = 40;

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

function termsOf(language: AssistantLanguage) {
  const stem = language === 'ru' ? russian : english;
  // A stem can be a stop word's or a name's in the other language: Latin words in a Russian text are stemmed as English.
  const stemOf = (word: string) => (/^\p{Script=Latin}/u.test(word) ? english(word) : stem(word));
  const heads = new Map<string, string>();
  for (const row of SYNONYMS[language]) {
    const [head = '', ...others] = wordsOf(row);
    for (const other of [head, ...others]) heads.set(stemOf(other), stemOf(head));
  }
  return (text: string): string[] =>
    wordsOf(text)
      .filter((word) => !isStopWord(word, language))
      .map((word) => {
        const stemmed = stemOf(word);
        return heads.get(stemmed) ?? stemmed;
      });
}
