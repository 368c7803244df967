import { currencyExponent, type Money, parseAmount } from '../../shared/money.ts';
import { FINAL_PAYMENT_STATES, type PaymentIntent, type PaymentState, type Schedule } from '../../shared/payment.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';

/** Legal transitions; whatever is not here does not happen (the store refuses it). */
export const TRANSITIONS: Readonly<Record<PaymentState, readonly PaymentState[]>> = {
  draft: ['consent-requested', 'rejected', 'cancelled', 'expired'],
  'consent-requested': ['awaiting-approval', 'rejected', 'cancelling', 'expired'],
  'awaiting-approval': ['approved', 'cancelling', 'cancelled', 'expired'],
  approved: ['submitting'],
  submitting: ['accepted', 'scheduled', 'booked', 'rejected', 'unknown', 'expired'],
  unknown: ['accepted', 'scheduled', 'booked', 'rejected', 'cancelled', 'expired', 'needs-review'],
  accepted: ['booked', 'rejected', 'cancelled'],
  scheduled: ['booked', 'rejected', 'cancelled', 'cancelling'],
  cancelling: ['cancelled', 'scheduled', 'needs-review'],
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

/**
 * What a customer's change of mind makes of a payment; null where it comes too late. Until they have approved, and while a
 * later day is waited for, the bank is told before it is over (`cancelling`).
 */
export function cancelledInto(state: PaymentState): 'cancelled' | 'cancelling' | null {
  if (mayBecome(state, 'cancelling')) return 'cancelling';
  return state === 'draft' ? 'cancelled' : null;
}

/** Payments of one customer that may be on their way at a time; those that wait for a later day do not count. */
const MAX_OPEN_PAYMENTS = 5;

/** A bank remembers an idempotency key this long (UK Open Banking); with an older one nothing is ever sent. */
export const KEY_LIFETIME_MS = 24 * 60 * 60_000;
export function isKeyAlive(keyMadeAt: Date, now: Date): boolean {
  // An hour short of it: the bank's clock is not ours.
  return now.getTime() - keyMadeAt.getTime() < KEY_LIFETIME_MS - 60 * 60_000;
}

/** What a bank lets a customer pay through the branch, minor units of one currency. A currency without limits is not paid in. */
export interface PaymentLimits {
  readonly paymentMinor: bigint;
  /** Everything ordered on one day of the bank's calendar; transfers between own accounts do not count. */
  readonly dayMinor: bigint;
}

export type IntentError =
  | 'amount-malformed'
  | 'amount-not-positive'
  | 'amount-too-precise'
  | 'amount-over-limit'
  | 'currency-mismatch'
  | 'insufficient-funds'
  | 'payee-is-debtor'
  | 'date-not-possible';

/** The account a payment is to leave, as the bank has just described it. */
export interface Debtor {
  readonly identification: string;
  readonly currency: string;
  readonly available: Money;
}

export interface IntentContext {
  readonly debtor: Debtor;
  /** The currency of their account where it is known, which it is of one's own. */
  readonly payee: { readonly identification: string; readonly currency?: string };
  readonly limits: PaymentLimits;
  /** Today on the bank's calendar, `YYYY-MM-DD`. */
  readonly today: string;
}

/** What the branch refuses before the bank is asked; the bank decides again, and alone decides. Answers the amount in minor units. */
export function checkIntent(
  intent: Pick<PaymentIntent, 'amount' | 'currency' | 'schedule'>,
  { debtor, payee, limits, today }: IntentContext,
): Result<bigint, IntentError> {
  if (intent.currency !== debtor.currency) return refuse('currency-mismatch');
  if (payee.currency !== undefined && payee.currency !== intent.currency) return refuse('currency-mismatch');
  const amount = checkAmount(intent.amount, intent.currency);
  if (!amount.ok) return amount;
  if (payee.identification === debtor.identification) return refuse('payee-is-debtor');
  if (!isSchedulePossible(intent.schedule, today)) return refuse('date-not-possible');
  if (amount.value > limits.paymentMinor) return refuse('amount-over-limit');
  // What is paid on a later day may be there by then.
  if (intent.schedule.kind === 'now' && amount.value > debtor.available.minor) return refuse('insufficient-funds');
  return amount;
}

/** The latest first day of an order, days from today. */
const MAX_DAYS_AHEAD = 365;

function isSchedulePossible(schedule: Schedule, today: string): boolean {
  if (schedule.kind === 'now') return true;
  const day = schedule.kind === 'once' ? schedule.on : schedule.first;
  return day > today && daysBetween(today, day) <= MAX_DAYS_AHEAD;
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

/** The calendar day at `instant` in an IANA time zone, `YYYY-MM-DD`. */
export function dayOf(instant: Date, timeZone: string): string {
  // Swedish writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(instant);
}

/** What a customer has already ordered, as the journal counts it in the same transaction that adds to it. */
export interface Ordered {
  readonly openPayments: number;
  /** Today, in the payment's currency, not counting own transfers and what came to nothing. */
  readonly todayMinor: bigint;
}

export function checkOrdered(
  { openPayments, todayMinor }: Ordered,
  { amountMinor, isOwnTransfer }: { readonly amountMinor: bigint; readonly isOwnTransfer: boolean },
  { dayMinor }: PaymentLimits,
): Result<'within', 'too-many-open-payments' | 'amount-over-day-limit'> {
  if (openPayments >= MAX_OPEN_PAYMENTS) return refuse('too-many-open-payments');
  if (!isOwnTransfer && todayMinor + amountMinor > dayMinor) return refuse('amount-over-day-limit');
  return ok('within');
}

function checkAmount(text: string, currency: string): Result<bigint, IntentError> {
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

/**
 * Wait before a bank is asked again about a payment that it took `sinceMs` ago: as long again, 100 ms to 30 s. One that books
 * at once is heard soon, and one that takes its time is not asked often.
 */
export function outcomePollMs(sinceMs: number): number {
  return Math.min(30_000, Math.max(100, sinceMs));
}

/** How often a bank is asked about an order that waits for its day. */
export const SCHEDULED_POLL_MS = 15 * 60_000;
