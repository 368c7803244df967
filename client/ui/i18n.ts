import { create } from 'zustand';
import { keep, readKept } from './kept-setting.ts';
import type { Language } from './locales.ts';

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
