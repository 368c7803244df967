import { goToSignIn } from '../net/go-to-sign-in.ts';
import { useSignedIn } from '../net/use-signed-in.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { BankingViews } from './BankingViews.tsx';
import './banking.css';
import { bankingErrorTexts } from './banking-error-texts.ts';
import { bankingTexts } from './banking-texts.ts';
import type { ProposedPayment } from './pay/pay-start.ts';
import { useAccounts } from './use-accounts.ts';

/** Accounts, and paying from them: at the self-service wall, in a consultation, and on the flat page. */
export function BankingPanel({ proposed }: { readonly proposed?: ProposedPayment | null }) {
  const texts = useTexts(bankingTexts);
  const errors = useTexts(bankingErrorTexts);
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
    <div className="banking">
      {error && (
        <Alert tone="danger">
          {errors[error]} {value && texts.notRefreshed}
        </Alert>
      )}
      {error === 'bank-sign-in-required' && <Button onClick={signIn}>{texts.signIn}</Button>}
      {value && <BankingViews key={proposed?.id} accounts={value.accounts} proposed={proposed ?? null} />}
      {!value && !error && <Skeleton lines={5} />}
    </div>
  );
}
