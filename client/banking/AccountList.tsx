import { formatAccountNumber } from '../../shared/account-number.ts';
import type { Account } from '../../shared/banking.ts';
import { useTexts } from '../ui/i18n.ts';
import { MoneyText } from '../ui/MoneyText.tsx';
import { AsOf } from './AsOf.tsx';
import { bankingTexts } from './banking-texts.ts';

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
            <span className="muted small digits">{formatAccountNumber(account.identification)}</span>
          </span>
          <span className="account-figures">
            <span className="muted small">{texts.available}</span>
            <span className="account-available" data-testid="account-available" data-account={account.identification}>
              <MoneyText money={account.available} />
            </span>
            <span className="muted small">
              {texts.booked} <MoneyText money={account.booked} />, <AsOf at={account.asOf} />
            </span>
          </span>
        </button>
      ))}
    </div>
  );
}
