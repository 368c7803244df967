import type { Account } from '../../../shared/banking.ts';
import type { Payment, PaymentIntent } from '../../../shared/payment.ts';
import { forgetDraft } from '../../ui/kept-drafts.ts';
import type { BankingError } from '../banking-error-texts.ts';
import type { PayDraft } from './pay-draft.ts';
import { PAY_DRAFT } from './pay-start.ts';
import { fieldOfRefusal } from './refused-field.ts';
import { type Checked, useCheckPayee } from './use-check-payee.ts';
import { type PayFormState, usePayForm } from './use-pay-form.ts';
import { useStartPayment } from './use-payment.ts';

export interface PayFlowOptions {
  readonly accounts: readonly Account[];
  readonly first: PayDraft;
  /** The form was given up. */
  readonly onBack: () => void;
  readonly onStarted: (payment: Payment) => void;
}

export interface PayFlowState {
  readonly form: PayFormState;
  /** What was checked and is to be approved; null while the form is filled in. */
  readonly shown: Checked<PaymentIntent> | null;
  readonly isChecking: boolean;
  readonly isStarting: boolean;
  readonly startError: BankingError | null;
  /** From the form to the check of it. */
  readonly submit: () => void;
  /** The name that the account is in, at the check. */
  readonly takeName: (name: string) => void;
  /** Back from the check to the form. */
  readonly change: () => void;
  readonly approve: () => void;
  readonly giveUp: () => void;
}

/**
 * A payment's first two steps, wherever they are drawn: its details, and the check of them. What the bank refuses leads back to the
 * field to blame. This is the one way by which a form becomes a payment.
 */
export function usePayFlow({ accounts, first, onBack, onStarted }: PayFlowOptions): PayFlowState {
  const { check, busy: isChecking, checked, error: checkError, forget: forgetCheck } = useCheckPayee<PaymentIntent>();
  const {
    start,
    busy: isStarting,
    error: startError,
    forgetError,
    forgetKey,
  } = useStartPayment((payment) => {
    forgetDraft({ name: PAY_DRAFT });
    onStarted(payment);
  });
  const change = () => {
    forgetCheck();
    forgetError();
  };
  const form = usePayForm({ accounts, first, refusal: startError ?? checkError, onChange: change });
  const currency = form.account?.available.currency ?? '';
  const isAtField = startError !== null && fieldOfRefusal(startError, form.draft, currency) !== null;
  const shown = isAtField ? null : checked;
  return {
    form,
    shown,
    isChecking,
    isStarting,
    startError,
    submit() {
      const intent = form.read();
      if (!intent) return;
      forgetError();
      void check(intent);
    },
    takeName(name) {
      const intent = checked?.asked;
      if (intent?.payee.kind !== 'account') return;
      form.amend({ name });
      void check({ ...intent, payee: { ...intent.payee, name } });
    },
    change,
    approve: () => shown && start(shown.asked),
    giveUp() {
      forgetDraft({ name: PAY_DRAFT });
      forgetKey();
      onBack();
    },
  };
}
