import type { AssistantLanguage } from '../../../shared/assistant.ts';
import { createFeatureBag, type Features, hashOf, ofBoth, withNext } from './feature-bag.ts';
import { joinedOf, stemsOf, termsOf } from './language-terms.ts';
import { isStopWord } from './word-data.ts';
import { kindsIn } from './word-kinds.ts';
import { wordsOf } from './word-rules.ts';

const RUN = 4;
/** Words that say something are read together with so many that follow. */
const REACH = 5;
/** And kinds of words with those of so many words. */
const KINDS_REACH = 12;
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
const [TERM, NEAR, ASTRIDE, BOTH, SMALL, LETTERS, KIND, KINDS, BEGIN, END] = [
  'term',
  'near',
  'astride',
  'both',
  'small',
  'letters',
  'kind',
  'kinds',
  '^',
  '$',
].map(hashOf) as [number, number, number, number, number, number, number, number, number, number];

/**
 * A question as features: stems with synonyms as one; neighbours, with the small words between them, and
 * who stands one word apart or somewhat further; the small words ("my", "should" and
 * "did" tell a question about one's own money from one about the bank); runs of four letters, which slips and endings leave whole; and the
 * kinds of its words, alone, beside their neighbours and together.
 */
export function featuresOf(language: AssistantLanguage): (text: string) => Features {
  const terms = termsOf(language);
  const stems = stemsOf(language);
  const kindsOf = kindsIn(language);
  return (text) => {
    const { add, features } = createFeatureBag();
    const said = terms(text).map(hashOf);
    said.forEach((term, at) => {
      add(withNext(TERM, term), WEIGHT.term);
      for (let next = at + 1; next < Math.min(said.length, at + 1 + REACH); next++)
        add(ofBoth(BOTH, term, said[next] ?? 0), WEIGHT.together);
    });
    const words = wordsOf(joinedOf(text));
    const kinds = kindsOf(words).map((those) => those.map(hashOf));
    const read = stems(words).map(hashOf);
    eachPair(read, (one, next) => add(ofRow(NEAR, one, next), WEIGHT.neighbours));
    for (let at = 2; at < read.length; at++) add(ofRow(ASTRIDE, read[at - 2] ?? 0, read[at] ?? 0), WEIGHT.astride);
    const shown = read.map((stem, at) => kinds[at]?.[0] ?? stem);
    eachPair(shown, (one, next) => add(ofRow(NEAR, one, next), WEIGHT.kindsNear));
    kinds.forEach((those, at) => {
      for (const kind of those) {
        add(withNext(KIND, kind), WEIGHT.kind);
        for (let near = at; near < Math.min(kinds.length, at + KINDS_REACH); near++)
          for (const other of kinds[near] ?? [])
            if (other !== kind) add(ofBoth(KINDS, kind, other), WEIGHT.kindsTogether);
      }
    });
    for (const word of wordsOf(text))
      if (isStopWord(word, language)) add(withNext(SMALL, hashOf(word)), WEIGHT.small);
      else eachRun(word, (run) => add(withNext(LETTERS, run), WEIGHT.run));
    return features();
  };
}

function ofRow(hash: number, one: number, next: number): number {
  return withNext(withNext(hash, one), next);
}

/** Each with the next; the beginning and the end count. */
function eachPair(words: readonly number[], tell: (one: number, next: number) => void): void {
  for (let at = 0; at <= words.length; at++) tell(words[at - 1] ?? BEGIN, words[at] ?? END);
}

function eachRun(word: string, tell: (run: number) => void): void {
  const marked = `#${word}#`;
  for (let at = 0; at + RUN <= marked.length; at++) tell(hashOf(marked.slice(at, at + RUN)));
}
