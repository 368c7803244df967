import type { Topic } from '../../../shared/queue.ts';
import { plainOf } from '../knowledge/word-rules.ts';
import { BANKING, INTENTS, type Intent, TOPICS } from './intent-patterns-rules.ts';
import { withFigures } from './number-words-rules.ts';
import { CORRECTION, NEGATED, ORDERS, type Order, REPORTED, REQUESTED, SLIP } from './order-patterns-rules.ts';

/** An order that is told not to be done is none. */
function isMeant(plain: string, is: RegExp, not: RegExp | undefined, intent: Intent): boolean {
  const found = is.exec(plain);
  if (!found || not?.test(plain)) return false;
  return !isOrder(intent) || !NEGATED.test(plain.slice(0, found.index));
}

export function intentOf(text: string): Intent | null {
  const plain = withFigures(plainOf(text));
  return INTENTS.find(({ intent, is, not }) => isMeant(plain, is, not, intent))?.intent ?? null;
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
  return ORDERS.find(({ is }) => is.test(plain))?.intent ?? null;
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

export function topicOf(text: string): Topic | null {
  const plain = plainOf(text);
  return TOPICS.find(({ is }) => is.test(plain))?.topic ?? null;
}

export function isAboutBanking(text: string): boolean {
  return BANKING.test(plainOf(text));
}
