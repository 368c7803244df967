import { Suspense, useEffect, useRef, useState } from 'react';
import type { BranchPlan } from '../shared/branch.ts';
import { BankingPanel } from './banking/BankingPanel.tsx';
import type { ProposedPayment } from './banking/pay/pay-start.ts';
import { FlatAssistant } from './FlatAssistant.tsx';
import { FlatFolder } from './FlatFolder.tsx';
import { FlatTalk } from './FlatTalk.tsx';
import { flatTexts } from './flat-texts.ts';
import { useTicket } from './queue/use-ticket.ts';
import { useTexts } from './ui/i18n.ts';
import { lazyPart } from './ui/lazy-part.ts';
import { Skeleton } from './ui/Skeleton.tsx';

const CustomerTable = lazyPart(() => import('./CustomerTable.tsx').then((module) => module.CustomerTable));

interface FlatVisitProps {
  readonly plan: BranchPlan;
  /** Told whether the customer waits to be called, or talks: then they are to be told of everything at once. */
  readonly onWaiting: (isWaiting: boolean) => void;
}

/** What a customer has: the ticket and the talk, the accounts, the documents. What is not looked at yet comes when it is. */
export function FlatVisit({ plan, onWaiting }: FlatVisitProps) {
  const texts = useTexts(flatTexts);
  // The panel finds the payment that is kept for it as it begins.
  const [paymentsShown, setPaymentsShown] = useState(0);
  const banking = useRef<HTMLHeadingElement>(null);
  const [talkId, setTalkId] = useState<string | null>(null);
  const { ticket } = useTicket(plan.id);
  const isWaiting = Boolean(ticket) || talkId !== null;
  useEffect(() => {
    onWaiting(isWaiting);
    return () => onWaiting(false);
  }, [isWaiting, onWaiting]);
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
        <FlatFolder />
      </div>
    </div>
  );
}
