import { create } from 'zustand';

export type Language = 'en' | 'ru';
/** Dates and figures as the bank's country writes them. */
export const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', ru: 'ru-RU' };
const KEY = 'atrium-language';

function firstLanguage(): Language {
  const kept = localStorage.getItem(KEY);
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
  localStorage.setItem(KEY, language);
  document.documentElement.lang = language;
  useStore.setState({ language });
}

/** A feature's words in the reader's language. Both languages have one type, so neither can lack a word. */
export function useTexts<T>(texts: { readonly en: T; readonly ru: T }): T {
  return texts[useLanguage()];
}
