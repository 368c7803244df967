import { useState } from 'react';
import type { Account } from '../../shared/banking.ts';
import type { PaymentCode } from '../../shared/payment-code.ts';
import { useDraftOwner } from '../net/use-draft-owner.ts';
import { usePlan } from '../net/use-plan.ts';
import { Alert } from '../ui/Alert.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { forgetDraft, readDraft } from '../ui/kept-drafts.ts';
import { LateView } from '../ui/LateView.tsx';
import { lazyPart } from '../ui/lazy-part.ts';
import { useFocusRescue } from '../ui/use-focus-rescue.ts';
import { bankingTexts } from './banking-texts.ts';
import { Overview } from './Overview.tsx';
import { draftOfBeneficiary, draftOfProposal } from './pay/fill-draft.ts';
import { emptyDraft, PAY_DRAFT, PayDraft } from './pay/pay-draft.ts';
import { useBeneficiaries } from './payees/use-beneficiaries.ts';

/** Whoever looks at their accounts need not have the forms: each comes when it is first opened. */
const ReceivePage = lazyPart(() => import('./codes/ReceivePage.tsx').then((module) => module.ReceivePage));
const PayFlow = lazyPart(() => import('./pay/PayFlow.tsx').then((module) => module.PayFlow));
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
  | { readonly show: 'form'; readonly first: PayDraft }
  | { readonly show: 'payment'; readonly paymentId: string };

/** A payment that somebody suggests: it opens the form, filled in, and the customer does with it what they will. */
export interface ProposedPayment extends Pick<PaymentCode, 'name' | 'identification' | 'amount' | 'reference'> {
  /** Another one is another form. */
  readonly id: string;
}

/** One view at a time, each with its way back to the accounts. */
export function BankingViews({ accounts, proposed }: BankingViewsProps) {
  const owner = useDraftOwner('customer');
  const language = useLanguage();
  const texts = useTexts(bankingTexts);
  // A payment that was begun before a reload, or before the panel was closed, is where one left it.
  const [view, setView] = useState<View>(() => {
    const first = proposed && draftOfProposal(proposed, accounts, language);
    if (first) {
      forgetDraft({ name: PAY_DRAFT });
      return { show: 'form', first };
    }
    const begun = owner === null ? undefined : readDraft({ owner, name: PAY_DRAFT }, PayDraft);
    return begun ? { show: 'form', first: begun } : { show: 'accounts' };
  });
  const isUnpayable = proposed !== null && draftOfProposal(proposed, accounts, language) === null;
  const [chosenId, setChosenId] = useState(accounts[0]?.id);
  const place = useFocusRescue<HTMLDivElement>(view);
  const hasSaved = (useBeneficiaries().value?.beneficiaries.length ?? 0) > 0;
  const bankCode = usePlan().value?.brand.ibanBankCode;
  const account = accounts.find(({ id }) => id === chosenId) ?? accounts[0];
  const accountId = account?.id ?? '';
  const toAccounts = () => setView({ show: 'accounts' });
  const toForm = (fields: Partial<PayDraft> = { payeeKind: hasSaved ? 'beneficiary' : 'account' }) =>
    setView({ show: 'form', first: { ...emptyDraft, accountId, ...fields } });
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
      <LateView key={view.show}>
        {view.show === 'payees' && (
          <PayeeBook
            accounts={accounts}
            onPay={(beneficiary) => toForm(draftOfBeneficiary(beneficiary, accountId, accounts))}
            onBack={toAccounts}
          />
        )}
        {view.show === 'receive' && bankCode && (
          <ReceivePage accounts={accounts} firstAccountId={accountId} bankCode={bankCode} onBack={toAccounts} />
        )}
        {view.show === 'form' && (
          <PayFlow accounts={accounts} first={view.first} onBack={toAccounts} onStarted={({ id }) => toPayment(id)} />
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
    </div>
  );
}
