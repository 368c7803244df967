import { create } from 'zustand';
import { keep, readKept } from './kept-setting.ts';

export type Language = 'en' | 'ru';
const KEY = 'atrium-language';

function firstLanguage(): Language {
  const kept = readKept(KEY);
  if (kept === 'en' || kept === 'ru') return kept;
  return navigator.language.toLowerCase().startsWith('ru') ? 'ru' : 'en';
}

const useStore = create<{ language: Language }>(() => ({ language: firstLanguage() }));
document.documentElement.lang = useStore.getState().language;

export function useLanguage(): Language {
  return useStore((state) => state.language);
}

/** Changes the language at once and remembers it in this browser. */
export function setLanguage(language: Language): void {
  keep(KEY, language);
  document.documentElement.lang = language;
  useStore.setState({ language });
}

/** A feature's words in the reader's language. Both languages have one type, so neither can lack a word. */
export function useTexts<T>(texts: { readonly en: T; readonly ru: T }): T {
  return texts[useLanguage()];
}

/** How dates and numbers are written: a British bank's English writes the day before the month. */
export const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', ru: 'ru-RU' };
