import { formatAccountNumber } from '../../../shared/account-number.ts';
import type { Account } from '../../../shared/banking.ts';
import type { Payment } from '../../../shared/payment.ts';
import { useTexts } from '../../ui/i18n.ts';
import { MoneyText } from '../../ui/MoneyText.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { AsOf } from '../AsOf.tsx';
import { ScheduleText } from '../ScheduleText.tsx';
import { useFreshAccounts } from '../use-accounts.ts';
import { progressTexts } from './progress-texts.ts';

interface PaymentFactsProps {
  readonly payment: Payment;
  readonly account: Account | undefined;
}

/** Who, how much, from where, when; once the bank has booked it, the receipt. */
export function PaymentFacts({ payment, account }: PaymentFactsProps) {
  const texts = useTexts(progressTexts);
  const booked = payment.state === 'booked';
  return (
    <section
      className="facts"
      aria-label={booked ? texts.receipt : texts.details}
      data-testid={booked ? 'receipt' : undefined}
    >
      <dl>
        <dt>{texts.amount}</dt>
        <dd className="facts-amount">
          <MoneyText money={payment.amount} />
        </dd>
        <dt>{texts.to}</dt>
        <dd>
          <bdi>{payment.payee.name}</bdi>
          <span className="muted small digits">{formatAccountNumber(payment.payee.identification)}</span>
        </dd>
        {account && (
          <>
            <dt>{texts.from}</dt>
            <dd>
              {account.name}
              <span className="muted small digits">{formatAccountNumber(account.identification)}</span>
            </dd>
          </>
        )}
        {payment.schedule.kind !== 'now' && (
          <>
            <dt>{texts.when}</dt>
            <dd>
              <ScheduleText schedule={payment.schedule} />
            </dd>
          </>
        )}
        <dt>{texts.reference}</dt>
        <dd>
          <bdi>{payment.reference}</bdi>
        </dd>
        <dt>{booked ? texts.bookedAt : texts.begunAt}</dt>
        <dd>
          <TimeText at={booked ? payment.changedAt : payment.createdAt} style="full" />
        </dd>
        {payment.bankPaymentId && (
          <>
            <dt>{texts.bankNumber}</dt>
            <dd className="facts-number">{payment.bankPaymentId}</dd>
          </>
        )}
        {account && booked && <BalanceNow account={account} />}
      </dl>
    </section>
  );
}

/** The figure that the bank gives after the booking, never the one from before it. */
function BalanceNow({ account }: { readonly account: Account }) {
  const texts = useTexts(progressTexts);
  const isFresh = useFreshAccounts(true);
  return (
    <>
      <dt>{texts.newBalance}</dt>
      <dd>
        {isFresh ? (
          <>
            <MoneyText money={account.booked} />
            <span className="muted small">
              <AsOf at={account.asOf} />
            </span>
          </>
        ) : (
          '…'
        )}
      </dd>
    </>
  );
}
