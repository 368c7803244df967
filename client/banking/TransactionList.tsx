import { useState } from 'react';
import { type Account, LATEST_TRANSACTIONS, type Transaction } from '../../shared/banking.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { MoneyText } from '../ui/MoneyText.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { TimeText } from '../ui/TimeText.tsx';
import { useSeen } from '../ui/use-seen.ts';
import { AsOf } from './AsOf.tsx';
import { bankingErrorTexts } from './banking-error-texts.ts';
import { bankingTexts } from './banking-texts.ts';
import { useLatestTransactions, useTransactions } from './use-accounts.ts';

/** The newest few fit beside everything else; the others are a press away. */
export function TransactionList({ account }: { readonly account: Account }) {
  const texts = useTexts(bankingTexts);
  const errors = useTexts(bankingErrorTexts);
  const [place, isSeen] = useSeen<HTMLElement>();
  const [showsAll, setShowsAll] = useState(false);
  const latest = useLatestTransactions(account.id, isSeen);
  const all = useTransactions(account.id, showsAll);
  const value = (showsAll && all.value) || latest.value;
  const error = (showsAll && all.error) || latest.error;
  const transactions = value?.transactions ?? [];
  const total = latest.value?.total ?? 0;
  const isAwaited = !value && !error;
  return (
    <section
      ref={place}
      className="ledger-place"
      data-awaited={isAwaited || undefined}
      aria-label={texts.transactions(account.name)}
    >
      <h3>{texts.transactions(account.name)}</h3>
      {error && <Alert tone="danger">{errors[error]}</Alert>}
      {isAwaited && isSeen && <Skeleton lines={2 * LATEST_TRANSACTIONS} />}
      {value && (
        <p className="muted small list-as-of">
          <AsOf at={value.asOf} />
        </p>
      )}
      {value && transactions.length === 0 && <p className="muted">{texts.noTransactions}</p>}
      <ul className="ledger">
        {transactions.map((transaction) => (
          <TransactionRow key={transaction.id} transaction={transaction} />
        ))}
      </ul>
      {total > LATEST_TRANSACTIONS && (
        <Button variant="quiet" aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? texts.showFewer : texts.showAll(total)}
        </Button>
      )}
    </section>
  );
}

function TransactionRow({ transaction }: { readonly transaction: Transaction }) {
  const { counterparty, bookedAt, reference, amount } = transaction;
  return (
    <li className="ledger-row">
      <span>
        <span dir="auto">{counterparty}</span>
        <span className="muted small">
          <TimeText at={bookedAt} style="date" />
          {reference && <bdi> · {reference}</bdi>}
        </span>
      </span>
      <span className="ledger-amount" data-credit={!amount.amount.startsWith('-') || undefined}>
        <MoneyText money={amount} signed />
      </span>
    </li>
  );
}
