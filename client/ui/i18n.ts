import { create } from 'zustand';

export type Language = 'en' | 'ru';
const KEY = 'atrium-language';

function firstLanguage(): Language {
  const kept = keptLanguage();
  if (kept === 'en' || kept === 'ru') return kept;
  return navigator.language.toLowerCase().startsWith('ru') ? 'ru' : 'en';
}

/** A browser that keeps nothing for us throws instead of answering. */
function keptLanguage(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

const useStore = create<{ language: Language }>(() => ({ language: firstLanguage() }));
document.documentElement.lang = useStore.getState().language;

export function useLanguage(): Language {
  return useStore((state) => state.language);
}

/** Changes the language at once and remembers it in this browser, where it can. */
export function setLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // It lasts as long as the page.
  }
  document.documentElement.lang = language;
  useStore.setState({ language });
}

/** A feature's words in the reader's language. Both languages have one type, so neither can lack a word. */
export function useTexts<T>(texts: { readonly en: T; readonly ru: T }): T {
  return texts[useLanguage()];
}

/** How dates and numbers are written: a British bank's English writes the day before the month. */
export const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', ru: 'ru-RU' };
