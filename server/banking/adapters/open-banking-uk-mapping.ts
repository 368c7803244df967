import type { z } from 'zod';
import { formatAmount, type Money, parseAmount } from '../../../shared/money.ts';
import type { BankAccount, BankPayment, BankTransaction, ConsentStatus, PaymentOrder } from '../bank-adapter.ts';
import type {
  PaymentAnswer,
  PaymentConsentAnswer,
  WireAccount,
  WireBalance,
  WireTransaction,
} from './open-banking-uk-wire.ts';

/** Pure translations between the wire and the port. */

type WireAmount = { Amount: string; Currency: string };

/** Throws where the bank sends more decimals than the currency has: rounding money is not ours to do. */
function readMoney({ Amount, Currency }: WireAmount, indicator: 'Credit' | 'Debit'): Money {
  const trimmed = Amount.includes('.') ? Amount.replace(/\.?0+$/, '') : Amount;
  const minor = parseAmount(trimmed, Currency);
  if (minor === null) throw new RangeError(`the bank's amount ${Amount} ${Currency} cannot be read`);
  return { minor: indicator === 'Debit' ? -minor : minor, currency: Currency };
}

/** Balance types in order of trust for each of the two figures (ISO 20022 external balance types). */
const AVAILABLE_TYPES = ['ITAV', 'CLAV', 'InterimAvailable', 'ITBD', 'CLBD'];
const BOOKED_TYPES = ['ITBD', 'CLBD', 'InterimBooked', 'ITAV'];

export function readAccount(account: WireAccount, balances: readonly WireBalance[], asOf: Date): BankAccount | null {
  const identified = account.Account?.[0];
  const available = pickBalance(balances, AVAILABLE_TYPES);
  const booked = pickBalance(balances, BOOKED_TYPES);
  if (!identified || !available || !booked) return null;
  return {
    id: account.AccountId,
    name: account.Nickname ?? account.Description ?? identified.Name ?? identified.Identification,
    scheme: identified.SchemeName,
    identification: identified.Identification,
    currency: account.Currency ?? available.currency,
    available,
    booked,
    asOf,
  };
}

function pickBalance(balances: readonly WireBalance[], types: readonly string[]): Money | null {
  for (const type of types) {
    const balance = balances.find((candidate) => candidate.Type === type);
    if (balance) return readMoney(balance.Amount, balance.CreditDebitIndicator);
  }
  return null;
}

export function readTransaction(transaction: WireTransaction, index: number): BankTransaction {
  const other = transaction.CreditDebitIndicator === 'Debit' ? transaction.CreditorAccount : transaction.DebtorAccount;
  return {
    id: transaction.TransactionId ?? `${transaction.BookingDateTime}-${index}`,
    bookedAt: new Date(transaction.BookingDateTime),
    amount: readMoney(transaction.Amount, transaction.CreditDebitIndicator),
    counterparty: other?.Name ?? transaction.TransactionInformation ?? '',
    reference: transaction.TransactionReference ?? (other?.Name ? (transaction.TransactionInformation ?? null) : null),
  };
}

export function readConsentStatus(answer: z.infer<typeof PaymentConsentAnswer>): ConsentStatus {
  return ({ AWAU: 'awaiting', AUTH: 'authorised', COND: 'consumed', RJCT: 'rejected' } as const)[answer.Data.Status];
}

/** Only ACSC and ACCC are booked; every other status but RJCT is on its way. */
export function readPayment({ Data }: z.infer<typeof PaymentAnswer>): BankPayment {
  const status =
    Data.Status === 'RJCT' ? 'rejected' : Data.Status === 'ACSC' || Data.Status === 'ACCC' ? 'booked' : 'accepted';
  return { id: Data.DomesticPaymentId, status };
}

const RISK = { PaymentContextCode: 'TransferToThirdParty' } as const;

function initiationOf(order: PaymentOrder) {
  return {
    InstructionIdentification: order.endToEndId,
    EndToEndIdentification: order.endToEndId,
    InstructedAmount: { Amount: formatAmount(order.amount), Currency: order.amount.currency },
    DebtorAccount: { SchemeName: order.debtor.scheme, Identification: order.debtor.identification },
    CreditorAccount: {
      SchemeName: order.creditor.scheme,
      Identification: order.creditor.identification,
      Name: order.creditor.name,
    },
    RemittanceInformation: { Unstructured: [order.reference] },
  };
}

export function consentBody(order: PaymentOrder): string {
  return JSON.stringify({ Data: { Initiation: initiationOf(order) }, Risk: RISK });
}

export function paymentBody(order: PaymentOrder, consentId: string): string {
  return JSON.stringify({ Data: { ConsentId: consentId, Initiation: initiationOf(order) }, Risk: RISK });
}
