import { formatAmount } from '../../../shared/money.ts';
import type { LedgerAccountRow } from '../bank-tables.ts';
import { availableMinor } from '../ledger/ledger-books.ts';
import type { StatementLine } from '../ledger/ledger-service.ts';

/** Pure translations from the ledger to the wire. `detail`: the consent permits the `…Detail` of it. */

const SCHEME = 'UK.OBIE.SortCodeAccountNumber';

export function accountAnswer(account: LedgerAccountRow, detail: boolean) {
  return {
    AccountId: account.id,
    Status: 'Enabled',
    Currency: account.currency,
    AccountCategory: 'Personal',
    Nickname: account.name,
    ...(detail && {
      Account: [{ SchemeName: SCHEME, Identification: account.identification, Name: account.name }],
    }),
  };
}

export function balancesAnswer(account: LedgerAccountRow, now: Date) {
  const balance = (Type: string, minor: bigint) => ({
    AccountId: account.id,
    Type,
    DateTime: now.toISOString(),
    ...signedAmount(minor, account.currency),
  });
  return [balance('ITAV', availableMinor(account) ?? account.balance_minor), balance('ITBD', account.balance_minor)];
}

export function transactionAnswer(accountId: string, line: StatementLine, detail: boolean) {
  const other = { Name: line.counterparty };
  return {
    AccountId: accountId,
    TransactionId: `${line.transfer_id}:${line.id}`,
    TransactionReference: line.reference,
    Status: 'BOOK',
    BookingDateTime: line.booked_at.toISOString(),
    ...signedAmount(line.amount_minor, line.currency),
    ...(detail && {
      TransactionInformation: line.counterparty,
      ...(line.amount_minor < 0n ? { CreditorAccount: other } : { DebtorAccount: other }),
    }),
  };
}

function signedAmount(minor: bigint, currency: string) {
  const absolute = minor < 0n ? -minor : minor;
  return {
    CreditDebitIndicator: minor < 0n ? 'Debit' : 'Credit',
    Amount: { Amount: formatAmount({ minor: absolute, currency }), Currency: currency },
  };
}
