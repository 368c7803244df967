import { z } from 'zod';
import { AccountId, accountErrors } from './banking.ts';
import { endpoint } from './endpoint.ts';
import { WireMoney } from './money.ts';
import { Id, Instant, personLine } from './text.ts';

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
