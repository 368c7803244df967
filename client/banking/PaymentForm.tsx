import { type FormEvent, useState } from 'react';
import { type Account, PAYEE_NAME_MAX_LENGTH, type Payment, REFERENCE_MAX_LENGTH } from '../../shared/banking.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { Field, SelectField } from '../ui/Field.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { formatMoney } from '../ui/MoneyText.tsx';
import { type BankingError, bankingTexts } from './banking-texts.ts';
import { type DraftProblem, emptyDraft, formatSortCode, type PaymentDraft, readDraft } from './payment-form.ts';
import { useStartPayment } from './use-payment.ts';

interface PaymentFormProps {
  readonly accounts: readonly Account[];
  readonly onBack: () => void;
  readonly onStarted: (payment: Payment) => void;
}

/** Refusals that belong to the amount; every other is said above the form. */
const AMOUNT_ERRORS: readonly BankingError[] = [
  'amount-malformed',
  'amount-not-positive',
  'amount-too-precise',
  'amount-over-limit',
  'insufficient-funds',
];

export function PaymentForm({ accounts, onBack, onStarted }: PaymentFormProps) {
  const texts = useTexts(bankingTexts);
  const language = useLanguage();
  const [draft, setDraft] = useState<PaymentDraft>({ ...emptyDraft, accountId: accounts[0]?.id ?? '' });
  const [problem, setProblem] = useState<DraftProblem | null>(null);
  const { start, busy, error } = useStartPayment(onStarted);
  const account = accounts.find(({ id }) => id === draft.accountId);
  const change = (changes: Partial<PaymentDraft>) => setDraft((before) => ({ ...before, ...changes }));
  const errorAt = (field: DraftProblem) => (problem === field ? texts[field] : undefined);
  const isAmountError = error !== null && AMOUNT_ERRORS.includes(error);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readDraft(draft, account?.available.currency ?? '');
    setProblem('problem' in read ? read.problem : null);
    if ('intent' in read) start(read.intent);
  };

  return (
    <form onSubmit={submit} noValidate>
      <h3>{texts.makePayment}</h3>
      {error && !isAmountError && <Alert tone="danger">{texts.errors[error]}</Alert>}
      <SelectField
        label={texts.from}
        value={draft.accountId}
        onChange={(event) => change({ accountId: event.target.value })}
      >
        {accounts.map(({ id, name, available }) => (
          <option key={id} value={id}>
            {name} ({formatMoney(available, language)})
          </option>
        ))}
      </SelectField>
      <Field
        label={texts.payee}
        value={draft.payee}
        maxLength={PAYEE_NAME_MAX_LENGTH}
        autoComplete="off"
        error={errorAt('checkPayee')}
        onChange={(event) => change({ payee: event.target.value })}
      />
      <div className="field-pair">
        <Field
          label={texts.sortCode}
          value={draft.sortCode}
          inputMode="numeric"
          autoComplete="off"
          hint={texts.sortCodeHint}
          error={errorAt('checkSortCode')}
          onChange={(event) => change({ sortCode: formatSortCode(event.target.value) })}
        />
        <Field
          label={texts.accountNumber}
          value={draft.accountNumber}
          inputMode="numeric"
          maxLength={10}
          autoComplete="off"
          hint={texts.accountNumberHint}
          error={errorAt('checkAccountNumber')}
          onChange={(event) => change({ accountNumber: event.target.value })}
        />
      </div>
      <Field
        label={texts.amount}
        value={draft.amount}
        inputMode="decimal"
        maxLength={20}
        autoComplete="off"
        hint={account && texts.amountHint(formatMoney(account.available, language))}
        error={isAmountError && error ? texts.errors[error] : undefined}
        onChange={(event) => change({ amount: event.target.value })}
      />
      <Field
        label={texts.reference}
        value={draft.reference}
        maxLength={REFERENCE_MAX_LENGTH}
        autoComplete="off"
        hint={texts.referenceHint}
        error={errorAt('checkReference')}
        onChange={(event) => change({ reference: event.target.value })}
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
