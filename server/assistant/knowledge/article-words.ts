import type { AssistantLanguage } from '../../../shared/assistant.ts';
import { termsOf } from './language-terms.ts';
import { kindIn } from './word-kinds.ts';
import { wordsOf } from './word-rules.ts';

export interface LabelledText {
  readonly label: string;
  readonly text: string;
}
/** Shares of a question by weight, 0 to 1: what a label's texts have words for, and what no text has. */
export type Coverage = (query: string, label: string) => { readonly covered: number; readonly unheard: number };

/** A word of a kind that the label's texts speak of counts so much of the word itself. */
const KIND_SHARE = 0.7;
/** A word that no text has tells most: it is what the question may be about. */
const UNKNOWN_COUNT = 0.5;

/** Reads what each label's texts speak of. By weight: a rare word that they lack says that something else is asked. */
export function coverageOf(texts: readonly LabelledText[], language: AssistantLanguage): Coverage {
  const terms = termsOf(language);
  const kindOf = kindIn(language);
  /** Each term of a text with the kind of its word. */
  const read = (text: string): ReadonlyMap<string, string | null> =>
    new Map(
      wordsOf(text)
        .flatMap((word) => terms(word).map((term) => [term, kindOf(word)] as const))
        .concat(terms(text).map((term) => [term, null] as const))
        .sort(([, a], [, b]) => Number(a !== null) - Number(b !== null)),
    );
  const counts = new Map<string, number>();
  const spoken = new Map<string, Set<string>>();
  for (const { label, text } of texts) {
    const own = spoken.get(label) ?? new Set();
    spoken.set(label, own);
    for (const [term, kind] of read(text)) {
      counts.set(term, (counts.get(term) ?? 0) + 1);
      own.add(term);
      if (kind) own.add(`<${kind}>`);
    }
  }
  const weightOf = (term: string) => Math.log(1 + texts.length / (counts.get(term) ?? UNKNOWN_COUNT));
  return (query, label) => {
    const own = spoken.get(label) ?? new Set();
    let whole = 0;
    let covered = 0;
    let unheard = 0;
    for (const [term, kind] of read(query)) {
      const weight = weightOf(term);
      whole += weight;
      if (own.has(term)) covered += weight;
      else if (kind && own.has(`<${kind}>`)) covered += KIND_SHARE * weight;
      if (!kind && !counts.has(term)) unheard += weight;
    }
    return whole === 0 ? { covered: 0, unheard: 1 } : { covered: covered / whole, unheard: unheard / whole };
  };
}
