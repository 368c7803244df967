import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What a customer may want that no article answers, as the files of questions call it: to talk to a person, something to be prepared, help in distress, what
 * only a look at their own accounts tells, a decision, advice, the future, a product the bank does not offer, what an article on that very thing leaves untold, prices of the day and other banks,
 * law and tax, the bank as a company, and everything else in the world; orders to the machine, and abuse of it.
 */
export const MATTERS = [
  'human',
  'order',
  'distress',
  'personal',
  'decision',
  'advice',
  'future',
  'product',
  'untold',
  'market',
  'law',
  'bank',
  'world',
  'orders',
  'abuse',
] as const;
export type Matter = (typeof MATTERS)[number];

/** A question as customers ask it, and what answers it. */
export interface KnownQuestion {
  /** An article's id, or `-` and a matter that none answers. */
  readonly label: string;
  readonly text: string;
  /** The file that it is from: who wrote it. */
  readonly file: string;
}

/** The matter that a label names; null of an article. */
export function matterOf(label: string): Matter | null {
  return MATTERS.find((matter) => label === `-${matter}`) ?? null;
}

/**
 * Reads every `*.txt` of a folder: `# label`, then a question a line. Throws with the file where a label is neither an article nor a matter.
 */
export function readQuestions(folder: string, isArticle: (id: string) => boolean): readonly KnownQuestion[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .flatMap((name) => {
      let label = '';
      return readFileSync(join(folder, name), 'utf8')
        .split(/\r?\n/)
        .flatMap((line) => {
          const text = line.trim();
          if (text === '') return [];
          const heading = /^# (.+)$/.exec(text)?.[1];
          if (heading === undefined && label !== '') return [{ label, text, file: name }];
          label = heading ?? '';
          if (!isArticle(label) && !matterOf(label))
            throw new Error(`${join(folder, name)}: "${text}" stands under no article and no matter`);
          return [];
        });
    });
}
