import { readAnswers } from '../../shared/desk.ts';
import { ok } from '../../shared/result.ts';
import { type Route, route } from '../lib/route.ts';
import type { CannedAnswers } from './canned-answers.ts';

/** What helps a consultant to write. */
export function createDeskRoutes({ en, ru }: CannedAnswers): Route[] {
  return [route(readAnswers, async () => ok({ en: [...en], ru: [...ru] }))];
}
