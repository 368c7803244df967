import { useState } from 'react';
import { z } from 'zod';
import type { Account } from '../../shared/banking.ts';
import { useDraftOwner } from '../net/use-draft-owner.ts';
import { usePlan } from '../net/use-plan.ts';
import { Alert } from '../ui/Alert.tsx';
import { useTexts } from '../ui/i18n.ts';
import { readDraft } from '../ui/kept-drafts.ts';
import { LateView } from '../ui/LateView.tsx';
import { lazyPart } from '../ui/lazy-part.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useFocusRescue } from '../ui/use-focus-rescue.ts';
import { bankingTexts } from './banking-texts.ts';
import { Overview } from './Overview.tsx';
import { PAY_DRAFT, type PayStart, type ProposedPayment } from './pay/pay-start.ts';
import { useBeneficiaries } from './payees/use-beneficiaries.ts';

/** Whoever looks at their accounts need not have the forms: each comes when it is first opened. */
const ReceivePage = lazyPart(() => import('./codes/ReceivePage.tsx').then((module) => module.ReceivePage));
const NewPayment = lazyPart(() => import('./pay/NewPayment.tsx').then((module) => module.NewPayment));
const PayeeBook = lazyPart(() => import('./payees/PayeeBook.tsx').then((module) => module.PayeeBook));
const PaymentProgress = lazyPart(() =>
  import('./progress/PaymentProgress.tsx').then((module) => module.PaymentProgress),
);

interface BankingViewsProps {
  readonly accounts: readonly Account[];
  readonly proposed: ProposedPayment | null;
}

type View =
  | { readonly show: 'accounts' | 'payees' | 'receive' }
  | { readonly show: 'form'; readonly start: PayStart }
  | { readonly show: 'payment'; readonly paymentId: string };

/** One view at a time, each with its way back to the accounts. */
export function BankingViews({ accounts, proposed }: BankingViewsProps) {
  const owner = useDraftOwner('customer');
  const texts = useTexts(bankingTexts);
  // A payment that was begun before a reload, or before the panel was closed, is where one left it.
  const [view, setView] = useState<View>(() => {
    if (proposed) return { show: 'form', start: { from: 'proposal', proposal: proposed } };
    const isBegun = owner !== null && readDraft({ owner, name: PAY_DRAFT }, z.unknown()) !== undefined;
    return isBegun ? { show: 'form', start: { from: 'draft' } } : { show: 'accounts' };
  });
  const [isUnpayable, setIsUnpayable] = useState(false);
  const [chosenId, setChosenId] = useState(accounts[0]?.id);
  const place = useFocusRescue<HTMLDivElement>(view);
  const payees = useBeneficiaries(view.show === 'form');
  // What begins with nothing begins with whom one has paid before, where there is anyone.
  const isReady = view.show !== 'form' || view.start.from !== 'nothing' || Boolean(payees.value || payees.error);
  const bankCode = usePlan().value?.brand.ibanBankCode;
  const account = accounts.find(({ id }) => id === chosenId) ?? accounts[0];
  const accountId = account?.id ?? '';
  const toAccounts = () => setView({ show: 'accounts' });
  const toForm = (start: PayStart = { from: 'nothing' }) => {
    // While the saved payees are read.
    NewPayment.preload();
    setView({ show: 'form', start });
  };
  const toPayment = (paymentId: string) => setView({ show: 'payment', paymentId });
  return (
    <div ref={place} tabIndex={-1}>
      {isUnpayable && view.show === 'accounts' && <Alert tone="danger">{texts.unpayable}</Alert>}
      {view.show === 'accounts' && (
        <Overview
          accounts={accounts}
          account={account}
          onChoose={setChosenId}
          onPay={() => toForm()}
          onPayees={() => setView({ show: 'payees' })}
          onReceive={bankCode ? () => setView({ show: 'receive' }) : undefined}
          onPayment={toPayment}
        />
      )}
      {!isReady && <Skeleton lines={5} />}
      {isReady && (
        <LateView key={view.show}>
          {view.show === 'payees' && (
            <PayeeBook accounts={accounts} onPay={(payee) => toForm({ from: 'payee', payee })} onBack={toAccounts} />
          )}
          {view.show === 'receive' && bankCode && (
            <ReceivePage accounts={accounts} firstAccountId={accountId} bankCode={bankCode} onBack={toAccounts} />
          )}
          {view.show === 'form' && (
            <NewPayment
              start={view.start}
              accounts={accounts}
              accountId={accountId}
              hasSaved={(payees.value?.beneficiaries.length ?? 0) > 0}
              onBack={toAccounts}
              onStarted={({ id }) => toPayment(id)}
              onUnfillable={() => {
                setIsUnpayable(view.start.from === 'proposal');
                toAccounts();
              }}
            />
          )}
          {view.show === 'payment' && (
            <PaymentProgress
              key={view.paymentId}
              paymentId={view.paymentId}
              accounts={accounts}
              onBack={toAccounts}
              onAnother={() => toForm()}
            />
          )}
        </LateView>
      )}
    </div>
  );
}
