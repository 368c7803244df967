import { stemmer as english } from '@orama/stemmers/english';
import type { AssistantLanguage } from '../../../shared/assistant.ts';
import { joinedOf } from './language-terms.ts';
import { ENGLISH_KINDS } from './word-kinds-en.ts';
import { RUSSIAN_KINDS } from './word-kinds-ru.ts';
import { wordsOf } from './word-rules.ts';

/** So many letters a Russian beginning may go on with, by its length; shorter ones are whole words. */
const ENDINGS: readonly number[] = [0, 0, 0, 3, 5];
/** No beginning is longer. */
const LONGEST_BEGINNING = 14;
const MAX_REMEMBERED = 20_000;

/**
 * Kinds of words that stand for one another in questions: whoever has died or is to be paid, "my KIN has died" is one matter. Beside the
 * word itself its kinds are read, so that a relative, a country or a mishap that no known question names is none the less one. Numbers are of
 * the kinds `small`, `hundreds`, `thousands` and `fortune`. Given the words of a text, tells for each the kinds of what begins with it.
 */
export function kindsIn(language: AssistantLanguage): (words: readonly string[]) => readonly (readonly string[])[] {
  const keysOf = language === 'en' ? (word: string) => [english(word.replace(/'s$/, ''))] : beginningsOf;
  const phrases = new Map<string, { readonly rest: readonly string[]; readonly kind: string }[]>();
  const isPart = new Set<string>();
  for (const [kind, phrase] of phrasesOf(language)) {
    const [first = '', ...rest] = language === 'en' ? phrase.map((word) => english(word)) : phrase;
    phrases.set(first, [...(phrases.get(first) ?? []), { rest, kind }]);
    for (const part of [first, ...rest]) isPart.add(part);
  }
  /** To find what a word may be a form of takes time, and most words come again; so many are kept, whatever is asked. */
  const read = new Map<string, readonly string[]>();
  const readOf = (word: string): readonly string[] => {
    const known = read.get(word);
    if (known) return known;
    const all = keysOf(word).filter((key) => isPart.has(key));
    if (read.size < MAX_REMEMBERED) read.set(word, all);
    return all;
  };
  return (words) => {
    const keys = words.map(readOf);
    return words.map((word, at) => {
      if (/^\d/.test(word)) return [sizeOf(word)];
      const found = new Set<string>();
      for (const key of keys[at] ?? [])
        for (const { rest, kind } of phrases.get(key) ?? [])
          if (rest.every((part, next) => keys[at + 1 + next]?.includes(part))) found.add(kind);
      return [...found];
    });
  };
}

function phrasesOf(language: AssistantLanguage): (readonly [kind: string, phrase: readonly string[]])[] {
  return Object.entries(language === 'en' ? ENGLISH_KINDS : RUSSIAN_KINDS).flatMap(([kind, phrases]) =>
    phrases.split(/\s+/).map((phrase) => [kind, wordsOf(joinedOf(phrase.replace(/[_-]/g, ' ')))] as const),
  );
}

/** Itself, and the beginnings that it may be a form of; longest first. */
function beginningsOf(word: string): string[] {
  const found: string[] = [];
  for (let length = Math.min(word.length, LONGEST_BEGINNING); length > 0; length--)
    if (word.length - length <= (ENDINGS[Math.min(length, ENDINGS.length - 1)] ?? 0)) found.push(word.slice(0, length));
  return found;
}

function sizeOf(word: string): string {
  const size = Number.parseInt(word, 10) * (/\dk$/.test(word) ? 1000 : 1);
  if (size < 100) return 'small';
  if (size < 1000) return 'hundreds';
  return size < 20_000 ? 'thousands' : 'fortune';
}
