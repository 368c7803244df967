import type { Topic } from '../../../shared/queue.ts';
import { plainOf, wordsOf } from '../knowledge/word-rules.ts';
import { BANKING, INTENTS, type Intent, type IntentRow, TOPICS } from './intent-patterns-rules.ts';
import { withFigures } from './number-words-rules.ts';
import {
  ADDS_SUBJECT,
  ADDS_TIME,
  BLOCK_IT,
  CORRECTION,
  DROPPED,
  NEGATED,
  NEW_QUESTION,
  ORDERS,
  type Order,
  OUTRIGHT,
  QUOTED,
  REPORTED,
  REQUESTED,
  SLIP,
  SUPPOSED,
  TOLD,
} from './order-patterns-rules.ts';
import { spokenPaymentOf } from './payment-words-rules.ts';
import { namesReference } from './reference-words-rules.ts';

export function intentOf(text: string): Intent | null {
  const plain = withFigures(plainOf(text));
  const meant = ({ intent, is, not }: IntentRow) =>
    !not?.test(plain) && (isOrder(intent) ? isOrdered(plain, is) : is.test(plain));
  return INTENTS.find(meant)?.intent ?? null;
}

/** What is told not to be done is no order, nor what might be, what was thought of and dropped, or what another said. */
function isOrdered(plain: string, is: RegExp): boolean {
  const own = plain.replace(QUOTED, ' ');
  const found = is.exec(own);
  if (SUPPOSED.test(own) || DROPPED.test(own) || found === null) return false;
  const before = own.slice(0, found.index);
  return !NEGATED.test(before) && !TOLD.test(before);
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

/** Whether it changes something of what was said before: "sorry, make that £65", «ой нет, пусть будет 220», "no, Carol French". */
export function corrects(text: string): boolean {
  const plain = withFigures(plainOf(text));
  if (CORRECTION.test(plain)) return true;
  const isNew =
    /\d|day|week|month|morning|noon|недел|утр|вечер|понед|вторник|сред|четверг|пятниц|суббот/.test(plain) ||
    (wordsOf(text).length <= NAMED_WORDS && !/\?/.test(plain) && spokenPaymentOf(text).payee !== null);
  return SLIP.test(plain) && isNew;
}

/** Whether it says no more than what a payment is for, or the account it goes to. */
export function addsToPayment(text: string): boolean {
  const isShort = wordsOf(text).length <= ADDED_WORDS && !NEW_QUESTION.test(plainOf(text));
  const { identification, amount } = spokenPaymentOf(text);
  return isShort && amount === null && (identification !== null || namesReference(text));
}

/** Whether it says no more than when an appointment is to be, or what about. */
export function addsToAppointment(text: string): boolean {
  const plain = plainOf(text);
  return (
    (ADDS_TIME.test(plain) || ADDS_SUBJECT.test(plain)) && wordsOf(text).length <= ADDED_WORDS && !/\?/.test(plain)
  );
}
const ADDED_WORDS = 10;
const NAMED_WORDS = 14;

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
