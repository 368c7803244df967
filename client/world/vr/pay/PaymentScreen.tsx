import { useState } from 'react';
import type { Account } from '../../../../shared/banking.ts';
import { bankingErrorTexts } from '../../../banking/banking-error-texts.ts';
import { draftOfProposal } from '../../../banking/pay/fill-draft.ts';
import { useCancelPayment, usePayment } from '../../../banking/pay/use-payment.ts';
import { useCanSavePayee } from '../../../banking/payees/use-beneficiaries.ts';
import { useFreshAccounts } from '../../../banking/use-accounts.ts';
import { useLatestPayments } from '../../../banking/use-latest-payments.ts';
import { useNow } from '../../../banking/use-now.ts';
import { useSignedIn } from '../../../net/use-signed-in.ts';
import { AccountsScreen } from '../accounts/AccountsScreen.tsx';
import { NewPayeeScreen } from '../payees/NewPayeeScreen.tsx';
import { type ScreenProps, Surface } from '../Surface.tsx';
import { ANOTHER, CANCEL_PAYMENT, KEEP, paymentDoc, SAVE_PAYEE, TO_ACCOUNTS } from './payment-docs.ts';
import { OPEN, paymentsDoc } from './payments-docs.ts';

interface PaymentScreenProps {
  readonly screen: ScreenProps;
  readonly paymentId: string;
  readonly accounts: readonly Account[];
}

/** A payment as it stands, over the same hooks as the page. */
export function PaymentScreen({ screen, paymentId, accounts }: PaymentScreenProps) {
  const { language, lookOut, go, onPayment } = screen;
  const { value, error } = usePayment(paymentId);
  const cancelling = useCancelPayment(paymentId);
  const [isAsked, setAsked] = useState(false);
  const payment = value?.payment;
  const isFresh = useFreshAccounts(payment?.state === 'booked');
  const refusal = cancelling.data && !cancelling.data.ok ? cancelling.data.error : error;
  const now = useNow(1000);
  const canSave = useCanSavePayee(payment);
  const [isSaving, setSaving] = useState(false);
  const [savedAs, setSavedAs] = useState<string | null>(null);
  if (payment && isSaving) {
    const { payee, amount, reference } = payment;
    const first = draftOfProposal({ ...payee, amount: null, reference }, accounts, language);
    const saved = (name: string) => {
      setSaving(false);
      setSavedAs(name);
    };
    return (
      <NewPayeeScreen
        screen={screen}
        accounts={accounts}
        currency={amount.currency}
        first={first ?? undefined}
        onAdded={saved}
        onBack={() => setSaving(false)}
      />
    );
  }
  const press = (id: string) => {
    if (id === TO_ACCOUNTS) go('accounts');
    else if (id === ANOTHER) onPayment(null, payment?.debtorAccountId);
    else if (id === KEEP) setAsked(false);
    else if (id === SAVE_PAYEE) setSaving(true);
    else if (id === CANCEL_PAYMENT && payment?.state === 'scheduled' && !isAsked) setAsked(true);
    else if (id === CANCEL_PAYMENT) {
      setAsked(false);
      cancelling.mutate();
    }
  };
  const known = {
    payment,
    account: accounts.find(({ id }) => id === payment?.debtorAccountId),
    isFresh,
    error: refusal && bankingErrorTexts[language][refusal],
    isCancelling: cancelling.isPending,
    isAsked,
    lookOut,
    now,
    canSave,
    savedAs,
  };
  return <Surface doc={paymentDoc(known, language)} screen={screen} onPress={press} onBack={() => go('accounts')} />;
}

/** Where every payment can be found again. */
export function PaymentsScreen(props: ScreenProps) {
  return useSignedIn('customer') === true ? <LatestPayments {...props} /> : <AccountsScreen {...props} />;
}

function LatestPayments(props: ScreenProps) {
  const { language, go, onPayment } = props;
  const doc = paymentsDoc(useLatestPayments(), language);
  const press = (id: string) => id.startsWith(OPEN) && onPayment(id.slice(OPEN.length));
  return <Surface doc={doc} screen={props} onPress={press} onBack={() => go('accounts')} />;
}
