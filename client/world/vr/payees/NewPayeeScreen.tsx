import { useState } from 'react';
import type { Account } from '../../../../shared/banking.ts';
import { bankingErrorTexts } from '../../../banking/banking-error-texts.ts';
import type { PayDraft } from '../../../banking/pay/pay-draft.ts';
import { useAddPayee } from '../../../banking/payees/use-add-payee.ts';
import { ACKNOWLEDGE, CHANGE, TAKE_NAME } from '../pay/check-docs.ts';
import { STEP } from '../pay/pay-form-docs.ts';
import { type PadField, payeeFields, type TypedField } from '../pay/pay-steps.ts';
import { TypeScreen } from '../pay/TypeScreen.tsx';
import { type ScreenProps, Surface } from '../Surface.tsx';
import { CURRENCY, doubtDoc, newPayeeDoc, SAVE } from './payee-docs.ts';

interface NewPayeeScreenProps {
  readonly screen: ScreenProps;
  readonly accounts: readonly Account[];
  /** What they are paid in at first; the customer may choose another. */
  readonly currency?: string;
  /** What is known of them. */
  readonly first?: PayDraft | undefined;
  /** They are saved, by this name. */
  readonly onAdded: (name: string) => void;
  readonly onBack: () => void;
}

/** Someone to save: a line for each field, and the bank's word on the name before it is done. */
export function NewPayeeScreen({ screen, accounts, onAdded, onBack, ...known }: NewPayeeScreenProps) {
  const { language } = screen;
  const currencies = [...new Set(accounts.map(({ available }) => available.currency))];
  const [currency, setCurrency] = useState(known.currency ?? currencies[0] ?? 'GBP');
  const [step, setStep] = useState<PadField | TypedField | null>(null);
  const account = accounts.find(({ available }) => available.currency === currency);
  const { draft, doubt, errorAt, error, busy, change, submit, insist, takeName } = useAddPayee(
    account,
    onAdded,
    known.first,
  );
  const [isAcknowledged, setAcknowledged] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const fields = payeeFields(draft, currency);
  const field = { draft, account, errorAt };
  const put = (typed: Partial<PayDraft>) => {
    // Another payee is another question.
    setAcknowledged(false);
    setAsked(false);
    change(typed);
  };
  // Of the payment form's fields only those that are typed name an account.
  const toStep = (next: string | null) => setStep(next as PadField | TypedField | null);
  if (step !== null)
    return (
      <TypeScreen key={step} screen={screen} known={field} step={step} fields={fields} onChange={put} onStep={toStep} />
    );
  const shared = { isBusy: busy, error: error && bankingErrorTexts[language][error] };
  if (doubt) {
    const press = (id: string) => {
      if (id === CHANGE) put({});
      else if (id === ACKNOWLEDGE) setAcknowledged(!isAcknowledged);
      else if (id === TAKE_NAME && doubt.actualName) takeName(doubt.actualName);
      else if (id === SAVE && isAcknowledged) insist();
      else if (id === SAVE) setAsked(true);
    };
    const doc = doubtDoc({ ...shared, doubt, isAcknowledged, isMissing: isAsked && !isAcknowledged }, language);
    return <Surface doc={doc} screen={screen} onPress={press} onBack={() => put({})} />;
  }
  const press = (id: string) => {
    if (id === SAVE) submit();
    else if (id.startsWith(CURRENCY)) setCurrency(id.slice(CURRENCY.length));
    else if (id.startsWith(STEP)) toStep(id.slice(STEP.length));
  };
  const doc = newPayeeDoc({ ...field, ...shared, currencies, currency, fields }, language);
  return <Surface doc={doc} screen={screen} onPress={press} onBack={onBack} />;
}
