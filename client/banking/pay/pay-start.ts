import type { Beneficiary } from '../../../shared/banking.ts';
import type { PaymentCode } from '../../../shared/payment-code.ts';

/** What the form is kept by while it is half filled. */
export const PAY_DRAFT = 'payment';

/** A payment that somebody suggests: it opens the form, filled in, and the customer does with it what they will. */
export interface ProposedPayment extends Pick<PaymentCode, 'name' | 'identification' | 'amount' | 'reference'> {
  /** Another one is another form. */
  readonly id: string;
}

/** What the form is opened with: nothing yet, a saved payee, what somebody suggests, or what is kept of it. */
export type PayStart =
  | { readonly from: 'nothing' }
  | { readonly from: 'payee'; readonly payee: Beneficiary }
  | { readonly from: 'proposal'; readonly proposal: ProposedPayment }
  | { readonly from: 'draft' };
