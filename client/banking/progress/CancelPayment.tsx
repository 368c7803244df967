import { useState } from 'react';
import type { Payment } from '../../../shared/payment.ts';
import { Button } from '../../ui/Button.tsx';
import { useTexts } from '../../ui/i18n.ts';
import { useFocusRescue } from '../../ui/use-focus-rescue.ts';
import { Question } from '../Question.tsx';
import { progressTexts } from './progress-texts.ts';

interface CancelPaymentProps {
  readonly payment: Payment;
  readonly busy: boolean;
  readonly onCancel: () => void;
}

/** A change of mind. What the bank has taken already is asked about first. */
export function CancelPayment({ payment, busy, onCancel }: CancelPaymentProps) {
  const texts = useTexts(progressTexts);
  const [isAsked, setIsAsked] = useState(false);
  const place = useFocusRescue<HTMLDivElement>(isAsked);
  const isOrdered = payment.state === 'scheduled';
  return (
    <div ref={place} tabIndex={-1} className="cancel">
      {isAsked ? (
        <Question
          question={texts.cancelSure}
          no={texts.keep}
          yes={texts.cancelYes}
          busy={busy}
          onNo={() => setIsAsked(false)}
          onYes={onCancel}
        />
      ) : (
        <Button variant="danger" busy={busy} onClick={isOrdered ? () => setIsAsked(true) : onCancel}>
          {isOrdered ? texts.cancelOrder : texts.cancelPayment}
        </Button>
      )}
    </div>
  );
}
