import { useEffect, useRef, useState } from 'react';
import type { BranchPlan } from '../shared/branch.ts';
import { useAppearance } from './avatars/kept-appearance.ts';
import { BankingPanel } from './banking/BankingPanel.tsx';
import { FlatAssistant } from './FlatAssistant.tsx';
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
  // The panel finds the payment that is kept for it as it begins.
  const [paymentsShown, setPaymentsShown] = useState(0);
  const banking = useRef<HTMLHeadingElement>(null);
  const showPayment = () => {
    setPaymentsShown((count) => count + 1);
    banking.current?.focus();
  };
  return (
    <>
      <NoticeBridge link={link} />
      <LinkNews />
      {isCustomer && (
        <div className="flat-grid">
          <div className="flat-left">
            <FlatTalk branchId={plan.id} />
            <FlatAssistant branchId={plan.id} onPayment={showPayment} />
          </div>
          <section className="card" aria-labelledby="banking-heading">
            <h2 id="banking-heading" ref={banking} tabIndex={-1}>
              {texts.banking}
            </h2>
            <BankingPanel key={paymentsShown} />
          </section>
        </div>
      )}
      <BranchNow plan={plan} />
      <FlatMore link={link} />
      <CaptionBar />
    </>
  );
}
