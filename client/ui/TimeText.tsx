import { useLanguage } from './i18n.ts';
import { LOCALES } from './locales.ts';

const STYLES = {
  time: { hour: '2-digit', minute: '2-digit' },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  full: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
} as const;

/** An instant in the reader's language and time zone. */
export function TimeText({ at, style }: { readonly at: string; readonly style: keyof typeof STYLES }) {
  return (
    <time dateTime={at}>{new Intl.DateTimeFormat(LOCALES[useLanguage()], STYLES[style]).format(new Date(at))}</time>
  );
}
