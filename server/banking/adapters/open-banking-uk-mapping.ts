import { type Money, parseAmount } from '../../../shared/money.ts';
import type { BankAccount, BankBeneficiary, BankTransaction } from '../bank-adapter.ts';
import type { Dialect } from './open-banking-uk-dialects.ts';
import type { WireAccount, WireBalance, WireBeneficiary, WireTransaction } from './open-banking-uk-wire.ts';

/** Pure translations of account information to the port. They answer null for what cannot be read. */

type WireAmount = { Amount: string; Currency: string };

/** Null where the bank sends more decimals than the currency has: rounding money is not ours to do. */
function readMoney({ Amount, Currency }: WireAmount, indicator: 'Credit' | 'Debit'): Money | null {
  const trimmed = Amount.includes('.') ? Amount.replace(/\.?0+$/, '') : Amount;
  const minor = parseAmount(trimmed, Currency);
  return minor === null ? null : { minor: indicator === 'Debit' ? -minor : minor, currency: Currency };
}

/** `now`: when the bank said all this. What it says may be older, and is never fresher. */
export function readAccount(
  dialect: Dialect,
  account: WireAccount,
  balances: readonly WireBalance[],
  now: Date,
): BankAccount | null {
  const identified = account.Account?.[0];
  const [available, booked] = [
    pickBalance(balances, dialect.balanceTypes.available),
    pickBalance(balances, dialect.balanceTypes.booked),
  ];
  if (!identified || !available || !booked) return null;
  const [spendable, inBooks] = [readBalance(available), readBalance(booked)];
  if (!spendable || !inBooks) return null;
  return {
    id: account.AccountId,
    name: account.Nickname ?? account.Description ?? identified.Name ?? identified.Identification,
    scheme: identified.SchemeName,
    identification: identified.Identification,
    currency: account.Currency ?? spendable.currency,
    available: spendable,
    booked: inBooks,
    asOf: new Date(Math.min(Date.parse(available.DateTime), Date.parse(booked.DateTime), now.getTime())),
  };
}

function pickBalance(balances: readonly WireBalance[], types: readonly string[]): WireBalance | undefined {
  const found = types.map((type) => balances.find((candidate) => candidate.Type === type));
  return found.find((balance) => balance !== undefined);
}

const readBalance = ({ Amount, CreditDebitIndicator }: WireBalance) => readMoney(Amount, CreditDebitIndicator);

export function readTransaction(transaction: WireTransaction, index: number): BankTransaction | null {
  const amount = readMoney(transaction.Amount, transaction.CreditDebitIndicator);
  if (!amount) return null;
  const other = transaction.CreditDebitIndicator === 'Debit' ? transaction.CreditorAccount : transaction.DebtorAccount;
  return {
    id: transaction.TransactionId ?? `${transaction.BookingDateTime}-${index}`,
    bookedAt: new Date(transaction.BookingDateTime),
    amount,
    counterparty: other?.Name ?? transaction.TransactionInformation ?? '',
    reference: transaction.TransactionReference ?? (other?.Name ? (transaction.TransactionInformation ?? null) : null),
  };
}

export function readBeneficiary({ BeneficiaryId, CreditorAccount }: WireBeneficiary): BankBeneficiary {
  return {
    id: BeneficiaryId,
    name: CreditorAccount.Name ?? CreditorAccount.Identification,
    scheme: CreditorAccount.SchemeName,
    identification: CreditorAccount.Identification,
  };
}
