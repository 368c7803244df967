import { useTexts } from '../ui/i18n.ts';
import { MoneyText } from '../ui/MoneyText.tsx';
import { bankingTexts } from './banking-texts.ts';
import { useLatestPayments } from './use-payment.ts';

/** Where every payment that was begun can be found again, finished or not. */
export function RecentPayments({ onOpen }: { readonly onOpen: (paymentId: string) => void }) {
  const texts = useTexts(bankingTexts);
  const payments = useLatestPayments();
  if (payments.length === 0) return null;
  return (
    <section>
      <h3>{texts.recent}</h3>
      <ul className="recent">
        {payments.map((payment) => (
          <li key={payment.id}>
            <button type="button" onClick={() => onOpen(payment.id)}>
              <span>
                <span dir="auto">{payment.payee.name}</span>
                <span className="muted small">{texts.states[payment.state]}</span>
              </span>
              <MoneyText money={payment.amount} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
