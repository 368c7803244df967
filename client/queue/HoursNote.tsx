import { readHours } from '../../shared/branch-service.ts';
import { useRead } from '../net/use-read.ts';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { LOCALES } from '../ui/locales.ts';
import { queueTexts } from './queue-texts.ts';

/** Until when the branch is open, or when it opens; nothing where it never closes. */
export function HoursNote({ branchId }: { readonly branchId: string }) {
  const texts = useTexts(queueTexts);
  const locale = LOCALES[useLanguage()];
  const { value } = useRead(readHours, { key: ['hours', branchId], params: { branchId }, everyMs: 60_000 });
  if (!value || (value.isOpen && !value.closesAt)) return null;
  const { timeZone, isOpen, closesAt, opensAt } = value;
  const say = (at: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(new Date(at));
  const time = { hour: '2-digit', minute: '2-digit' } as const;
  if (isOpen && closesAt) return <p className="muted small">{texts.closes(say(closesAt, time))}</p>;
  const opens = opensAt && say(opensAt, { ...time, weekday: 'long', day: 'numeric', month: 'long' });
  return <p className="alert alert-info">{opens ? texts.closed(opens) : texts.closedNow}</p>;
}
