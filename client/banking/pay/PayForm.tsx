import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Account } from '../../shared/banking.ts';
import { PAYEE_NAME_MAX_LENGTH, type Payment, REFERENCE_MAX_LENGTH } from '../../shared/payment.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { Field, SelectField } from '../ui/Field.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { formatMoney } from '../ui/MoneyText.tsx';
import { bankingTexts } from './banking-texts.ts';
import {
  type DraftProblems,
  emptyDraft,
  FIELD_OF_REFUSAL,
  formatSortCode,
  type PaymentDraft,
  type PaymentField,
  readDraft,
} from './payment-form.ts';
import { useStartPayment } from './use-payment.ts';

interface PaymentFormProps {
  readonly accounts: readonly Account[];
  readonly firstAccountId: string;
  readonly onBack: () => void;
  readonly onStarted: (payment: Payment) => void;
}

/** Who is paid, how much and from where. What is wrong is said at its field, the first of which takes the focus. */
export function PaymentForm({ accounts, firstAccountId, onBack, onStarted }: PaymentFormProps) {
  const texts = useTexts(bankingTexts);
  const language = useLanguage();
  const [draft, setDraft] = useState<PaymentDraft>({ ...emptyDraft, accountId: firstAccountId });
  const [problems, setProblems] = useState<DraftProblems>({});
  const [failedPresses, setFailedPresses] = useState(0);
  const { start, busy, error, forgetError } = useStartPayment(onStarted);
  const form = useRef<HTMLFormElement>(null);
  const account = accounts.find(({ id }) => id === draft.accountId);
  const refusedField = error ? FIELD_OF_REFUSAL[error] : undefined;

  // After a press that failed, not at each mended field: nobody is taken from one field to the next while typing.
  useEffect(() => {
    if (error || failedPresses > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [error, failedPresses]);

  const errorAt = (field: PaymentField) => {
    const problem = problems[field];
    if (problem) return texts.problems[problem];
    return error && refusedField === field ? texts.errors[error] : undefined;
  };
  const change = (field: PaymentField, value: string) => {
    setDraft((before) => ({ ...before, [field]: value }));
    setProblems(({ [field]: _mended, ...others }) => others);
    forgetError();
  };
  const bind = (field: PaymentField) => ({
    value: draft[field],
    error: errorAt(field),
    autoComplete: 'off',
    onChange: (event: { readonly target: { readonly value: string } }) => change(field, event.target.value),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readDraft(draft, account, language);
    if ('intent' in read) return start(read.intent);
    setProblems(read.problems);
    setFailedPresses((count) => count + 1);
  };

  return (
    <form ref={form} onSubmit={submit} noValidate>
      <h3 tabIndex={-1}>{texts.makePayment}</h3>
      {error && !refusedField && <Alert tone="danger">{texts.errors[error]}</Alert>}
      <SelectField label={texts.from} {...bind('accountId')}>
        {accounts.map(({ id, name, available }) => (
          <option key={id} value={id}>
            {name} ({formatMoney(available, language)})
          </option>
        ))}
      </SelectField>
      <Field label={texts.payee} maxLength={PAYEE_NAME_MAX_LENGTH} {...bind('payee')} />
      <div className="field-pair">
        <Field
          label={texts.sortCode}
          inputMode="numeric"
          maxLength={12}
          hint={texts.sortCodeHint}
          {...bind('sortCode')}
          onChange={({ target }) => {
            // Grouped while it is typed at its end; who corrects the middle keeps the caret where it is.
            const isAtEnd = target.selectionStart === target.value.length;
            change('sortCode', isAtEnd ? formatSortCode(target.value) : target.value);
          }}
          onBlur={() =>
            /^[\d\s-]*$/.test(draft.sortCode) && setDraft({ ...draft, sortCode: formatSortCode(draft.sortCode) })
          }
        />
        <Field
          label={texts.accountNumber}
          inputMode="numeric"
          maxLength={12}
          hint={texts.accountNumberHint}
          {...bind('accountNumber')}
        />
      </div>
      <Field
        label={texts.amount}
        inputMode="decimal"
        maxLength={24}
        hint={account && texts.amountHint(formatMoney(account.available, language))}
        {...bind('amount')}
      />
      <Field
        label={texts.reference}
        maxLength={REFERENCE_MAX_LENGTH}
        hint={texts.referenceHint}
        {...bind('reference')}
      />
      <div className="row">
        <Button type="submit" busy={busy}>
          {texts.continue}
        </Button>
        <Button variant="quiet" onClick={onBack}>
          {texts.back}
        </Button>
      </div>
    </form>
  );
}
