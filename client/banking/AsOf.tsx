import { useLanguage, useTexts } from '../ui/i18n.ts';
import { LOCALES } from '../ui/locales.ts';
import { TimeText } from '../ui/TimeText.tsx';
import { bankingTexts } from './banking-texts.ts';
import { isSameDay, staleFor } from './freshness-rules.ts';
import { useNow } from './use-now.ts';

/** Of what time a figure is; one that is no longer fresh says how old it is. */
export function AsOf({ at }: { readonly at: string }) {
  const texts = useTexts(bankingTexts);
  const language = useLanguage();
  const now = useNow(30_000);
  const age = staleFor(at, now);
  return (
    <>
      {texts.asOf} <TimeText at={at} style={isSameDay(at, now) ? 'time' : 'full'} />
      {age && (
        <span className="stale">
          {texts.stale(
            new Intl.RelativeTimeFormat(LOCALES[language], { numeric: 'always' }).format(-age.count, age.unit),
          )}
        </span>
      )}
    </>
  );
}
