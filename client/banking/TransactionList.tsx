import { useState } from 'react';
import type { Account, Transaction } from '../../shared/banking.ts';
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
import { useTransactions } from './use-accounts.ts';

/** So many fit beside everything else; the others are a press away. */
const SHORT_LIST = 5;

export function TransactionList({ account }: { readonly account: Account }) {
  const texts = useTexts(bankingTexts);
  const errors = useTexts(bankingErrorTexts);
  const [place, isSeen] = useSeen<HTMLElement>();
  const { value, error } = useTransactions(account.id, isSeen);
  const [showsAll, setShowsAll] = useState(false);
  const transactions = value?.transactions ?? [];
  const isLong = transactions.length > SHORT_LIST;
  return (
    <section ref={place} aria-label={texts.transactions(account.name)}>
      <h3>{texts.transactions(account.name)}</h3>
      {error && <Alert tone="danger">{errors[error]}</Alert>}
      {!value && !error && isSeen && <Skeleton lines={4} />}
      {value && (
        <p className="muted small list-as-of">
          <AsOf at={value.asOf} />
        </p>
      )}
      {value && transactions.length === 0 && <p className="muted">{texts.noTransactions}</p>}
      <ul className="ledger">
        {(showsAll ? transactions : transactions.slice(0, SHORT_LIST)).map((transaction) => (
          <TransactionRow key={transaction.id} transaction={transaction} />
        ))}
      </ul>
      {isLong && (
        <Button variant="quiet" aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? texts.showFewer : texts.showAll(transactions.length)}
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
