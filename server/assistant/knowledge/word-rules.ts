import type { AssistantLanguage } from '../../../shared/assistant.ts';

/** Lower case, ё as е, typographic apostrophes plain. */
export function plainOf(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е').replace(/[’‘`]/g, "'");
}

/** Of the plain text, words of letters and digits, joined by apostrophes. */
export function wordsOf(text: string): string[] {
  return plainOf(text).match(/[\p{L}\p{N}]+(?:'\p{L}+)*/gu) ?? [];
}

/** The language that a text is written in: by its letters, or, where it has none, the one that was chosen. */
export function languageOf(text: string, chosen: AssistantLanguage): AssistantLanguage {
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (cyrillic === 0 && latin === 0) return chosen;
  // Names of products stay Latin in a Russian sentence.
  return cyrillic * 3 >= latin ? 'ru' : 'en';
}
