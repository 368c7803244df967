import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { WireMoney } from './money.ts';
import { PaymentState } from './payment.ts';
import { Id, Instant } from './text.ts';

/**
 * How the branch's journal and the bank's books disagree about a payment. Rules: `server/banking/reconciliation-rules.ts`.
 * - `booked-here-only`: the branch has it as booked, the bank does not.
 * - `made-at-bank-only`: it came to nothing here, and the bank made a payment of it.
 * - `outcome-open`: what became of it could not be found out.
 * - `stuck`: it has been on its way for more than a day.
 * - `no-transaction`: the bank says it is booked, and the account's statement does not show it.
 */
export const DifferenceKind = z.enum([
  'booked-here-only',
  'made-at-bank-only',
  'outcome-open',
  'stuck',
  'no-transaction',
]);
export type DifferenceKind = z.infer<typeof DifferenceKind>;

/** Enough to ask the bank about it, and no name: who it was is the bank's to say. */
export const PaymentDifference = z.object({
  paymentId: Id,
  kind: DifferenceKind,
  state: PaymentState,
  /** What the bank was sent as end-to-end identification. */
  endToEndId: z.string(),
  consentId: z.string().nullable(),
  bankPaymentId: z.string().nullable(),
  amount: WireMoney,
  orderedAt: Instant,
  foundAt: Instant,
});
export type PaymentDifference = z.infer<typeof PaymentDifference>;

/** What a supervisor has to look into, oldest first, at most 100; and when the books were last compared. */
export const listDifferences = endpoint({
  method: 'GET',
  path: '/api/payment-differences',
  audience: 'staff',
  params: z.object({}),
  body: z.undefined(),
  answer: z.object({ differences: z.array(PaymentDifference), comparedAt: Instant.nullable() }),
  errors: { 'role-missing': 403 },
});
