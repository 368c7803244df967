import type { Payment } from '../../../shared/payment.ts';
import { Alert } from '../../ui/Alert.tsx';
import { Button } from '../../ui/Button.tsx';
import { useTexts } from '../../ui/i18n.ts';
import { useFocusRescue } from '../../ui/use-focus-rescue.ts';
import { bankingErrorTexts } from '../banking-error-texts.ts';
import { payeeTexts } from './payee-texts.ts';
import './payees.css';
import { useCanSavePayee, useSaveBeneficiary } from './use-beneficiaries.ts';

/** After a payment to an account that was typed: whether to save whom it was to. */
export function SavePayee({ payment }: { readonly payment: Payment }) {
  const texts = useTexts(payeeTexts);
  const errors = useTexts(bankingErrorTexts);
  const saving = useSaveBeneficiary();
  const { payee, debtorAccountId } = payment;
  const isSaved = saving.data?.ok === true;
  const place = useFocusRescue<HTMLElement>(isSaved);
  const canSave = useCanSavePayee(payment);
  if (!isSaved && !canSave) return null;
  return (
    <section ref={place} tabIndex={-1} className="save-payee" aria-label={texts.save}>
      {isSaved ? (
        <Alert tone="success">{texts.saved(payee.name)}</Alert>
      ) : (
        <>
          <p className="muted small">{texts.saveOffer(payee.name)}</p>
          {saving.data && !saving.data.ok && <Alert tone="danger">{errors[saving.data.error]}</Alert>}
          <Button
            variant="quiet"
            busy={saving.isPending}
            onClick={() => saving.mutate({ accountId: debtorAccountId, ...payee })}
          >
            {texts.save}
          </Button>
        </>
      )}
    </section>
  );
}
