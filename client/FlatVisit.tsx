import { useEffect } from 'react';
import type { BranchPlan } from '../shared/branch.ts';
import { useAppearance } from './avatars/kept-appearance.ts';
import { BankingPanel } from './banking/BankingPanel.tsx';
import { FlatTalk } from './FlatTalk.tsx';
import { BranchNow } from './flat/BranchNow.tsx';
import { FlatMore } from './flat/FlatMore.tsx';
import { flatTexts } from './flat-texts.ts';
import { NoticeBridge } from './net/NoticeBridge.tsx';
import { useBranchLink } from './net/use-branch-link.ts';
import { CaptionBar } from './ui/CaptionBar.tsx';
import { useTexts } from './ui/i18n.ts';
import { LinkNews } from './ui/LinkNews.tsx';

interface FlatVisitProps {
  readonly plan: BranchPlan;
  readonly isCustomer: boolean;
}

/** What needs a link to the branch: a customer's ticket, talk and accounts, and what goes on there now. */
export function FlatVisit({ plan, isCustomer }: FlatVisitProps) {
  const texts = useTexts(flatTexts);
  const link = useBranchLink({ branchId: plan.id, presence: 'bodiless', audience: 'visitor' });
  const appearance = useAppearance((state) => state.packed);
  useEffect(() => link?.showAppearance(appearance), [link, appearance]);
  return (
    <>
      <NoticeBridge link={link} />
      <LinkNews />
      {isCustomer && (
        <div className="flat-grid">
          <FlatTalk branchId={plan.id} />
          <section className="card" aria-labelledby="banking-heading">
            <h2 id="banking-heading">{texts.banking}</h2>
            <BankingPanel />
          </section>
        </div>
      )}
      <BranchNow plan={plan} />
      <FlatMore link={link} />
      <CaptionBar />
    </>
  );
}
