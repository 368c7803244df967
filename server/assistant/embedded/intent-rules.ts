import type { Topic } from '../../../shared/queue.ts';
import { plainOf } from '../knowledge/word-rules.ts';
import { BANKING, INTENTS, type Intent, TOPICS } from './intent-patterns-rules.ts';

export function intentOf(text: string): Intent | null {
  const plain = plainOf(text);
  return INTENTS.find(({ is, not }) => is.test(plain) && !not?.test(plain))?.intent ?? null;
}

export function topicOf(text: string): Topic | null {
  const plain = plainOf(text);
  return TOPICS.find(({ is }) => is.test(plain))?.topic ?? null;
}

export function isAboutBanking(text: string): boolean {
  return BANKING.test(plainOf(text));
}
