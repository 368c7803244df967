import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { WireMoney } from './money.ts';
import { Id, Instant, personLine } from './text.ts';

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

/** The states of a payment; legal transitions are in `server/banking/payment-rules.ts`. */
export const PaymentState = z.enum([
  'created',
  'consent-requested',
  'awaiting-approval',
  'approved',
  'submitting',
  'accepted',
  'unknown',
  'needs-review',
  'booked',
  'rejected',
  'cancelled',
  'expired',
]);
export type PaymentState = z.infer<typeof PaymentState>;
export const FINAL_PAYMENT_STATES = [
  'booked',
  'rejected',
  'cancelled',
  'expired',
  'needs-review',
] as const satisfies readonly PaymentState[];

/** Why a payment ended without being booked. */
export const PaymentFailure = z.enum([
  'denied-by-customer',
  'approval-expired',
  'cancelled-by-customer',
  'bank-refused',
  'insufficient-funds',
  'approval-lost',
  'needs-review',
]);
export type PaymentFailure = z.infer<typeof PaymentFailure>;

export const PAYEE_NAME_MAX_LENGTH = 70;
export const REFERENCE_MAX_LENGTH = 18;

export const Payee = z.object({
  name: personLine(PAYEE_NAME_MAX_LENGTH),
  /** Sort code (6 digits) then account number (8 digits). */
  identification: z.string().regex(/^\d{14}$/),
});
export type Payee = z.infer<typeof Payee>;

/** What a customer asks for. `amount` is checked by `payment-rules.ts`, which names what is wrong with it. */
export const PaymentIntent = z.object({
  debtorAccountId: AccountId,
  payee: Payee,
  amount: z.string().max(24),
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** Shown to the payee; 18 characters as on UK Faster Payments. */
  reference: personLine(REFERENCE_MAX_LENGTH),
});
export type PaymentIntent = z.infer<typeof PaymentIntent>;

export const Payment = z.object({
  id: Id,
  state: PaymentState,
  failure: PaymentFailure.nullable(),
  debtorAccountId: AccountId,
  payee: z.object({ name: z.string(), identification: z.string() }),
  amount: WireMoney,
  reference: z.string(),
  /** Shown here and on the bank's approval page; the customer compares them. Null until approval is asked for. */
  bindingCode: z.string().nullable(),
  /** The bank's own page where the customer approves; null until approval is asked for. */
  approvalUrl: z.url().nullable(),
  /** The bank's identifier of the payment, for the receipt. */
  bankPaymentId: z.string().nullable(),
  createdAt: Instant,
  /** When the state last changed. */
  changedAt: Instant,
});
export type Payment = z.infer<typeof Payment>;

const accountErrors = { 'account-unknown': 404, 'account-forbidden': 403, 'bank-sign-in-required': 401 } as const;

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

/**
 * Starts a payment. `key` is made by the form, once per intent: sending it again answers the same payment, sending it
 * with another body is refused.
 */
export const createPayment = endpoint({
  method: 'POST',
  path: '/api/payments',
  audience: 'customer',
  params: z.object({}),
  body: z.object({ key: Id, intent: PaymentIntent }),
  answer: z.object({ payment: Payment }),
  errors: {
    ...accountErrors,
    'amount-malformed': 422,
    'amount-not-positive': 422,
    'amount-too-precise': 422,
    'amount-over-limit': 422,
    'currency-mismatch': 422,
    'insufficient-funds': 422,
    'payee-is-debtor': 422,
    'key-reused': 409,
    'too-many-open-payments': 409,
  },
});
export const readPayment = endpoint({
  method: 'GET',
  path: '/api/payments/:paymentId',
  audience: 'customer',
  params: z.object({ paymentId: Id }),
  body: z.undefined(),
  answer: z.object({ payment: Payment }),
  errors: { 'payment-unknown': 404 },
});
/** The customer's own latest 20, newest first. */
export const listPayments = endpoint({
  method: 'GET',
  path: '/api/payments',
  audience: 'customer',
  params: z.object({}),
  body: z.undefined(),
  answer: z.object({ payments: z.array(Payment) }),
  errors: {},
});
/** Change of mind, until the customer has approved. */
export const cancelPayment = endpoint({
  method: 'POST',
  path: '/api/payments/:paymentId/cancel',
  audience: 'customer',
  params: z.object({ paymentId: Id }),
  body: z.undefined(),
  answer: z.object({ payment: Payment }),
  errors: { 'payment-unknown': 404, 'payment-not-cancellable': 409 },
});
