import { useState } from 'react';
import type { Account } from '../../shared/banking.ts';
import { useDraftOwner } from '../net/use-draft-owner.ts';
import { usePlan } from '../net/use-plan.ts';
import { readDraft } from '../ui/kept-drafts.ts';
import { useFocusRescue } from '../ui/use-focus-rescue.ts';
import { ReceivePage } from './codes/ReceivePage.tsx';
import { Overview } from './Overview.tsx';
import { draftOfBeneficiary } from './pay/fill-draft.ts';
import { PayFlow } from './pay/PayFlow.tsx';
import { emptyDraft, PAY_DRAFT, PayDraft } from './pay/pay-draft.ts';
import { PayeeBook } from './payees/PayeeBook.tsx';
import { useBeneficiaries } from './payees/use-beneficiaries.ts';
import { PaymentProgress } from './progress/PaymentProgress.tsx';

type View =
  | { readonly show: 'accounts' | 'payees' | 'receive' }
  | { readonly show: 'form'; readonly first: PayDraft }
  | { readonly show: 'payment'; readonly paymentId: string };

/** One view at a time, each with its way back to the accounts. */
export function BankingViews({ accounts }: { readonly accounts: readonly Account[] }) {
  const owner = useDraftOwner('customer');
  // A payment that was begun before a reload, or before the panel was closed, is where one left it.
  const [view, setView] = useState<View>(() => {
    const begun = owner === null ? undefined : readDraft({ owner, name: PAY_DRAFT }, PayDraft);
    return begun ? { show: 'form', first: begun } : { show: 'accounts' };
  });
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
    </div>
  );
}
