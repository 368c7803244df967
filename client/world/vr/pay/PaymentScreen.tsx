import { useState } from 'react';
import type { Account } from '../../../../shared/banking.ts';
import { PAYEE_NAME_MAX_LENGTH, REFERENCE_MAX_LENGTH } from '../../../../shared/payment.ts';
import { readPaymentCode } from '../../../../shared/payment-code.ts';
import { bankingErrorTexts } from '../../../banking/banking-error-texts.ts';
import { draftOfProposal } from '../../../banking/pay/fill-draft.ts';
import { PAY_DRAFT } from '../../../banking/pay/pay-start.ts';
import { useCancelPayment, usePayment } from '../../../banking/pay/use-payment.ts';
import { useAccounts, useFreshAccounts } from '../../../banking/use-accounts.ts';
import { useLatestPayments } from '../../../banking/use-latest-payments.ts';
import { useNow } from '../../../banking/use-now.ts';
import { useDraftOwner } from '../../../net/use-draft-owner.ts';
import { useSignedIn } from '../../../net/use-signed-in.ts';
import { keepDraft } from '../../../ui/kept-drafts.ts';
import { type ScreenProps, Surface } from '../Surface.tsx';
import { AccountsScreen } from '../screens.tsx';
import { ANOTHER, CANCEL_PAYMENT, CODE, KEEP, OPEN, paymentDoc, paymentsDoc, TO_ACCOUNTS } from './payment-docs.ts';

const CODE_LENGTHS = { name: PAYEE_NAME_MAX_LENGTH, reference: REFERENCE_MAX_LENGTH } as const;

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
  const { plan, language, go, onPayment } = props;
  const payments = useLatestPayments();
  const owner = useDraftOwner('customer');
  const accounts = useAccounts(true).value?.accounts ?? [];
  const codes = (plan.paymentCodes ?? []).flatMap(({ id, title, code }) => {
    const read = readPaymentCode(code, CODE_LENGTHS);
    const draft = read && draftOfProposal(read, accounts, language);
    return draft ? [{ id, title: title[language], draft }] : [];
  });
  const press = (id: string) => {
    if (id.startsWith(OPEN)) return onPayment(id.slice(OPEN.length));
    const code = codes.find((one) => id === `${CODE}${one.id}`);
    if (!code || owner === null) return;
    keepDraft({ owner, name: PAY_DRAFT }, code.draft);
    onPayment(null);
  };
  const doc = paymentsDoc({ payments, codes }, language);
  return <Surface doc={doc} screen={props} onPress={press} onBack={() => go('accounts')} />;
}
