import { QRCodeSVG } from 'qrcode.react';
import { type Account, type Payment, PaymentState } from '../../shared/banking.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { MoneyText } from '../ui/MoneyText.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { TimeText } from '../ui/TimeText.tsx';
import { formatIdentification } from './AccountList.tsx';
import { bankingTexts } from './banking-texts.ts';
import { isFinal, useCancelPayment, usePayment } from './use-payment.ts';

interface PaymentProgressProps {
  readonly paymentId: string;
  readonly accounts: readonly Account[];
  readonly onBack: () => void;
  readonly onAnother: () => void;
}

const CANCELLABLE: readonly PaymentState[] = [
  PaymentState.enum.created,
  PaymentState.enum['consent-requested'],
  PaymentState.enum['awaiting-approval'],
];

/** A payment from the first press to its receipt, or to the word why there is none. */
export function PaymentProgress({ paymentId, accounts, onBack, onAnother }: PaymentProgressProps) {
  const texts = useTexts(bankingTexts);
  const read = usePayment(paymentId);
  const cancelling = useCancelPayment(paymentId);
  if (!read) return <Skeleton lines={5} />;
  if (!read.ok) return <Alert tone="danger">{texts.errors[read.error]}</Alert>;
  const { payment } = read.value;
  const tone =
    payment.state === 'booked'
      ? 'success'
      : payment.state === 'rejected' || payment.state === 'needs-review'
        ? 'danger'
        : 'info';
  return (
    <div>
      <div data-testid="payment-state" data-state={payment.state}>
        <Alert tone={tone}>
          <strong>{texts.states[payment.state]}</strong>
          {payment.failure && <> {texts.failures[payment.failure]}</>}
        </Alert>
      </div>
      {payment.state === 'awaiting-approval' && <ApprovalCall payment={payment} />}
      <PaymentFacts payment={payment} account={accounts.find(({ id }) => id === payment.debtorAccountId)} />
      {cancelling.data && !cancelling.data.ok && <Alert tone="danger">{texts.errors[cancelling.data.error]}</Alert>}
      <div className="row">
        {CANCELLABLE.includes(payment.state) && (
          <Button variant="danger" busy={cancelling.isPending} onClick={() => cancelling.mutate()}>
            {texts.cancelPayment}
          </Button>
        )}
        {isFinal(payment.state) && <Button onClick={onAnother}>{texts.another}</Button>}
        <Button variant="quiet" onClick={onBack}>
          {texts.back}
        </Button>
      </div>
    </div>
  );
}

/** What to compare, and where to go: another tab, or the phone. */
function ApprovalCall({ payment }: { readonly payment: Payment }) {
  const texts = useTexts(bankingTexts);
  if (!payment.approvalUrl || !payment.bindingCode) return null;
  return (
    <section className="approval" aria-label={texts.code}>
      <p className="muted small">{texts.code}</p>
      <p className="approval-code" data-testid="binding-code" translate="no">
        {payment.bindingCode}
      </p>
      <p className="small">{texts.codeHint}</p>
      <a className="button button-primary approval-link" href={payment.approvalUrl} target="_blank" rel="noopener">
        {texts.openApproval}
      </a>
      <p className="muted small">{texts.scan}</p>
      <QRCodeSVG value={payment.approvalUrl} size={132} marginSize={2} title={texts.scan} />
    </section>
  );
}

function PaymentFacts({ payment, account }: { readonly payment: Payment; readonly account: Account | undefined }) {
  const texts = useTexts(bankingTexts);
  const booked = payment.state === 'booked';
  return (
    <section className="facts" aria-label={texts.receipt} data-testid={booked ? 'receipt' : undefined}>
      {booked && <h3>{texts.receipt}</h3>}
      <dl>
        <dt>{texts.amount}</dt>
        <dd className="facts-amount">
          <MoneyText money={payment.amount} />
        </dd>
        <dt>{texts.to}</dt>
        <dd>
          <span dir="auto">{payment.payee.name}</span>
          <span className="muted small digits">{formatIdentification(payment.payee.identification)}</span>
        </dd>
        {account && (
          <>
            <dt>{texts.from}</dt>
            <dd>{account.name}</dd>
          </>
        )}
        <dt>{texts.reference}</dt>
        <dd dir="auto">{payment.reference}</dd>
        {payment.bankPaymentId && (
          <>
            <dt>{texts.bankNumber}</dt>
            <dd className="small digits facts-wrap">{payment.bankPaymentId}</dd>
          </>
        )}
        <dt>{texts.when}</dt>
        <dd>
          <TimeText at={payment.changedAt} style="full" />
        </dd>
        {booked && account && (
          <>
            <dt>{texts.newBalance}</dt>
            <dd>
              <MoneyText money={account.booked} />
              <span className="muted small">
                {texts.asOf} <TimeText at={account.asOf} style="time" />
              </span>
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}
