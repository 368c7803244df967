import MiniSearch from 'minisearch';
import type { AssistantLanguage } from '../../../shared/assistant.ts';
import { ELSEWHERE } from './elsewhere-data.ts';
import { type KnowledgeArticle, withoutLinks } from './knowledge-base.ts';
import { lettersOf, termsOf } from './language-terms.ts';
import { foundLikelihoodOf, shareOf } from './likelihood-rules.ts';
import { createNearestWord } from './nearest-word-rules.ts';
import { stopWords } from './word-data.ts';

export interface ArticleIndex {
  /** How likely each article that has something of the question is the one, by its words alone. Best first. */
  find(query: string): ReadonlyMap<string, number>;
}

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly asked: string;
  readonly text: string;
}

const BOOST = { title: 2, asked: 3, text: 1 };
/** What a hit is worth without any phrase of it, and without any run of letters. */
const WITHOUT_PHRASE = 0.6;
const WITHOUT_LETTERS = 0.3;
/** A word that no article has tells most: it is what the question may be about. */
const UNKNOWN_FREQUENCY = 0.5;

/** Retrieval: stems and runs of letters, synonyms as data, slips mended, and what no article holds competing with what one does. */
export function createArticleIndex(
  articles: ReadonlyMap<string, KnowledgeArticle>,
  language: AssistantLanguage,
): ArticleIndex {
  const { rank, read, weightOf } = indexOf([...[...articles.values()].map(entryOf), ...elsewhere(language)], language);
  return {
    find(query) {
      const said = read(query);
      if (said.size === 0) return new Map();
      const asked = [...said.keys()];
      const total = asked.reduce((sum, term) => sum + weightOf(term), 0);
      const hits = rank(query, said);
      const [best, next] = hits;
      return new Map(
        hits.flatMap(({ id, score, phrase, found }) => {
          if (!best || !articles.has(id)) return [];
          const covered =
            asked.reduce((sum, term) => sum + (found.has(term) ? (said.get(term) ?? 0) * weightOf(term) : 0), 0) /
            total;
          const ahead = best.id === id ? (score - (next?.score ?? 0)) / score : 0;
          const lead = articles.has(best.id) ? ahead : score / best.score - 1;
          return [[id, foundLikelihoodOf({ covered, phrase, lead, score })] as const];
        }),
      );
    },
  };
}

function entryOf({ id, title, asked, sections }: KnowledgeArticle): Entry {
  const text = sections.map((section) => `${section.heading ?? ''} ${withoutLinks(section.text)}`).join(' ');
  return { id, title, asked: asked.join(', '), text };
}

/** No article's name has a slash. */
function elsewhere(language: AssistantLanguage): Entry[] {
  return ELSEWHERE[language].map((asked, at) => ({ id: `elsewhere/${at}`, title: '', asked, text: '' }));
}

function indexOf(entries: readonly Entry[], language: AssistantLanguage) {
  const terms = termsOf(language);
  const byTerms = miniSearch(entries, terms);
  const byLetters = miniSearch(entries, lettersOf(language));
  const frequency = new Map<string, number>();
  const phrases = new Map<string, string[][]>();
  for (const { id, title, asked, text } of entries) {
    const ways = [title, ...asked.split(',')].map((phrase) => [...new Set(terms(phrase))]);
    phrases.set(
      id,
      ways.filter((phrase) => phrase.length > 0),
    );
    for (const term of new Set(terms(`${title} ${asked} ${text}`))) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  }
  const weightOf = (term: string) => Math.log(1 + entries.length / (frequency.get(term) ?? UNKNOWN_FREQUENCY));
  const nearest = createNearestWord([...frequency.keys(), ...stopWords(language)]);

  return {
    weightOf,
    /** The question's words as the articles have them, each with how surely it is that word; 0 where none has it. */
    read(query: string): ReadonlyMap<string, number> {
      const said = new Map<string, number>();
      for (const term of terms(query)) {
        const near = frequency.has(term) ? { word: term, likeness: 1 } : nearest(term);
        if (!near) said.set(term, 0);
        else if (frequency.has(near.word)) said.set(near.word, Math.max(near.likeness, said.get(near.word) ?? 0));
      }
      return said;
    },
    /** Best first. */
    rank(query: string, said: ReadonlyMap<string, number>) {
      const letters = new Map(byLetters.search(query).map(({ id, score }) => [id as string, score]));
      const most = Math.max(1, ...letters.values());
      const boostTerm = (term: string) => said.get(term) || 1;
      return byTerms
        .search([...said.keys()].join(' '), { tokenize: (text) => text.split(' '), boostTerm })
        .map((hit) => {
          // How much of one way of asking for it is in the question, whatever else was told around it.
          const phrase = Math.max(0, ...(phrases.get(hit.id) ?? []).map((way) => shareOf(way, said, weightOf)));
          const score = hit.score * (WITHOUT_LETTERS + (letters.get(hit.id) ?? 0) / most) * (WITHOUT_PHRASE + phrase);
          return { id: hit.id as string, score, phrase, found: new Set(hit.queryTerms) };
        })
        .sort((a, b) => b.score - a.score);
    },
  };
}

function miniSearch(entries: readonly Entry[], tokenize: (text: string) => string[]): MiniSearch<Entry> {
  const index = new MiniSearch<Entry>({
    fields: ['title', 'asked', 'text'],
    tokenize,
    // Done by `tokenize`.
    processTerm: (term) => term,
    searchOptions: { boost: BOOST, combineWith: 'OR', fuzzy: false, prefix: false },
  });
  index.addAll(entries);
  return index;
}
