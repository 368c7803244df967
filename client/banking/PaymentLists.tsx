import type { ReactNode } from 'react';
import type { Payment } from '../../shared/payment.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { formatMoney, MoneyText } from '../ui/MoneyText.tsx';
import { TimeText } from '../ui/TimeText.tsx';
import { bankingTexts } from './banking-texts.ts';
import { ScheduleText } from './ScheduleText.tsx';
import { shortStates } from './short-states.ts';
import { isOrder, useLatestPayments } from './use-latest-payments.ts';

interface PaymentsProps {
  readonly onOpen: (paymentId: string) => void;
}

/** What still waits for the customer's own approval, after a reload or a closed panel as before. */
export function WaitingPayments({ onOpen }: PaymentsProps) {
  const texts = useTexts(bankingTexts);
  const language = useLanguage();
  const waiting = useLatestPayments().filter(({ state }) => state === 'awaiting-approval');
  return waiting.map(({ id, amount, payee }) => (
    <Alert key={id}>
      <div className="row spread">
        <span>{texts.waitsForYou(formatMoney(amount, language), payee.name)}</span>
        <Button variant="quiet" onClick={() => onOpen(id)}>
          {texts.goOn}
        </Button>
      </div>
    </Alert>
  ));
}

/** What the bank will pay on later days; each can be opened, and cancelled there. */
export function OrderList({ onOpen }: PaymentsProps) {
  const texts = useTexts(bankingTexts);
  const states = useTexts(shortStates);
  const orders = useLatestPayments().filter(isOrder);
  return (
    <PaymentList title={texts.orders} payments={orders} onOpen={onOpen}>
      {({ schedule, state }) => (
        <>
          <ScheduleText schedule={schedule} />
          {state === 'cancelling' && ` · ${states.cancelling}`}
        </>
      )}
    </PaymentList>
  );
}

/** Where every other payment that was begun can be found again, finished or not. */
export function RecentPayments({ onOpen }: PaymentsProps) {
  const texts = useTexts(bankingTexts);
  const states = useTexts(shortStates);
  const payments = useLatestPayments().filter((payment) => !isOrder(payment));
  return (
    <PaymentList title={texts.recent} payments={payments} onOpen={onOpen}>
      {({ createdAt, state }) => (
        <>
          <TimeText at={createdAt} style="date" /> · {states[state]}
        </>
      )}
    </PaymentList>
  );
}

interface PaymentListProps extends PaymentsProps {
  readonly title: string;
  readonly payments: readonly Payment[];
  /** What is said of each under its payee. */
  readonly children: (payment: Payment) => ReactNode;
}

function PaymentList({ title, payments, onOpen, children }: PaymentListProps) {
  if (payments.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <ul className="ledger">
        {payments.map((payment) => (
          <li key={payment.id}>
            <button type="button" className="ledger-row ledger-press" onClick={() => onOpen(payment.id)}>
              <span>
                <span dir="auto">{payment.payee.name}</span>
                <span className="muted small">{children(payment)}</span>
              </span>
              <span className="ledger-amount">
                <MoneyText money={payment.amount} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
