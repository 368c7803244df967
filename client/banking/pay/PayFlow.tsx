import type { Account } from '../../../shared/banking.ts';
import type { Payment, PaymentIntent } from '../../../shared/payment.ts';
import { forgetDraft } from '../../ui/kept-drafts.ts';
import { useFocusRescue } from '../../ui/use-focus-rescue.ts';
import { useStartPayment } from '../use-payment.ts';
import { CheckPage } from './CheckPage.tsx';
import { PayForm } from './PayForm.tsx';
import { PAY_DRAFT, type PayDraft } from './pay-draft.ts';
import './pay.css';
import { fieldOfRefusal } from './refused-field.ts';
import { useCheckPayee } from './use-check-payee.ts';
import { usePayForm } from './use-pay-form.ts';

interface PayFlowProps {
  readonly accounts: readonly Account[];
  readonly first: PayDraft;
  readonly onBack: () => void;
  readonly onStarted: (payment: Payment) => void;
}

/** A payment's first two steps: its details, and the check of them. What the bank refuses leads back to the field to blame. */
export function PayFlow({ accounts, first, onBack, onStarted }: PayFlowProps) {
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
  const forgetAnswers = () => {
    forgetCheck();
    forgetError();
  };
  const form = usePayForm({ accounts, first, refusal: startError ?? checkError, onChange: forgetAnswers });
  const currency = form.account?.available.currency ?? '';
  const isAtField = startError !== null && fieldOfRefusal(startError, form.draft, currency) !== null;
  const shown = isAtField ? null : checked;
  const place = useFocusRescue<HTMLDivElement>(shown);

  const giveUp = () => {
    forgetDraft({ name: PAY_DRAFT });
    forgetKey();
    onBack();
  };
  const submit = () => {
    const intent = form.read();
    if (!intent) return;
    forgetError();
    void check(intent);
  };
  const takeName = (name: string) => {
    const intent = checked?.asked;
    if (intent?.payee.kind !== 'account') return;
    form.amend({ name });
    void check({ ...intent, payee: { ...intent.payee, name } });
  };
  return (
    <div ref={place} tabIndex={-1}>
      {shown ? (
        <CheckPage
          checked={shown}
          account={form.account}
          busy={isStarting}
          error={startError}
          onUseName={takeName}
          onChange={forgetAnswers}
          onApprove={() => start(shown.asked)}
        />
      ) : (
        <PayForm form={form} busy={isChecking} onSubmit={submit} onBack={giveUp} />
      )}
    </div>
  );
}
