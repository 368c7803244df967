import { useState } from 'react';
import { formatAccountNumber } from '../../../shared/account-number.ts';
import type { Beneficiary } from '../../../shared/banking.ts';
import { Alert } from '../../ui/Alert.tsx';
import { Button } from '../../ui/Button.tsx';
import { useTexts } from '../../ui/i18n.ts';
import { useFocusRescue } from '../../ui/use-focus-rescue.ts';
import { bankingErrorTexts } from '../banking-error-texts.ts';
import { Question } from '../Question.tsx';
import { payeeTexts } from './payee-texts.ts';
import { useRemoveBeneficiary } from './use-beneficiaries.ts';

interface PayeeRowProps {
  readonly beneficiary: Beneficiary;
  readonly canRemove: boolean;
  readonly onPay: (beneficiary: Beneficiary) => void;
  readonly onRemoved: () => void;
}

/** Someone who is saved: to pay, or to remove after a question. */
export function PayeeRow({ beneficiary, canRemove, onPay, onRemoved }: PayeeRowProps) {
  const texts = useTexts(payeeTexts);
  const [isAsked, setIsAsked] = useState(false);
  const place = useFocusRescue<HTMLLIElement>(isAsked);
  const { name, identification } = beneficiary;
  return (
    <li ref={place} tabIndex={-1} className="payee-row">
      <span className="payee-who">
        <bdi>{name}</bdi>
        <span className="muted small digits">{formatAccountNumber(identification)}</span>
      </span>
      {isAsked ? (
        <RemoveQuestion beneficiary={beneficiary} onKept={() => setIsAsked(false)} onRemoved={onRemoved} />
      ) : (
        <span className="row">
          <Button variant="quiet" aria-label={texts.payWho(name)} onClick={() => onPay(beneficiary)}>
            {texts.pay}
          </Button>
          {canRemove && (
            <Button variant="danger" aria-label={texts.removeWho(name)} onClick={() => setIsAsked(true)}>
              {texts.remove}
            </Button>
          )}
        </span>
      )}
    </li>
  );
}

interface RemoveQuestionProps {
  readonly beneficiary: Beneficiary;
  readonly onKept: () => void;
  readonly onRemoved: () => void;
}

function RemoveQuestion({ beneficiary, onKept, onRemoved }: RemoveQuestionProps) {
  const texts = useTexts(payeeTexts);
  const errors = useTexts(bankingErrorTexts);
  const removing = useRemoveBeneficiary();
  const remove = async () => {
    const result = await removing.mutateAsync(beneficiary.id);
    if (result.ok || result.error === 'beneficiary-unknown') onRemoved();
  };
  const refusal = removing.data && !removing.data.ok ? removing.data.error : null;
  return (
    <Question
      question={texts.removeSure(beneficiary.name)}
      no={texts.keep}
      yes={texts.removeYes}
      busy={removing.isPending}
      onNo={onKept}
      onYes={() => void remove()}
    >
      {refusal && <Alert tone="danger">{errors[refusal]}</Alert>}
    </Question>
  );
}
