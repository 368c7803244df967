import { Suspense, useEffect, useRef, useState } from 'react';
import type { BranchPlan } from '../shared/branch.ts';
import { useAppearance } from './avatars/kept-appearance.ts';
import { BankingPanel } from './banking/BankingPanel.tsx';
import type { ProposedPayment } from './banking/BankingViews.tsx';
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
import { lazyPart } from './ui/lazy-part.ts';
import { Skeleton } from './ui/Skeleton.tsx';

const CustomerTable = lazyPart(() => import('./CustomerTable.tsx').then((module) => module.CustomerTable));
const DocumentFolder = lazyPart(() => import('./documents/DocumentFolder.tsx').then((module) => module.DocumentFolder));

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
  const [talkId, setTalkId] = useState<string | null>(null);
  const [proposed, setProposed] = useState<ProposedPayment | null>(null);
  const showPayment = () => {
    setProposed(null);
    setPaymentsShown((count) => count + 1);
    banking.current?.focus();
  };
  const showProposed = (payment: ProposedPayment) => {
    showPayment();
    setProposed(payment);
  };
  return (
    <>
      <NoticeBridge link={link} />
      <LinkNews />
      {isCustomer && (
        <div className="flat-grid">
          <div className="flat-left">
            <FlatTalk branchId={plan.id} onTalk={setTalkId} />
            <FlatAssistant branchId={plan.id} onPayment={showPayment} />
          </div>
          <div className="flat-side">
            {talkId && (
              <Suspense fallback={<Skeleton lines={2} />}>
                <CustomerTable key={talkId} consultationId={talkId} onPay={showProposed} />
              </Suspense>
            )}
            <section className="card" aria-labelledby="banking-heading">
              <h2 id="banking-heading" ref={banking} tabIndex={-1}>
                {texts.banking}
              </h2>
              <BankingPanel key={paymentsShown} proposed={proposed} />
            </section>
            <section className="card" aria-labelledby="folder-heading">
              <h2 id="folder-heading">{texts.folder}</h2>
              <Suspense fallback={<Skeleton lines={2} />}>
                <DocumentFolder />
              </Suspense>
            </section>
          </div>
        </div>
      )}
      <BranchNow plan={plan} />
      <FlatMore link={link} />
      <CaptionBar />
    </>
  );
}
