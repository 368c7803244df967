import type { FormEvent } from 'react';
import { REFERENCE_MAX_LENGTH } from '../../../shared/payment.ts';
import { Alert } from '../../ui/Alert.tsx';
import { FormButtons } from '../../ui/Button.tsx';
import { Field, SelectField } from '../../ui/Field.tsx';
import { useLanguage, useTexts } from '../../ui/i18n.ts';
import { type Language, LOCALES } from '../../ui/locales.ts';
import { formatMoney } from '../../ui/MoneyText.tsx';
import { bankingErrorTexts } from '../banking-error-texts.ts';
import { PayeeFields } from './PayeeFields.tsx';
import { payTexts } from './pay-texts.ts';
import { Steps } from './Steps.tsx';
import type { PayFormState } from './use-pay-form.ts';
import { WhenFields } from './WhenFields.tsx';

interface PayFormProps {
  readonly form: PayFormState;
  readonly busy: boolean;
  readonly onSubmit: () => void;
  readonly onBack: () => void;
}

/** Whom, how much, when. What is wrong is said at its field, the first of which takes the focus. */
export function PayForm({ form, busy, onSubmit, onBack }: PayFormProps) {
  const texts = useTexts(payTexts);
  const errors = useTexts(bankingErrorTexts);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form ref={form.ref} onSubmit={submit} noValidate className="pay-form">
      <h3 tabIndex={-1}>{texts.title}</h3>
      <Steps current={1} />
      {form.isRestored && <Alert>{texts.restored}</Alert>}
      {form.refusal && <Alert tone="danger">{errors[form.refusal]}</Alert>}
      <FromField form={form} />
      <section aria-label={texts.whom}>
        <h4>{texts.whom}</h4>
        <PayeeFields form={form} />
      </section>
      <section aria-label={texts.howMuch}>
        <h4>{texts.howMuch}</h4>
        <AmountFields form={form} />
      </section>
      <section aria-label={texts.when}>
        <h4>{texts.when}</h4>
        <WhenFields form={form} />
      </section>
      <FormButtons submit={texts.check} busy={busy} cancel={texts.back} onCancel={onBack} />
    </form>
  );
}

function FromField({ form }: { readonly form: PayFormState }) {
  const texts = useTexts(payTexts);
  const language = useLanguage();
  return (
    <SelectField
      label={texts.from}
      hint={form.account && texts.fromHint(timeText(form.account.asOf, language))}
      {...form.bind('accountId')}
    >
      {form.accounts.map(({ id, name, available }) => (
        <option key={id} value={id}>
          {name} ({formatMoney(available, language)})
        </option>
      ))}
    </SelectField>
  );
}

function AmountFields({ form }: { readonly form: PayFormState }) {
  const texts = useTexts(payTexts);
  const language = useLanguage();
  const { account } = form;
  return (
    <div className="field-pair">
      <Field
        label={texts.amount}
        inputMode="decimal"
        maxLength={24}
        hint={
          account &&
          texts.amountHint(
            account.available.currency,
            formatMoney(account.available, language),
            timeText(account.asOf, language),
          )
        }
        {...form.bind('amount')}
      />
      <Field
        label={texts.reference}
        maxLength={REFERENCE_MAX_LENGTH}
        hint={texts.referenceHint}
        {...form.bind('reference')}
      />
    </div>
  );
}

/** A figure in a hint carries its time as any other does. */
function timeText(at: string, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], { hour: '2-digit', minute: '2-digit' }).format(new Date(at));
}
