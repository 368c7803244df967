import type { Topic } from '../../../shared/queue.ts';
import { plainOf } from '../knowledge/word-rules.ts';
import { ARTICLES, BANKING } from './article-patterns-rules.ts';
import { INTENTS, type Intent, TOPICS } from './intent-patterns-rules.ts';

export function intentOf(text: string): Intent | null {
  const plain = plainOf(text);
  return INTENTS.find(({ is, not }) => is.test(plain) && !not?.test(plain))?.intent ?? null;
}

export function topicOf(text: string): Topic | null {
  const plain = plainOf(text);
  return TOPICS.find(({ is }) => is.test(plain))?.topic ?? null;
}

/** A question whose article is certain by its form, and what to search that article's section by. */
export function articleOf(text: string): { readonly articleId: string; readonly ask: string } | null {
  const plain = plainOf(text);
  const row = ARTICLES.find(({ is, not }) => is.test(plain) && !not?.test(plain));
  return row ? { articleId: row.articleId, ask: `${row.ask} ${text}` } : null;
}

export function isAboutBanking(text: string): boolean {
  return BANKING.test(plainOf(text));
}
