import { useState } from 'react';
import type { Account, Transaction } from '../../shared/banking.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { MoneyText } from '../ui/MoneyText.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { TimeText } from '../ui/TimeText.tsx';
import { bankingTexts } from './banking-texts.ts';
import { formatIdentification } from './payment-form.ts';
import { useTransactions } from './use-accounts.ts';

interface AccountListProps {
  readonly accounts: readonly Account[];
  readonly chosenId: string | undefined;
  readonly onChoose: (accountId: string) => void;
}

/** The accounts with their figures, and the time these are of. */
export function AccountList({ accounts, chosenId, onChoose }: AccountListProps) {
  const texts = useTexts(bankingTexts);
  return (
    <div className="accounts">
      {accounts.map((account) => (
        <button
          key={account.id}
          type="button"
          className="account"
          aria-pressed={account.id === chosenId}
          onClick={() => onChoose(account.id)}
        >
          <span className="account-name">
            {account.name}
            <span className="muted small digits">{formatIdentification(account.identification)}</span>
          </span>
          <span className="account-figures">
            <span className="muted small">{texts.available}</span>
            <span className="account-available" data-testid="account-available" data-account={account.identification}>
              <MoneyText money={account.available} />
            </span>
            <span className="muted small">
              {texts.booked} <MoneyText money={account.booked} />, {texts.asOf}{' '}
              <TimeText at={account.asOf} style="time" />
            </span>
          </span>
        </button>
      ))}
    </div>
  );
}

/** So many fit beside everything else; the others are a press away. */
const SHORT_LIST = 5;

export function TransactionList({ account }: { readonly account: Account }) {
  const texts = useTexts(bankingTexts);
  const { value, error } = useTransactions(account.id);
  const [showsAll, setShowsAll] = useState(false);
  const transactions = value?.transactions ?? [];
  const isLong = transactions.length > SHORT_LIST;
  return (
    <section aria-label={texts.transactions(account.name)}>
      <h3>{texts.transactions(account.name)}</h3>
      {error && <Alert tone="danger">{texts.errors[error]}</Alert>}
      {!value && !error && <Skeleton lines={4} />}
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
