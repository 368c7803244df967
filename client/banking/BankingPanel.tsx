import { useState } from 'react';
import { signInPath } from '../../shared/identity.ts';
import { useSignedIn } from '../net/use-signed-in.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { AccountList } from './AccountList.tsx';
import './banking.css';
import { bankingTexts } from './banking-texts.ts';
import { PaymentForm } from './PaymentForm.tsx';
import { PaymentProgress } from './PaymentProgress.tsx';
import { RecentPayments } from './RecentPayments.tsx';
import { useAccounts } from './use-accounts.ts';

type View =
  | { readonly show: 'accounts' }
  | { readonly show: 'form' }
  | { readonly show: 'payment'; readonly paymentId: string };

/** Accounts, and paying from them: at the self-service wall, in a consultation, and on the flat page. */
export function BankingPanel() {
  const texts = useTexts(bankingTexts);
  const signedIn = useSignedIn('customer');
  const accounts = useAccounts(signedIn === true);
  const [view, setView] = useState<View>({ show: 'accounts' });
  const signIn = () => location.assign(signInPath('customer', location.pathname));

  if (signedIn === false) {
    return (
      <div>
        <p>{texts.guest}</p>
        <Button onClick={signIn}>{texts.signIn}</Button>
      </div>
    );
  }
  if (!accounts) return <Skeleton lines={5} />;
  if (!accounts.ok) {
    return (
      <div>
        <Alert tone="danger">{texts.errors[accounts.error]}</Alert>
        {accounts.error === 'bank-sign-in-required' && <Button onClick={signIn}>{texts.signIn}</Button>}
      </div>
    );
  }
  const list = accounts.value.accounts;
  if (view.show === 'form') {
    return (
      <PaymentForm
        accounts={list}
        onBack={() => setView({ show: 'accounts' })}
        onStarted={({ id }) => setView({ show: 'payment', paymentId: id })}
      />
    );
  }
  if (view.show === 'payment') {
    return (
      <PaymentProgress
        paymentId={view.paymentId}
        accounts={list}
        onBack={() => setView({ show: 'accounts' })}
        onAnother={() => setView({ show: 'form' })}
      />
    );
  }
  return (
    <div>
      <AccountList accounts={list} />
      <p>
        <Button disabled={list.length === 0} onClick={() => setView({ show: 'form' })}>
          {texts.makePayment}
        </Button>
      </p>
      <RecentPayments onOpen={(paymentId) => setView({ show: 'payment', paymentId })} />
    </div>
  );
}
