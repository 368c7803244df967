import type { AssistantLanguage } from '../../../shared/assistant.ts';
import { WORD_KINDS } from './word-kinds-data.ts';
import { plainOf } from './word-rules.ts';

/** From this length on a Russian beginning may go on with any ending. */
const LONGEST_ENDING = 5;

/** The kind that a word is of, see `WORD_KINDS`; numbers are of the kinds `small`, `hundreds`, `thousands` and `fortune`. */
export function kindIn(language: AssistantLanguage): (word: string) => string | null {
  const kinds = new Map<string, string>();
  for (const [kind, words] of Object.entries(WORD_KINDS[language]))
    for (const word of plainOf(words).split(/\s+/)) if (!kinds.has(word)) kinds.set(word, kind);
  return (word) => {
    if (/^\d/.test(word)) return sizeOf(word);
    const whole = kinds.get(word) ?? kinds.get(word.replace(/'?s$/, ''));
    if (whole || language === 'en') return whole ?? null;
    for (let length = word.length - 1; length >= Math.max(3, word.length - LONGEST_ENDING); length--) {
      const kind = kinds.get(word.slice(0, length));
      if (kind) return kind;
    }
    return null;
  };
}

function sizeOf(word: string): string {
  const size = Number.parseInt(word, 10) * (/\dk$/.test(word) ? 1000 : 1);
  if (size < 100) return 'small';
  if (size < 1000) return 'hundreds';
  return size < 20_000 ? 'thousands' : 'fortune';
}
