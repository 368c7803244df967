import { z } from 'zod';
import { AccountNumber } from './account-number.ts';
import { endpoint } from './endpoint.ts';
import { WireMoney } from './money.ts';
import { Instant, personLine } from './text.ts';

/** A bank's own account identifier; opaque, at most 40 characters on the open-banking wire. */
export const AccountId = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/);

export const Account = z.object({
  id: AccountId,
  /** The name the customer knows it by: `Current account`. */
  name: z.string(),
  /** Sort code and account number (14 digits), or an IBAN: see `account-number.ts`. */
  identification: z.string(),
  /** What can be spent now, as the bank said at `asOf`. */
  available: WireMoney,
  /** What is booked, as the bank said at `asOf`. */
  booked: WireMoney,
  asOf: Instant,
});
export type Account = z.infer<typeof Account>;

export const Transaction = z.object({
  id: z.string(),
  bookedAt: Instant,
  /** Signed: negative left the account. */
  amount: WireMoney,
  counterparty: z.string(),
  reference: z.string().nullable(),
});
export type Transaction = z.infer<typeof Transaction>;

export const accountErrors = {
  'account-unknown': 404,
  'account-forbidden': 403,
  'bank-sign-in-required': 401,
} as const;

export const listAccounts = endpoint({
  method: 'GET',
  path: '/api/accounts',
  audience: 'customer',
  params: z.object({}),
  body: z.undefined(),
  answer: z.object({ accounts: z.array(Account) }),
  errors: { 'bank-sign-in-required': 401 },
});
export const BeneficiaryId = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/);
/** Someone the customer has saved at the bank. */
export const Beneficiary = z.object({ id: BeneficiaryId, name: z.string(), identification: z.string() });
export type Beneficiary = z.infer<typeof Beneficiary>;

/** Everyone the customer has saved, of all accounts, by name. `canChange`: the bank lets us add and remove. */
export const listBeneficiaries = endpoint({
  method: 'GET',
  path: '/api/beneficiaries',
  audience: 'customer',
  params: z.object({}),
  body: z.undefined(),
  answer: z.object({ beneficiaries: z.array(Beneficiary), canChange: z.boolean() }),
  errors: accountErrors,
});
/** Saves a payee at the bank. The same account again answers the one that is there. */
export const saveBeneficiary = endpoint({
  method: 'POST',
  path: '/api/beneficiaries',
  audience: 'customer',
  params: z.object({}),
  body: z.object({ accountId: AccountId, name: personLine(70), identification: AccountNumber }),
  answer: z.object({ beneficiary: Beneficiary }),
  errors: { ...accountErrors, 'beneficiaries-read-only': 409 },
});
export const removeBeneficiary = endpoint({
  method: 'DELETE',
  path: '/api/beneficiaries/:beneficiaryId',
  audience: 'customer',
  params: z.object({ beneficiaryId: BeneficiaryId }),
  body: z.undefined(),
  answer: z.object({}),
  errors: { ...accountErrors, 'beneficiaries-read-only': 409, 'beneficiary-unknown': 404 },
});
/** The latest 50 booked transactions, newest first. */
export const listTransactions = endpoint({
  method: 'GET',
  path: '/api/accounts/:accountId/transactions',
  audience: 'customer',
  params: z.object({ accountId: AccountId }),
  body: z.undefined(),
  answer: z.object({ transactions: z.array(Transaction), asOf: Instant }),
  errors: accountErrors,
});
/** So many of them, and how many there are in all: what is seen of an account at first. */
export const LATEST_TRANSACTIONS = 5;
export const listLatestTransactions = endpoint({
  method: 'GET',
  path: '/api/accounts/:accountId/latest-transactions',
  audience: 'customer',
  params: z.object({ accountId: AccountId }),
  body: z.undefined(),
  answer: z.object({
    transactions: z.array(Transaction).max(LATEST_TRANSACTIONS),
    total: z.int().nonnegative(),
    asOf: Instant,
  }),
  errors: accountErrors,
});
