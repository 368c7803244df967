import type { ConsultationView } from '../../../shared/consultation.ts';
import type { CannedAnswer, Placeholder } from '../../../shared/desk.ts';
import type { Topic } from '../../../shared/queue.ts';

export type AnswerLanguage = 'en' | 'ru';
export interface FoundAnswer {
  readonly answer: CannedAnswer;
  readonly language: AnswerLanguage;
}

interface Wanted {
  readonly query: string;
  readonly topic: Topic;
  /** What the last answer was written in. Without a query only these are shown; with one they come first. */
  readonly language: AnswerLanguage;
}

const MAX_FOUND = 8;

/** The answers that hold every word begun in the query: in the language before the other, in a title before in a text, of the talk's own topic before others. */
export function findAnswers(
  answers: Readonly<Record<AnswerLanguage, readonly CannedAnswer[]>>,
  { query, topic, language }: Wanted,
): readonly FoundAnswer[] {
  const words = wordsOf(query);
  const other = language === 'en' ? 'ru' : 'en';
  const languages: AnswerLanguage[] = words.length === 0 ? [language] : [language, other];
  const rankOf = (found: FoundAnswer) => languages.indexOf(found.language);
  return languages
    .flatMap((language) => answers[language].map((answer) => ({ answer, language })))
    .map((found, order) => ({ found, order, score: scoreOf(found.answer, words, topic) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => rankOf(a.found) - rankOf(b.found) || b.score - a.score || a.order - b.order)
    .slice(0, words.length === 0 ? undefined : MAX_FOUND)
    .map(({ found }) => found);
}

function scoreOf({ id, title, text, topic: about }: CannedAnswer, words: readonly string[], topic: Topic): number {
  const inTitle = wordsOf(`${title} ${id}`);
  const inText = wordsOf(text);
  const fit = about === topic ? 0.5 : 0;
  let score = 1 + fit;
  for (const word of words) {
    if (inTitle.some((one) => one.startsWith(word))) score += 2;
    else if (inText.some((one) => one.startsWith(word))) score += 1;
    else return 0;
  }
  return score;
}

function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replaceAll('ё', 'е')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** The text with what the desk knows of this consultation put in. */
export function fillAnswer(
  text: string,
  facts: Pick<ConsultationView, 'customerName' | 'consultantName' | 'ticketNumber'>,
): string {
  const values: Readonly<Record<Placeholder, string>> = {
    customerName: facts.customerName,
    consultantName: facts.consultantName,
    ticket: facts.ticketNumber,
  };
  // In one pass: a name that looks like a placeholder stays a name.
  return text.replace(/\{(\w+)\}/g, (whole, name: Placeholder) => values[name] ?? whole);
}
