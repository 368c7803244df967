import type { Payment } from '../../shared/payment.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { formatMoney, MoneyText } from '../ui/MoneyText.tsx';
import { TimeText } from '../ui/TimeText.tsx';
import { bankingTexts } from './banking-texts.ts';
import { useLatestPayments } from './use-payment.ts';

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

/** Where every payment that was begun can be found again, finished or not. */
export function RecentPayments({ onOpen }: PaymentsProps) {
  const texts = useTexts(bankingTexts);
  const payments = useLatestPayments();
  if (payments.length === 0) return null;
  return (
    <section aria-label={texts.recent}>
      <h3>{texts.recent}</h3>
      <ul className="ledger">
        {payments.map((payment) => (
          <li key={payment.id}>
            <button type="button" className="ledger-row ledger-press" onClick={() => onOpen(payment.id)}>
              <RecentPayment payment={payment} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function RecentPayment({ payment }: { readonly payment: Payment }) {
  const texts = useTexts(bankingTexts);
  return (
    <>
      <span>
        <span dir="auto">{payment.payee.name}</span>
        <span className="muted small">
          <TimeText at={payment.createdAt} style="date" /> · {texts.shortStates[payment.state]}
        </span>
      </span>
      <span className="ledger-amount">
        <MoneyText money={payment.amount} />
      </span>
    </>
  );
}
