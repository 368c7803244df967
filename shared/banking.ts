import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { WireMoney } from './money.ts';
import { Instant } from './text.ts';

/** A bank's own account identifier; opaque, at most 40 characters on the open-banking wire. */
export const AccountId = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/);

export const Account = z.object({
  id: AccountId,
  /** The name the customer knows it by: `Current account`. */
  name: z.string(),
  /** Sort code and account number, 14 digits (`UK.OBIE.SortCodeAccountNumber`). */
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
