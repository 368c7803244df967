export type Language = 'en' | 'ru';

/** How dates and numbers are written: a British bank's English writes the day before the month. */
export const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', ru: 'ru-RU' };
