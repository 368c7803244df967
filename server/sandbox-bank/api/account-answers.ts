import { schemeOf } from '../../../shared/account-number.ts';
import { formatAmount } from '../../../shared/money.ts';
import type { LedgerAccountRow } from '../bank-tables.ts';
import { availableMinor } from '../ledger/ledger-books.ts';
import type { StatementLine } from '../ledger/ledger-service.ts';
import type { Dialect } from './dialects.ts';
import type { BeneficiaryRow } from './order-tables.ts';

/** Pure translations from the ledger to the wire. `detail`: the consent permits the `…Detail` of it. */

export function accountAnswer({ accountKind }: Dialect, account: LedgerAccountRow, detail: boolean) {
  return {
    AccountId: account.id,
    Status: 'Enabled',
    Currency: account.currency,
    ...accountKind,
    Nickname: account.name,
    ...(detail && {
      Account: [
        {
          SchemeName: schemeOf(account.identification),
          Identification: account.identification,
          Name: account.name,
        },
      ],
    }),
  };
}

export function balancesAnswer({ balanceTypes }: Dialect, account: LedgerAccountRow, now: Date) {
  const balance = (Type: string, minor: bigint) => ({
    AccountId: account.id,
    Type,
    DateTime: now.toISOString(),
    ...signedAmount(minor, account.currency),
  });
  return [
    balance(balanceTypes.available, availableMinor(account) ?? account.balance_minor),
    balance(balanceTypes.booked, account.balance_minor),
  ];
}

export function transactionAnswer(
  { bookedTransaction }: Dialect,
  accountId: string,
  line: StatementLine,
  detail: boolean,
) {
  const other = { Name: line.counterparty };
  return {
    AccountId: accountId,
    TransactionId: `${line.transfer_id}:${line.id}`,
    TransactionReference: line.reference,
    Status: bookedTransaction,
    BookingDateTime: line.booked_at.toISOString(),
    ...signedAmount(line.amount_minor, line.currency),
    ...(detail && {
      TransactionInformation: line.counterparty,
      ...(line.amount_minor < 0n ? { CreditorAccount: other } : { DebtorAccount: other }),
    }),
  };
}

export function beneficiaryAnswer({ id, account_id, name, identification }: BeneficiaryRow, detail: boolean) {
  return {
    AccountId: account_id,
    BeneficiaryId: id,
    ...(detail && {
      CreditorAccount: { SchemeName: schemeOf(identification), Identification: identification, Name: name },
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
