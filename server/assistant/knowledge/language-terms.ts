import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as russian } from '@orama/stemmers/russian';
import type { AssistantLanguage } from '../../../shared/assistant.ts';
import { COMPOUNDS, isStopWord, SYNONYMS } from './word-data.ts';
import { plainOf, wordsOf } from './word-rules.ts';

/** The stem of a word; Latin words in a Russian text are stemmed as English. */
function stemIn(language: AssistantLanguage) {
  const stem = language === 'ru' ? russian : english;
  return (word: string) => (/^\p{Script=Latin}/u.test(word) ? english(word) : stem(word));
}

/** Each word's stem, or its synonym's; of those that say nothing too, for what only their order tells. */
export function stemsOf(language: AssistantLanguage) {
  const headOf = headsIn(language);
  return (words: readonly string[]): string[] => words.map(headOf);
}

/** A text as stems that say something, each synonym as the first of its row. */
export function termsOf(language: AssistantLanguage) {
  const headOf = headsIn(language);
  return (text: string): string[] =>
    wordsOf(joinedOf(text))
      .filter((word) => !isStopWord(word, language))
      .map(headOf);
}

/** To stem takes time, and most words come again; so many are kept, whatever is asked. */
const MAX_REMEMBERED = 20_000;

function headsIn(language: AssistantLanguage) {
  const stemOf = stemIn(language);
  const heads = new Map<string, string>();
  for (const row of SYNONYMS[language]) {
    const [head = '', ...others] = wordsOf(row);
    for (const other of [head, ...others]) heads.set(stemOf(other), stemOf(head));
  }
  const read = new Map<string, string>();
  return (word: string): string => {
    const known = read.get(word);
    if (known !== undefined) return known;
    const stemmed = stemOf(word);
    const head = heads.get(stemmed) ?? stemmed;
    if (read.size < MAX_REMEMBERED) read.set(word, head);
    return head;
  };
}

/** The plain text, words that only together say something read as one. */
export function joinedOf(text: string): string {
  return COMPOUNDS.reduce((read, [said, word]) => read.replace(said, word), plainOf(text));
}

const LETTERS = 4;

/** A text as runs of four letters: what two forms of a word have in common where a stemmer sees two words, and what a slip leaves whole. */
export function lettersOf(language: AssistantLanguage) {
  return (text: string): string[] =>
    wordsOf(text)
      .filter((word) => !isStopWord(word, language))
      .flatMap((word) => {
        const marked = `#${word}#`;
        const count = Math.max(1, marked.length - LETTERS + 1);
        return Array.from({ length: count }, (_, at) => marked.slice(at, at + LETTERS));
      });
}
