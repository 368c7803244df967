import type { Topic } from '../../../shared/queue.ts';
import { plainOf } from '../knowledge/word-rules.ts';
import { BANKING, INTENTS, type Intent, ORDERS, TOPICS } from './intent-patterns-rules.ts';
import { withFigures } from './number-words-rules.ts';

export function intentOf(text: string): Intent | null {
  const plain = withFigures(plainOf(text));
  return INTENTS.find(({ is, not }) => is.test(plain) && !not?.test(plain))?.intent ?? null;
}

/** Whether it can be read as that, whatever else it can be read as. */
export function mayMean(intent: Intent, text: string): boolean {
  const plain = withFigures(plainOf(text));
  return INTENTS.some((row) => row.intent === intent && row.is.test(plain) && !row.not?.test(plain));
}

/** What an order asks to be prepared, where that it is one is known already; null where no word tells. */
export function orderOf(text: string): Intent | null {
  const plain = withFigures(plainOf(text));
  return ORDERS.find(({ is }) => is.test(plain))?.intent ?? null;
}

export function topicOf(text: string): Topic | null {
  const plain = plainOf(text);
  return TOPICS.find(({ is }) => is.test(plain))?.topic ?? null;
}

export function isAboutBanking(text: string): boolean {
  return BANKING.test(plainOf(text));
}
