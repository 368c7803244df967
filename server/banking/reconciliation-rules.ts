import type { PaymentState } from '../../shared/payment.ts';
import type { DifferenceKind } from '../../shared/reconciliation.ts';
import type { BankPayment, BankTransaction, ConsentStatus } from './bank-adapter.ts';
import { isFinal } from './payment-rules.ts';

/** Longer on its way than any bank's day: someone should look. */
export const STUCK_AFTER_MS = 24 * 60 * 60_000;

/** What the bank says of a payment. `payment` is null where it named none, or we never learned its id. */
export interface BankSide {
  readonly consent: ConsentStatus;
  readonly payment: BankPayment | null;
}

/** Holds the journal against the bank. Null: they agree, or will by themselves. */
export function differenceOf(state: PaymentState, bank: BankSide, openForMs: number): DifferenceKind | null {
  if (state === 'needs-review') return 'outcome-open';
  if (state === 'booked') return bank.payment && bank.payment.status !== 'booked' ? 'booked-here-only' : null;
  if (isFinal(state)) return isMade(bank) ? 'made-at-bank-only' : null;
  return state !== 'scheduled' && openForMs > STUCK_AFTER_MS ? 'stuck' : null;
}

/** A consent is consumed by making the payment; whether money moved is the payment's own status. */
function isMade({ consent, payment }: BankSide): boolean {
  return consent === 'consumed' && payment?.status !== 'rejected' && payment?.status !== 'cancelled';
}

/** A booked payment as the statement should show it. */
export interface BookedPayment {
  readonly id: string;
  readonly amountMinor: bigint;
  readonly reference: string;
  readonly orderedAt: Date;
  readonly bookedAt: Date;
}

/** How long a statement may lag behind a booking. */
const STATEMENT_LAG_MS = 60 * 60_000;

/**
 * Which payments a statement shows, and which it should and does not. Each line stands for one payment at most, so that two
 * payments of one amount and reference need two lines. Payments from before the oldest line are not judged (a statement is a
 * page), nor are those just booked.
 */
export function lookUpOnStatement(
  booked: readonly BookedPayment[],
  statement: readonly BankTransaction[],
  now: Date,
): { readonly shown: string[]; readonly missing: string[] } {
  const oldest = Math.min(...statement.map(({ bookedAt }) => bookedAt.getTime()));
  const lines = [...statement];
  const shown: string[] = [];
  const missing: string[] = [];
  for (const payment of [...booked].sort((a, b) => a.orderedAt.getTime() - b.orderedAt.getTime())) {
    if (payment.orderedAt.getTime() < oldest) continue;
    const line = lines.findIndex(
      ({ amount, reference, bookedAt }) =>
        amount.minor === -payment.amountMinor && reference === payment.reference && bookedAt >= payment.orderedAt,
    );
    if (line >= 0) {
      lines.splice(line, 1);
      shown.push(payment.id);
    } else if (now.getTime() - payment.bookedAt.getTime() > STATEMENT_LAG_MS) missing.push(payment.id);
  }
  return { shown, missing };
}
