import type { AssistantLanguage } from '../../../shared/assistant.ts';
import { createFeatureBag, type FeatureBag, type Features, hashOf, withNext } from './feature-bag.ts';
import { kindsIn } from './word-kinds.ts';
import { plainOf, wordsOf } from './word-rules.ts';

/** What so many articles and matters are spoken of with is no subject, but how something is asked. */
const SUBJECTS = 12;
/** Words in a row that are read together. */
const LONGEST = 3;
const WEIGHT = { alone: 0.8, row: [0, 0, 0.9, 0.8], astride: 0.6, further: 0.4, kind: 0.6, ending: 0.4 } as const;
const MARGIN = { begins: 0.7, ends: 0.7, noQuestion: 0.8, length: 0.7, sentences: 0.5 } as const;

const ENDINGS: Readonly<Record<AssistantLanguage, RegExp>> = {
  en: /(ing|ed|ly|tion|ment|er|s)$/,
  ru: /(йте|ите|ьте|ай|уй|яй|ей|ть|ться|тся|ла|ли|ло|лась|лся|лись|ешь|ет|ут|ют|ит|ат|ят|ем|им|ую|ю|у|ая|ый|ий|ое|ой|ого|ому|ых|ов|ам|ами|ах|ом|ия|ие|ии|а|я|ы|и|е|о|ь)$/,
};

/** Words that questions of many labels share: those tell how something is asked, and never what about. */
export function* commonWordsOf(
  questions: readonly { readonly label: string; readonly text: string }[],
): Generator<void, ReadonlySet<string>> {
  const labels = new Map<string, Set<string>>();
  for (const { label, text } of questions) {
    for (const word of wordsOf(text)) labels.set(word, (labels.get(word) ?? new Set()).add(label));
    yield;
  }
  return new Set([...labels].filter(([, those]) => those.size >= SUBJECTS).map(([word]) => word));
}

/**
 * How a question is asked, whatever about: its common words as they are, all others by their kind or their ending, in rows of up to three; how
 * sentences begin and end, how long it is. "Cancel my gym debit" and "block my old card" are of one form, and so is what is asked of one's own
 * account, of a decision, or for advice.
 */
export function formOf(language: AssistantLanguage, common: ReadonlySet<string>): (text: string) => Features {
  const kindsOf = kindsIn(language);
  const endingOf = (word: string) => `~${ENDINGS[language].exec(word)?.[0] ?? ''}`;
  return (text) => {
    const { add, features } = createFeatureBag();
    const say = (feature: string, weight: number) => add(hashOf(feature), weight);
    const rows = sentencesOf(text).map(({ words, end }) => {
      const kinds = kindsOf(words);
      for (const kind of kinds.flat()) say(`?kind ${kind}`, WEIGHT.kind);
      const shown = words.map((word, at) => {
        if (/^\d/.test(word)) return '<n>';
        if (common.has(word)) return word;
        if (language === 'ru') say(`?end ${endingOf(word)}`, WEIGHT.ending);
        return kinds[at]?.[0] ? `~${kinds[at]?.[0]}` : endingOf(word);
      });
      return ['^', ...shown, end];
    });
    for (const row of rows) readRow(row, add);
    const last = rows.at(-1);
    if (last) {
      say(`?asks ${last[1]}`, MARGIN.begins);
      say(`?asks ${last[1]} ${last[2]}`, MARGIN.begins);
      say(`?ends ${last.at(-1)}`, MARGIN.ends);
    }
    if (!text.includes('?')) say('?no question', MARGIN.noQuestion);
    const length = rows.reduce((sum, row) => sum + row.length - 2, 0);
    say(`?long ${Math.min(6, Math.floor(Math.log2(1 + length)))}`, MARGIN.length);
    say(`?sentences ${Math.min(4, rows.length)}`, MARGIN.sentences);
    return features();
  };
}

function sentencesOf(text: string): { readonly words: readonly string[]; readonly end: string }[] {
  return plainOf(text)
    .split(/(?<=[.!?…;])\s+/)
    .map((sentence) => ({ words: wordsOf(sentence), end: /[?!]\s*$/.exec(sentence)?.[0].trim() ?? '.' }))
    .filter(({ words }) => words.length > 0);
}

const [ROW, ASTRIDE, FURTHER] = ['?row', '?astride', '?further'].map(hashOf) as [number, number, number];

function readRow(words: readonly string[], add: FeatureBag['add']): void {
  const row = words.map(hashOf);
  row.forEach((word, at) => {
    let read = withNext(ROW, word);
    if (at > 0) add(read, WEIGHT.alone);
    for (let length = 2; length <= LONGEST && at + length <= row.length; length++) {
      read = withNext(read, row[at + length - 1] ?? 0);
      add(read, WEIGHT.row[length] ?? 0);
    }
    if (at + 2 < row.length) add(withNext(withNext(ASTRIDE, word), row[at + 2] ?? 0), WEIGHT.astride);
    if (at + 3 < row.length) add(withNext(withNext(FURTHER, word), row[at + 3] ?? 0), WEIGHT.further);
  });
}
