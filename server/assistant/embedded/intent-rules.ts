import type { Topic } from '../../../shared/queue.ts';
import { plainOf, wordsOf } from '../knowledge/word-rules.ts';
import { BANKING, INTENTS, type Intent, type IntentRow, TOPICS } from './intent-patterns-rules.ts';
import { withFigures } from './number-words-rules.ts';
import {
  ADDS_SUBJECT,
  ADDS_TIME,
  BLOCK_IT,
  CORRECTION,
  NEGATED,
  ORDERS,
  type Order,
  OUTRIGHT,
  REPORTED,
  REQUESTED,
  SLIP,
  SUPPOSED,
} from './order-patterns-rules.ts';

export function intentOf(text: string): Intent | null {
  const plain = withFigures(plainOf(text));
  const meant = ({ intent, is, not }: IntentRow) =>
    !not?.test(plain) && (isOrder(intent) ? isOrdered(plain, is) : is.test(plain));
  return INTENTS.find(meant)?.intent ?? null;
}

/** What is told not to be done is no order, nor what might be. */
function isOrdered(plain: string, is: RegExp): boolean {
  const found = is.exec(plain);
  return !SUPPOSED.test(plain) && found !== null && !NEGATED.test(plain.slice(0, found.index));
}

/** Whether it can be read as that, whatever else it can be read as. */
export function mayMean(intent: Intent, text: string): boolean {
  const plain = withFigures(plainOf(text));
  return INTENTS.some((row) => row.intent === intent && row.is.test(plain) && !row.not?.test(plain));
}

/** What an order asks to be prepared, where that it is one is known already; null where no word tells. */
export function orderOf(text: string): Order | null {
  const plain = withFigures(plainOf(text));
  if (REPORTED.test(plain) && !REQUESTED.test(plain)) return null;
  return ORDERS.find(({ is }) => isOrdered(plain, is))?.intent ?? null;
}

/** Whether that intent is an order. */
export function isOrder(intent: Intent | null): intent is Order {
  return ORDERS.some((row) => row.intent === intent);
}

/** Whether it changes something of what was said before: "sorry, make that £65", «ой нет, пусть будет 220». */
export function corrects(text: string): boolean {
  const plain = withFigures(plainOf(text));
  return (
    CORRECTION.test(plain) ||
    (SLIP.test(plain) &&
      /\d|day|week|month|morning|noon|недел|утр|вечер|понед|вторник|сред|четверг|пятниц|суббот/.test(plain))
  );
}

/** Whether it says no more than when an appointment is to be, or what about. */
export function addsToAppointment(text: string): boolean {
  const plain = plainOf(text);
  return (
    (ADDS_TIME.test(plain) || ADDS_SUBJECT.test(plain)) && wordsOf(text).length <= ADDED_WORDS && !/\?/.test(plain)
  );
}
const ADDED_WORDS = 9;

/** An order that no article's nearness makes a question. */
export function isOutright(text: string): boolean {
  const plain = plainOf(text);
  return OUTRIGHT.test(plain) && !/\?\s*$/.test(plain);
}

/** Of a card that was spoken of before: "block it". */
export function isBlockIt(text: string): boolean {
  return isOrdered(plainOf(text), BLOCK_IT);
}

export function topicOf(text: string): Topic | null {
  const plain = plainOf(text);
  return TOPICS.find(({ is }) => is.test(plain))?.topic ?? null;
}

export function isAboutBanking(text: string): boolean {
  return BANKING.test(plainOf(text));
}
