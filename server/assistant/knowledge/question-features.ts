import type { AssistantLanguage } from '../../../shared/assistant.ts';
import { joinedOf, stemsOf, termsOf } from './language-terms.ts';
import { isStopWord } from './word-data.ts';
import { kindIn } from './word-kinds.ts';
import { wordsOf } from './word-rules.ts';

/** What is seen in a question, each with its weight. */
export type Features = ReadonlyMap<string, number>;

const RUN = 4;
/** Words that say something are read together with so many that follow. */
const REACH = 5;
/** What each kind of feature weighs beside the others; found by measuring, and none of them is decisive. */
const WEIGHT = {
  term: 1.3,
  neighbours: 0.7,
  astride: 0.6,
  together: 0.6,
  small: 0.6,
  run: 0.4,
  kind: 0.7,
  kindsNear: 0.8,
  kindsTogether: 0.7,
} as const;

/**
 * A question as features: stems with synonyms as one; neighbours, with the small words between them, and
 * who stands one word apart or somewhat further; the small words ("my", "should" and
 * "did" tell a question about one's own money from one about the bank); runs of four letters, which slips and endings leave whole; and the
 * kinds of its words, alone, beside their neighbours and together.
 */
export function featuresOf(language: AssistantLanguage): (text: string) => Features {
  const terms = termsOf(language);
  const stems = stemsOf(language);
  const kindOf = kindIn(language);
  return (text) => {
    const found = new Map<string, number>();
    const add = (feature: string, weight: number) => found.set(feature, Math.max(weight, found.get(feature) ?? 0));
    const said = terms(text);
    said.forEach((term, at) => {
      add(`term ${term}`, WEIGHT.term);
      for (const other of said.slice(at + 1, at + 1 + REACH))
        add(`both ${[term, other].sort().join(' ')}`, WEIGHT.together);
    });
    const words = wordsOf(joinedOf(text));
    const kinds = words.map(kindOf);
    const read = stems(words);
    for (const [one, next] of pairsOf(read)) add(`near ${one} ${next}`, WEIGHT.neighbours);
    read.forEach((stem, at) => {
      if (at > 1) add(`astride ${read[at - 2]} ${stem}`, WEIGHT.astride);
    });
    for (const [one, next] of pairsOf(read.map((stem, at) => (kinds[at] ? `<${kinds[at]}>` : stem))))
      if (one.startsWith('<') || next.startsWith('<')) add(`near ${one} ${next}`, WEIGHT.kindsNear);
    const seen = [...new Set(kinds.filter((kind) => kind !== null))].sort();
    seen.forEach((kind, at) => {
      add(`kind ${kind}`, WEIGHT.kind);
      for (const other of seen.slice(at + 1)) add(`kinds ${kind} ${other}`, WEIGHT.kindsTogether);
    });
    for (const word of wordsOf(text))
      if (isStopWord(word, language)) add(`small ${word}`, WEIGHT.small);
      else for (const run of runsOf(word)) add(`run ${run}`, WEIGHT.run);
    return found;
  };
}

/** Each with the next; the beginning and the end count. */
function pairsOf(words: readonly string[]): (readonly [string, string])[] {
  const all = ['^', ...words, '$'];
  return all.slice(1).map((next, at) => [all[at] ?? '', next]);
}

function runsOf(word: string): string[] {
  const marked = `#${word}#`;
  return Array.from({ length: Math.max(0, marked.length - RUN + 1) }, (_, at) => marked.slice(at, at + RUN));
}
