import { useState } from 'react';
import type { Account, Beneficiary } from '../../../shared/banking.ts';
import { Alert } from '../../ui/Alert.tsx';
import { Button } from '../../ui/Button.tsx';
import { useTexts } from '../../ui/i18n.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useFocusRescue } from '../../ui/use-focus-rescue.ts';
import { bankingErrorTexts } from '../banking-error-texts.ts';
import { AddPayee } from './AddPayee.tsx';
import { PayeeRow } from './PayeeRow.tsx';
import { payeeTexts } from './payee-texts.ts';
import './payees.css';
import { useBeneficiaries } from './use-beneficiaries.ts';

interface PayeeBookProps {
  readonly accounts: readonly Account[];
  readonly onPay: (beneficiary: Beneficiary) => void;
  readonly onBack: () => void;
}

/** The customer's saved payees: pay one, remove one, add one. */
export function PayeeBook({ accounts, onPay, onBack }: PayeeBookProps) {
  const texts = useTexts(payeeTexts);
  const errors = useTexts(bankingErrorTexts);
  const { value, error } = useBeneficiaries();
  const [isAdding, setIsAdding] = useState(false);
  const [said, setSaid] = useState('');
  const place = useFocusRescue<HTMLDivElement>(`${isAdding} ${value?.beneficiaries.length}`);
  const added = (name: string) => {
    setIsAdding(false);
    setSaid(texts.saved(name));
  };
  return (
    <div ref={place} tabIndex={-1}>
      <h3 tabIndex={-1}>{texts.title}</h3>
      {error && <Alert tone="danger">{errors[error]}</Alert>}
      {said && <Alert tone="success">{said}</Alert>}
      {!value && !error && <Skeleton lines={4} />}
      {value && !isAdding && (
        <>
          {value.beneficiaries.length === 0 && <p className="muted">{texts.none}</p>}
          <ul className="ledger">
            {value.beneficiaries.map((beneficiary) => (
              <PayeeRow
                key={beneficiary.id}
                beneficiary={beneficiary}
                canRemove={value.canChange}
                onPay={onPay}
                onRemoved={() => setSaid(texts.removed(beneficiary.name))}
              />
            ))}
          </ul>
          {!value.canChange && <p className="muted small">{texts.readOnly}</p>}
        </>
      )}
      {isAdding && <AddPayee accounts={accounts} onAdded={added} onCancel={() => setIsAdding(false)} />}
      {!isAdding && (
        <div className="row">
          {value?.canChange && <Button onClick={() => setIsAdding(true)}>{texts.add}</Button>}
          <Button variant="quiet" onClick={onBack}>
            {texts.back}
          </Button>
        </div>
      )}
    </div>
  );
}
