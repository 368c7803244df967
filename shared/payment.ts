import { z } from 'zod';
import { AccountNumber } from './account-number.ts';
import { AccountId, accountErrors, BeneficiaryId } from './banking.ts';
import { documentFile, endpoint } from './endpoint.ts';
import { Currency, WireMoney } from './money.ts';
import { Id, Instant, personLine } from './text.ts';

/** The states of a payment; legal transitions are in `server/banking/payment-rules.ts`. */
export const PaymentState = z.enum([
  'draft',
  'consent-requested',
  'awaiting-approval',
  'approved',
  'submitting',
  'accepted',
  'scheduled',
  'cancelling',
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
  'cancelled-by-bank',
  'bank-refused',
  'insufficient-funds',
  'approval-lost',
  'needs-review',
]);
export type PaymentFailure = z.infer<typeof PaymentFailure>;

export const PAYEE_NAME_MAX_LENGTH = 70;
export const REFERENCE_MAX_LENGTH = 18;

/** A day as the bank's calendar has it: `2026-11-21`. */
export const CalendarDate = z.iso.date();
/** E.164, with the plus: `+447700900123`. */
export const PhoneNumber = z.string().regex(/^\+[1-9]\d{6,14}$/);

/** Whom to pay. What is named by a reference of the bank's is looked up by the server, which never takes the name from here. */
export const PayeeChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('account'), name: personLine(PAYEE_NAME_MAX_LENGTH), identification: AccountNumber }),
  z.object({ kind: z.literal('own'), accountId: AccountId }),
  z.object({ kind: z.literal('phone'), phone: PhoneNumber }),
  z.object({ kind: z.literal('beneficiary'), beneficiaryId: BeneficiaryId }),
]);
export type PayeeChoice = z.infer<typeof PayeeChoice>;

/** When to pay. A standing order pays on the first date and then every week or month, `payments` times or (null) until cancelled. */
export const Schedule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('now') }),
  z.object({ kind: z.literal('once'), on: CalendarDate }),
  z.object({
    kind: z.literal('repeat'),
    first: CalendarDate,
    every: z.enum(['week', 'month']),
    payments: z.int().min(2).max(600).nullable(),
  }),
]);
export type Schedule = z.infer<typeof Schedule>;

/** What a customer asks for. `amount` and dates are checked by `payment-rules.ts`, which names what is wrong with them. */
export const PaymentIntent = z.object({
  debtorAccountId: AccountId,
  payee: PayeeChoice,
  amount: z.string().max(24),
  currency: Currency,
  /** Shown to the payee; 18 characters as on UK Faster Payments. */
  reference: personLine(REFERENCE_MAX_LENGTH),
  schedule: Schedule,
});
export type PaymentIntent = z.infer<typeof PaymentIntent>;

/** A payee as the bank knows them. Of an account behind a phone number only the last characters are told: `••••9911`. */
export const Payee = z.object({ name: z.string(), identification: z.string() });
export type Payee = z.infer<typeof Payee>;

export const Payment = z.object({
  id: Id,
  state: PaymentState,
  failure: PaymentFailure.nullable(),
  debtorAccountId: AccountId,
  payee: Payee,
  payeeKind: z.enum(['account', 'own', 'phone', 'beneficiary']),
  amount: WireMoney,
  reference: z.string(),
  schedule: Schedule,
  /** Shown here and on the bank's approval page; the customer compares them. Null until approval is asked for. */
  bindingCode: z.string().nullable(),
  /** The bank's own page where the customer approves; null until approval is asked for. */
  approvalUrl: z.url().nullable(),
  /** When the request for approval ends; null until approval is asked for. */
  approvalEndsAt: Instant.nullable(),
  /** The customer may still change their mind. */
  cancellable: z.boolean(),
  /** There is a receipt to keep: `GET /api/payments/:paymentId/receipt.pdf`. */
  receipt: z.boolean(),
  /** The bank's identifier of the payment, for the receipt. */
  bankPaymentId: z.string().nullable(),
  createdAt: Instant,
  /** When the state last changed. */
  changedAt: Instant,
});
export type Payment = z.infer<typeof Payment>;

/** What the bank knows a payment by: its id without dashes, 32 of the wire's 35 characters. */
export function endToEndIdOf(paymentId: string): string {
  return paymentId.replaceAll('-', '');
}

const payeeErrors = {
  'payee-unknown': 422,
  'payee-is-debtor': 422,
} as const;

/**
 * Who is behind a choice, and whether the name is theirs (confirmation of payee), before anything is paid. A phone number's
 * owner is named as far as a stranger may know them.
 */
export const checkPayee = endpoint({
  method: 'POST',
  path: '/api/payees/check',
  audience: 'customer',
  bucket: 'lookup',
  params: z.object({}),
  body: z.object({ payee: PayeeChoice }),
  answer: z.object({
    payee: Payee,
    /** `unavailable`: the payee's bank does not say. With `close-match`, `actualName` is the name it has. */
    confirmation: z.enum(['match', 'close-match', 'no-match', 'unavailable']),
    actualName: z.string().nullable(),
  }),
  errors: { ...accountErrors, ...payeeErrors },
});

/**
 * Starts a payment. `key` is made by the form, once per intent: sending it again answers the same payment, sending it
 * with another body is refused.
 */
export const createPayment = endpoint({
  method: 'POST',
  path: '/api/payments',
  audience: 'customer',
  bucket: 'payment',
  params: z.object({}),
  body: z.object({ key: Id, intent: PaymentIntent }),
  answer: z.object({ payment: Payment }),
  errors: {
    ...accountErrors,
    ...payeeErrors,
    'amount-malformed': 422,
    'amount-not-positive': 422,
    'amount-too-precise': 422,
    'amount-over-limit': 422,
    'currency-mismatch': 422,
    'insufficient-funds': 422,
    'amount-over-day-limit': 422,
    'date-not-possible': 422,
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
/** The customer's own latest 20 and every order that waits for a later day, newest first. */
export const listPayments = endpoint({
  method: 'GET',
  path: '/api/payments',
  audience: 'customer',
  params: z.object({}),
  body: z.undefined(),
  answer: z.object({ payments: z.array(Payment) }),
  errors: {},
});
/** Change of mind: until the customer has approved, and of what is to be paid on a later day until the bank pays it. */
export const cancelPayment = endpoint({
  method: 'POST',
  path: '/api/payments/:paymentId/cancel',
  audience: 'customer',
  params: z.object({ paymentId: Id }),
  body: z.undefined(),
  answer: z.object({ payment: Payment }),
  errors: { 'payment-unknown': 404, 'payment-not-cancellable': 409 },
});
/** The receipt as a PDF, where {@link Payment} says that there is one: `?language=en` or `ru`. */
export const readReceipt = endpoint({
  method: 'GET',
  path: '/api/payments/:paymentId/receipt.pdf',
  audience: 'customer',
  params: z.object({ paymentId: Id, language: z.enum(['en', 'ru']).default('en') }),
  body: z.undefined(),
  answer: documentFile,
  errors: { 'payment-unknown': 404, 'no-receipt': 409 },
});
