import { useState } from 'react';
import type { Account } from '../../../../shared/banking.ts';
import { bankingErrorTexts } from '../../../banking/banking-error-texts.ts';
import { useFreshAccounts } from '../../../banking/use-accounts.ts';
import { useNow } from '../../../banking/use-now.ts';
import { useCancelPayment, useLatestPayments, usePayment } from '../../../banking/use-payment.ts';
import { useSignedIn } from '../../../net/use-signed-in.ts';
import { type ScreenProps, Surface } from '../Surface.tsx';
import { AccountsScreen } from '../screens.tsx';
import { ANOTHER, CANCEL_PAYMENT, KEEP, OPEN, paymentDoc, paymentsDoc, TO_ACCOUNTS } from './payment-docs.ts';

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
  const press = (id: string) => {
    if (id === TO_ACCOUNTS) go('accounts');
    else if (id === ANOTHER) onPayment(null, payment?.debtorAccountId);
    else if (id === KEEP) setAsked(false);
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
  };
  return <Surface doc={paymentDoc(known, language)} screen={screen} onPress={press} onBack={() => go('accounts')} />;
}

/** Where every payment can be found again. */
export function PaymentsScreen(props: ScreenProps) {
  return useSignedIn('customer') === true ? <LatestPayments {...props} /> : <AccountsScreen {...props} />;
}

function LatestPayments(props: ScreenProps) {
  const payments = useLatestPayments();
  const press = (id: string) => id.startsWith(OPEN) && props.onPayment(id.slice(OPEN.length));
  return (
    <Surface
      doc={paymentsDoc(payments, props.language)}
      screen={props}
      onPress={press}
      onBack={() => props.go('accounts')}
    />
  );
}
