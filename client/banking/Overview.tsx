import type { Account } from '../../shared/banking.ts';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { AccountList } from './AccountList.tsx';
import { bankingTexts } from './banking-texts.ts';
import { OrderList, RecentPayments, WaitingPayments } from './PaymentLists.tsx';
import { TransactionList } from './TransactionList.tsx';

interface OverviewProps {
  readonly accounts: readonly Account[];
  readonly account: Account | undefined;
  readonly onChoose: (accountId: string) => void;
  readonly onPay: () => void;
  readonly onPayees: () => void;
  /** Absent where the branch's bank has no codes to be paid by. */
  readonly onReceive: (() => void) | undefined;
  readonly onPayment: (paymentId: string) => void;
}

/** Everything of the customer's money at a glance, and what can be done with it. */
export function Overview({ accounts, account, onChoose, onPay, onPayees, onReceive, onPayment }: OverviewProps) {
  const texts = useTexts(bankingTexts);
  return (
    <>
      <WaitingPayments onOpen={onPayment} />
      <h3 tabIndex={-1}>{texts.accounts}</h3>
      {accounts.length === 0 && <p className="muted">{texts.noAccounts}</p>}
      <AccountList accounts={accounts} chosenId={account?.id} onChoose={onChoose} />
      {account && (
        <>
          <div className="banking-actions">
            <Button onClick={onPay}>{texts.makePayment}</Button>
            <Button variant="quiet" onClick={onPayees}>
              {texts.payees}
            </Button>
            {onReceive && (
              <Button variant="quiet" onClick={onReceive}>
                {texts.receive}
              </Button>
            )}
          </div>
          <OrderList onOpen={onPayment} />
          <TransactionList key={account.id} account={account} />
        </>
      )}
      <RecentPayments onOpen={onPayment} />
    </>
  );
}
