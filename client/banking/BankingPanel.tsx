import { useState } from 'react';
import type { Account } from '../../shared/banking.ts';
import { goToSignIn } from '../net/go-to-sign-in.ts';
import { useSignedIn } from '../net/use-signed-in.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useFocusRescue } from '../ui/use-focus-rescue.ts';
import { AccountList, TransactionList } from './AccountList.tsx';
import './banking.css';
import { bankingTexts } from './banking-texts.ts';
import { PaymentForm } from './PaymentForm.tsx';
import { PaymentProgress } from './PaymentProgress.tsx';
import { RecentPayments, WaitingPayments } from './RecentPayments.tsx';
import { useAccounts } from './use-accounts.ts';

type View =
  | { readonly show: 'accounts' }
  | { readonly show: 'form' }
  | { readonly show: 'payment'; readonly paymentId: string };

/** Accounts, and paying from them: at the self-service wall, in a consultation, and on the flat page. */
export function BankingPanel() {
  const texts = useTexts(bankingTexts);
  const signedIn = useSignedIn('customer');
  const { value, error } = useAccounts(signedIn === true);
  const signIn = () => goToSignIn('customer');

  if (signedIn === false) {
    return (
      <div>
        <p>{texts.guest}</p>
        <Button onClick={signIn}>{texts.signIn}</Button>
      </div>
    );
  }
  return (
    <div>
      {error && (
        <Alert tone="danger">
          {texts.errors[error]} {value && texts.notRefreshed}
        </Alert>
      )}
      {error === 'bank-sign-in-required' && <Button onClick={signIn}>{texts.signIn}</Button>}
      {value && <BankingViews accounts={value.accounts} />}
      {!value && !error && <Skeleton lines={5} />}
    </div>
  );
}

function BankingViews({ accounts }: { readonly accounts: readonly Account[] }) {
  const [view, setView] = useState<View>({ show: 'accounts' });
  const [chosenId, setChosenId] = useState(accounts[0]?.id);
  const place = useFocusRescue<HTMLDivElement>(view);
  const toAccounts = () => setView({ show: 'accounts' });
  const toForm = () => setView({ show: 'form' });
  const toPayment = (paymentId: string) => setView({ show: 'payment', paymentId });
  const account = accounts.find(({ id }) => id === chosenId) ?? accounts[0];
  return (
    <div ref={place} tabIndex={-1}>
      {view.show === 'accounts' && (
        <Overview accounts={accounts} account={account} onChoose={setChosenId} onPay={toForm} onPayment={toPayment} />
      )}
      {view.show === 'form' && (
        <PaymentForm
          accounts={accounts}
          firstAccountId={account?.id ?? ''}
          onBack={toAccounts}
          onStarted={({ id }) => toPayment(id)}
        />
      )}
      {view.show === 'payment' && (
        <PaymentProgress
          key={view.paymentId}
          paymentId={view.paymentId}
          accounts={accounts}
          onBack={toAccounts}
          onAnother={toForm}
        />
      )}
    </div>
  );
}

interface OverviewProps {
  readonly accounts: readonly Account[];
  readonly account: Account | undefined;
  readonly onChoose: (accountId: string) => void;
  readonly onPay: () => void;
  readonly onPayment: (paymentId: string) => void;
}

function Overview({ accounts, account, onChoose, onPay, onPayment }: OverviewProps) {
  const texts = useTexts(bankingTexts);
  return (
    <>
      <WaitingPayments onOpen={onPayment} />
      <h3 tabIndex={-1}>{texts.accounts}</h3>
      {accounts.length === 0 && <p className="muted">{texts.noAccounts}</p>}
      <AccountList accounts={accounts} chosenId={account?.id} onChoose={onChoose} />
      {account && (
        <>
          <Button className="button-wide" onClick={onPay}>
            {texts.makePayment}
          </Button>
          <TransactionList key={account.id} account={account} />
        </>
      )}
      <RecentPayments onOpen={onPayment} />
    </>
  );
}
