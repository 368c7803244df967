import { type FormEvent, useState } from 'react';
import type { Account } from '../../../shared/banking.ts';
import { PAYEE_NAME_MAX_LENGTH } from '../../../shared/payment.ts';
import { Alert } from '../../ui/Alert.tsx';
import { FormButtons } from '../../ui/Button.tsx';
import { Field, SelectField } from '../../ui/Field.tsx';
import { useTexts } from '../../ui/i18n.ts';
import { bankingErrorTexts } from '../banking-error-texts.ts';
import { AccountNumberFields } from '../pay/AccountNumberFields.tsx';
import { Acknowledgement } from '../pay/Acknowledgement.tsx';
import { ConfirmationNotice } from '../pay/ConfirmationNotice.tsx';
import { payTexts } from '../pay/pay-texts.ts';
import { payeeTexts } from './payee-texts.ts';
import { useAddPayee } from './use-add-payee.ts';

interface AddPayeeProps {
  readonly accounts: readonly Account[];
  readonly onAdded: (name: string) => void;
  readonly onCancel: () => void;
}

/** A new saved payee, whose name the bank checks first. */
export function AddPayee({ accounts, onAdded, onCancel }: AddPayeeProps) {
  const texts = useTexts(payeeTexts);
  const words = useTexts(payTexts);
  const errors = useTexts(bankingErrorTexts);
  const currencies = [...new Set(accounts.map(({ available }) => available.currency))];
  const [currency, setCurrency] = useState(currencies[0] ?? 'GBP');
  const account = accounts.find(({ available }) => available.currency === currency);
  const form = useAddPayee(account, onAdded);
  const [insists, setInsists] = useState(false);
  const [isAsked, setIsAsked] = useState(false);
  const { doubt } = form;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!doubt) return form.submit();
    if (insists) return form.insist();
    setIsAsked(true);
  };
  return (
    <form ref={form.ref} onSubmit={submit} noValidate>
      <h4>{texts.add}</h4>
      {form.error && <Alert tone="danger">{errors[form.error]}</Alert>}
      {currencies.length > 1 && (
        <SelectField label={texts.currency} value={currency} onChange={({ target }) => setCurrency(target.value)}>
          {currencies.map((code) => (
            <option key={code}>{code}</option>
          ))}
        </SelectField>
      )}
      <Field label={words.name} maxLength={PAYEE_NAME_MAX_LENGTH} hint={words.nameHint} {...form.bind('name')} />
      <AccountNumberFields form={form} currency={currency} />
      {doubt && (
        <>
          <ConfirmationNotice checked={doubt} onUseName={form.takeName} />
          <Acknowledgement isGiven={insists} isMissing={isAsked && !insists} onChange={setInsists} />
        </>
      )}
      <FormButtons submit={texts.save} busy={form.busy} cancel={texts.cancel} onCancel={onCancel} />
    </form>
  );
}
