import { useState } from 'react';
import type { Account } from '../../../../shared/banking.ts';
import { bankingErrorTexts } from '../../../banking/banking-error-texts.ts';
import { useAccounts, useTransactions } from '../../../banking/use-accounts.ts';
import { useLatestPayments } from '../../../banking/use-latest-payments.ts';
import { useSignedIn } from '../../../net/use-signed-in.ts';
import { PayeesScreen } from '../payees/PayeesScreen.tsx';
import { ReceiveScreen } from '../receive/ReceiveScreen.tsx';
import { type ScreenProps, Surface } from '../Surface.tsx';
import { SHOWING } from '../showing/showing-docs.ts';
import { SIGN_IN } from '../sign-in-docs.ts';
import { ACCOUNT, accountDoc, accountsDoc, PAY, PAYEES, PAYMENT, PAYMENTS, RECEIVE } from './account-docs.ts';

/** What is looked at: all accounts (null), or one of them. */
type Shown = { readonly part: 'accounts' | 'receive'; readonly accountId: string | null } | { readonly part: 'payees' };
const ALL: Shown = { part: 'accounts', accountId: null };

/** The accounts and what hangs on them: transactions, saved payees, a code to be paid by. Whoever is not signed in is shown how. */
export function AccountsScreen(props: ScreenProps) {
  const { plan, language, phone, lookOut, hasTalk, go, onPayment } = props;
  const signedIn = useSignedIn('customer');
  const { value, error } = useAccounts(signedIn === true);
  const open = useLatestPayments(signedIn === true).filter(({ state }) => state === 'awaiting-approval');
  const [shown, setShown] = useState<Shown>(ALL);
  const mustSignIn = error === 'bank-sign-in-required';
  const accounts = value?.accounts;
  const bankCode = plan.brand.ibanBankCode;
  const canReceive = bankCode !== undefined;
  if (signedIn && accounts && !mustSignIn) {
    const account = 'accountId' in shown ? accounts.find(({ id }) => id === shown.accountId) : undefined;
    const first = account ?? accounts[0];
    const back = () => setShown(account ? { part: 'accounts', accountId: account.id } : ALL);
    if (shown.part === 'payees')
      return <PayeesScreen screen={props} accounts={accounts} onBack={() => setShown(ALL)} />;
    if (shown.part === 'receive' && first && bankCode)
      return <ReceiveScreen screen={props} accounts={accounts} first={first} bankCode={bankCode} onBack={back} />;
    if (account) {
      const receive = () => setShown({ part: 'receive', accountId: account.id });
      return (
        <AccountScreen
          screen={props}
          account={account}
          onReceive={canReceive ? receive : null}
          onBack={() => setShown(ALL)}
        />
      );
    }
  }
  const doc = accountsDoc(
    {
      signedIn,
      phone: phone.state,
      lookOut,
      open,
      accounts,
      error: error && bankingErrorTexts[language][error],
      mustSignIn,
      canReceive,
      hasTalk,
    },
    language,
  );
  const press = (id: string) => {
    if (id === SIGN_IN) phone.start();
    else if (id === PAY) onPayment(null);
    else if (id === PAYMENTS || id === SHOWING) go(id);
    else if (id === PAYEES) setShown({ part: 'payees' });
    else if (id === RECEIVE) setShown({ part: 'receive', accountId: null });
    else if (id.startsWith(PAYMENT)) onPayment(id.slice(PAYMENT.length));
    else if (id.startsWith(ACCOUNT)) setShown({ part: 'accounts', accountId: id.slice(ACCOUNT.length) });
  };
  return <Surface doc={doc} screen={props} onPress={press} />;
}

interface AccountScreenProps {
  readonly screen: ScreenProps;
  readonly account: Account;
  /** Null where the branch's bank has no codes to be paid by. */
  readonly onReceive: (() => void) | null;
  readonly onBack: () => void;
}

function AccountScreen({ screen, account, onReceive, onBack }: AccountScreenProps) {
  const { language, onPayment } = screen;
  const { value, error } = useTransactions(account.id);
  const known = {
    account,
    transactions: value?.transactions,
    error: error && bankingErrorTexts[language][error],
    canReceive: onReceive !== null,
  };
  const press = (id: string) => {
    if (id === PAY) onPayment(null, account.id);
    else if (id === RECEIVE) onReceive?.();
  };
  return <Surface doc={accountDoc(known, language)} screen={screen} onPress={press} onBack={onBack} />;
}
