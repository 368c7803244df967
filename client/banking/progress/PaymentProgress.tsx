import type { Account } from '../../shared/banking.ts';
import type { PaymentState } from '../../shared/payment.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useFocusRescue } from '../ui/use-focus-rescue.ts';
import { ApprovalCall } from './ApprovalCall.tsx';
import { bankingTexts } from './banking-texts.ts';
import { PaymentFacts } from './PaymentFacts.tsx';
import { isFinal, useCancelPayment, usePayment } from './use-payment.ts';

interface PaymentProgressProps {
  readonly paymentId: string;
  readonly accounts: readonly Account[];
  readonly onBack: () => void;
  readonly onAnother: () => void;
}

const TONES: Readonly<Partial<Record<PaymentState, 'success' | 'danger'>>> = {
  booked: 'success',
  rejected: 'danger',
  'needs-review': 'danger',
};

/** A payment from the first press to its receipt, or to the word why there is none. */
export function PaymentProgress({ paymentId, accounts, onBack, onAnother }: PaymentProgressProps) {
  const texts = useTexts(bankingTexts);
  const { value, error } = usePayment(paymentId);
  const cancelling = useCancelPayment(paymentId);
  const payment = value?.payment;
  const place = useFocusRescue<HTMLDivElement>(payment?.state);
  const refusal = cancelling.data && !cancelling.data.ok ? cancelling.data.error : error;
  const isOver = payment !== undefined && isFinal(payment.state);
  return (
    <div ref={place} tabIndex={-1}>
      <h3 tabIndex={-1}>{payment?.state === 'booked' ? texts.receipt : texts.payment}</h3>
      {!payment && !error && <Skeleton lines={5} />}
      {payment && (
        <>
          <div data-testid="payment-state" data-state={payment.state}>
            <Alert tone={TONES[payment.state] ?? 'info'}>
              <strong>{texts.states[payment.state]}</strong>
              {payment.failure && <p className="payment-failure">{texts.failures[payment.failure]}</p>}
            </Alert>
          </div>
          {payment.state === 'awaiting-approval' && <ApprovalCall payment={payment} />}
          <PaymentFacts payment={payment} account={accounts.find(({ id }) => id === payment.debtorAccountId)} />
        </>
      )}
      {refusal && <Alert tone="danger">{texts.errors[refusal]}</Alert>}
      <div className="row">
        {payment?.cancellable && (
          <Button variant="danger" busy={cancelling.isPending} onClick={() => cancelling.mutate()}>
            {texts.cancelPayment}
          </Button>
        )}
        {isOver && <Button onClick={onAnother}>{texts.another}</Button>}
        <Button variant="quiet" onClick={onBack}>
          {texts.back}
        </Button>
      </div>
    </div>
  );
}
