import type { Account } from '../../../shared/banking.ts';
import { type Payment, type PaymentState, readReceipt } from '../../../shared/payment.ts';
import { addressOf } from '../../net/api.ts';
import { Alert } from '../../ui/Alert.tsx';
import { Button } from '../../ui/Button.tsx';
import { useLanguage, useTexts } from '../../ui/i18n.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useFocusRescue } from '../../ui/use-focus-rescue.ts';
import { bankingErrorTexts } from '../banking-error-texts.ts';
import { Steps } from '../pay/Steps.tsx';
import { isFinal, useCancelPayment, usePayment } from '../pay/use-payment.ts';
import { SavePayee } from '../payees/SavePayee.tsx';
import { ApprovalCall } from './ApprovalCall.tsx';
import { CancelPayment } from './CancelPayment.tsx';
import { PaymentFacts } from './PaymentFacts.tsx';
import { progressTexts, titleOfPayment, wordsOfState } from './progress-texts.ts';
import './progress.css';

interface PaymentProgressProps {
  readonly paymentId: string;
  readonly accounts: readonly Account[];
  readonly onBack: () => void;
  readonly onAnother: () => void;
}

const TONES: Readonly<Partial<Record<PaymentState, 'success' | 'danger'>>> = {
  booked: 'success',
  scheduled: 'success',
  rejected: 'danger',
  'needs-review': 'danger',
};

/** A payment from the first press to its receipt, or to the word why there is none. */
export function PaymentProgress({ paymentId, accounts, onBack, onAnother }: PaymentProgressProps) {
  const texts = useTexts(progressTexts);
  const errors = useTexts(bankingErrorTexts);
  const { value, error } = usePayment(paymentId);
  const cancelling = useCancelPayment(paymentId);
  const payment = value?.payment;
  const place = useFocusRescue<HTMLDivElement>(payment?.state);
  const refusal = cancelling.data && !cancelling.data.ok ? cancelling.data.error : error;
  const isSettled = payment !== undefined && (isFinal(payment.state) || payment.state === 'scheduled');
  return (
    <div ref={place} tabIndex={-1}>
      <h3 tabIndex={-1}>{payment ? titleOfPayment(texts, payment) : texts.payment}</h3>
      {!payment && !error && <Skeleton lines={5} />}
      {payment && (
        <>
          {payment.state === 'awaiting-approval' && <Steps current={3} />}
          <StateWords payment={payment} />
          {payment.state === 'awaiting-approval' && <ApprovalCall payment={payment} />}
          <PaymentFacts payment={payment} account={accounts.find(({ id }) => id === payment.debtorAccountId)} />
          {payment.receipt && <ReceiptLink payment={payment} />}
          {payment.receipt && <SavePayee payment={payment} />}
        </>
      )}
      {refusal && <Alert tone="danger">{errors[refusal]}</Alert>}
      <div className="row">
        {isSettled && <Button onClick={onAnother}>{texts.another}</Button>}
        {payment?.cancellable && (
          <CancelPayment payment={payment} busy={cancelling.isPending} onCancel={() => cancelling.mutate()} />
        )}
        <Button variant="quiet" onClick={onBack}>
          {texts.back}
        </Button>
      </div>
    </div>
  );
}

function StateWords({ payment }: { readonly payment: Payment }) {
  const { heading, reason } = wordsOfState(useTexts(progressTexts), payment);
  return (
    <div data-testid="payment-state" data-state={payment.state}>
      <Alert tone={TONES[payment.state] ?? 'info'}>
        <strong>{heading}</strong>
        {reason && <p className="payment-failure">{reason}</p>}
      </Alert>
    </div>
  );
}

function ReceiptLink({ payment }: { readonly payment: Payment }) {
  const texts = useTexts(progressTexts);
  const language = useLanguage();
  return (
    <p>
      <a className="button button-quiet" href={addressOf(readReceipt, { paymentId: payment.id, language })} download>
        {payment.state === 'booked' ? texts.saveReceipt : texts.saveConfirmation}
      </a>
    </p>
  );
}
