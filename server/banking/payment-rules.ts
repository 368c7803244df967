import { currencyExponent, type Money, parseAmount } from '../../shared/money.ts';
import { FINAL_PAYMENT_STATES, type PaymentIntent, type PaymentState } from '../../shared/payment.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';

/** Legal transitions; whatever is not here does not happen (the store refuses it). */
export const TRANSITIONS: Readonly<Record<PaymentState, readonly PaymentState[]>> = {
  created: ['consent-requested', 'rejected', 'cancelled', 'expired'],
  'consent-requested': ['awaiting-approval', 'rejected', 'cancelled', 'expired'],
  'awaiting-approval': ['approved', 'cancelled', 'expired'],
  approved: ['submitting'],
  submitting: ['accepted', 'booked', 'rejected', 'unknown', 'expired'],
  unknown: ['accepted', 'booked', 'rejected', 'expired', 'needs-review'],
  accepted: ['booked', 'rejected'],
  booked: [],
  rejected: [],
  cancelled: [],
  expired: [],
  'needs-review': [],
};

export function mayBecome(from: PaymentState, to: PaymentState): boolean {
  return TRANSITIONS[from].includes(to);
}

export function isFinal(state: PaymentState): boolean {
  return (FINAL_PAYMENT_STATES as readonly PaymentState[]).includes(state);
}

/** A customer may change their mind until they have approved. */
export function isCancellable(state: PaymentState): boolean {
  return mayBecome(state, 'cancelled');
}

/** Open payments one customer may have at a time. */
export const MAX_OPEN_PAYMENTS = 5;

/** A bank remembers an idempotency key this long (UK Open Banking); with an older one nothing is ever sent. */
export const KEY_LIFETIME_MS = 24 * 60 * 60_000;

export function isKeyAlive(keyMadeAt: Date, now: Date): boolean {
  // An hour short of it: the bank's clock is not ours.
  return now.getTime() - keyMadeAt.getTime() < KEY_LIFETIME_MS - 60 * 60_000;
}

export type AmountError =
  | 'amount-malformed'
  | 'amount-not-positive'
  | 'amount-too-precise'
  | 'amount-over-limit'
  | 'currency-mismatch'
  | 'insufficient-funds'
  | 'payee-is-debtor';

/** The account a payment is to leave, as the bank has just described it. */
export interface Debtor {
  readonly identification: string;
  readonly currency: string;
  readonly available: Money;
}

/** What the branch refuses before the bank is asked; the bank decides again, and alone decides. Answers the amount in minor units. */
export function checkIntent(intent: PaymentIntent, debtor: Debtor, limitMinor: bigint): Result<bigint, AmountError> {
  if (intent.currency !== debtor.currency) return refuse('currency-mismatch');
  const amount = checkAmount(intent.amount, intent.currency);
  if (!amount.ok) return amount;
  if (intent.payee.identification === debtor.identification) return refuse('payee-is-debtor');
  if (amount.value > limitMinor) return refuse('amount-over-limit');
  if (amount.value > debtor.available.minor) return refuse('insufficient-funds');
  return amount;
}

function checkAmount(text: string, currency: string): Result<bigint, AmountError> {
  if (/^-\d+(\.\d+)?$/.test(text)) return refuse('amount-not-positive');
  const decimals = /^\d{1,13}\.(\d+)$/.exec(text)?.[1]?.length ?? 0;
  if (decimals > currencyExponent(currency)) return refuse('amount-too-precise');
  const minor = parseAmount(text, currency);
  if (minor === null) return refuse('amount-malformed');
  return minor > 0n ? ok(minor) : refuse('amount-not-positive');
}

const CODE_ALPHABET = 'ACDEFHJKLMNPRTUVWXY34679';

/**
 * The code that the customer compares between branch and phone: `XXX-XXX` without look-alikes (24^6, 191 million).
 * `random` are six numbers in [0, 1).
 */
export function makeBindingCode(random: readonly number[]): string {
  const letters = random.map((number) => CODE_ALPHABET[Math.floor(number * CODE_ALPHABET.length)]).join('');
  return `${letters.slice(0, 3)}-${letters.slice(3, 6)}`;
}

/** Wait before the next attempt after `attempts` that led nowhere: 1 s doubling to 30 s, with up to a fifth of jitter. */
export function backoffMs(attempts: number, random: number): number {
  const base = Math.min(30_000, 1000 * 2 ** Math.min(attempts, 10));
  return Math.round(base * (1 + random / 5));
}

/** How often the customer's decision is asked for; the wire's own floor is one second. */
export const APPROVAL_POLL_MS = 1000;
