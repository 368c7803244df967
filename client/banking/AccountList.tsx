import { useState } from 'react';
import type { Account } from '../../shared/banking.ts';
import { Alert } from '../ui/Alert.tsx';
import { useTexts } from '../ui/i18n.ts';
import { MoneyText } from '../ui/MoneyText.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { TimeText } from '../ui/TimeText.tsx';
import { bankingTexts } from './banking-texts.ts';
import { useTransactions } from './use-accounts.ts';

/** 20451455779911 → 20-45-14 55779911. */
export function formatIdentification(identification: string): string {
  return identification.replace(/^(\d\d)(\d\d)(\d\d)(\d{8})$/, '$1-$2-$3 $4');
}

/** The accounts with their figures and the time these are of; the chosen one shows its transactions. */
export function AccountList({ accounts }: { readonly accounts: readonly Account[] }) {
  const texts = useTexts(bankingTexts);
  const [chosen, setChosen] = useState(accounts[0]?.id);
  return (
    <>
      <h3>{texts.accounts}</h3>
      <div className="accounts">
        {accounts.map((account) => (
          <button
            key={account.id}
            type="button"
            className="account"
            aria-pressed={account.id === chosen}
            onClick={() => setChosen(account.id)}
          >
            <span className="account-name">{account.name}</span>
            <span className="account-available" data-testid="account-available" data-account={account.identification}>
              <MoneyText money={account.available} />
            </span>
            <span className="muted small digits">{formatIdentification(account.identification)}</span>
            <span className="muted small">
              {texts.booked} <MoneyText money={account.booked} /> · {texts.asOf}{' '}
              <TimeText at={account.asOf} style="time" />
            </span>
          </button>
        ))}
      </div>
      {chosen && <TransactionList accountId={chosen} />}
    </>
  );
}

function TransactionList({ accountId }: { readonly accountId: string }) {
  const texts = useTexts(bankingTexts);
  const read = useTransactions(accountId);
  if (!read) return <Skeleton lines={4} />;
  if (!read.ok) return <Alert tone="danger">{texts.errors[read.error]}</Alert>;
  const { transactions } = read.value;
  return (
    <section aria-label={texts.transactions}>
      <h3>{texts.transactions}</h3>
      {transactions.length === 0 && <p className="muted">{texts.noTransactions}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      <ul className="transactions" tabIndex={0} aria-label={texts.transactions}>
        {transactions.map((transaction) => (
          <li key={transaction.id}>
            <span>
              {transaction.counterparty}
              <span className="muted small">
                <TimeText at={transaction.bookedAt} style="date" />
                {transaction.reference && ` · ${transaction.reference}`}
              </span>
            </span>
            <MoneyText money={transaction.amount} signed />
          </li>
        ))}
      </ul>
    </section>
  );
}
