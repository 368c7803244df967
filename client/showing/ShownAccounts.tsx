import { useEffect, useId, useState } from 'react';
import type { ShownAccount } from '../../shared/shown-accounts.ts';
import { usePartnerLine } from '../net/partner-line.ts';
import { useTexts } from '../ui/i18n.ts';
import { ShownList } from './ShownList.tsx';
import { showingTexts } from './showing-texts.ts';
import { readShown } from './shown-reader.ts';
import './showing.css';

/** For the consultant of an open talk: accounts that the customer shows, while they do. Kept in no storage. */
export function ShownAccounts({ consultationId }: { readonly consultationId: string }) {
  const texts = useTexts(showingTexts);
  const heading = useId();
  const line = usePartnerLine(consultationId);
  const [accounts, setAccounts] = useState<readonly ShownAccount[]>([]);
  const [hasSeen, setHasSeen] = useState(false);
  useEffect(() => (line ? readShown(line, setAccounts) : undefined), [line]);
  const isShown = accounts.length > 0;
  useEffect(() => {
    if (isShown) setHasSeen(true);
  }, [isShown]);
  return (
    <>
      <p className="visually-hidden" role="status">
        {isShown ? texts.deskNews : hasSeen && texts.deskGone}
      </p>
      {isShown && (
        <section className="showing" aria-labelledby={heading} data-testid="shown-accounts">
          <h3 id={heading}>{texts.deskHeading}</h3>
          <ShownList accounts={accounts} />
        </section>
      )}
    </>
  );
}
