import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { Account } from '../../../shared/banking.ts';
import type { PaymentIntent } from '../../../shared/payment.ts';
import { useDraftOwner } from '../../net/use-draft-owner.ts';
import { useLanguage, useTexts } from '../../ui/i18n.ts';
import { useKeptDraft } from '../../ui/use-kept-draft.ts';
import { type BankingError, bankingErrorTexts } from '../banking-error-texts.ts';
import { choosableDays, type DraftContext, type DraftProblems, PayDraft, type PayField } from './pay-draft.ts';
import { PAY_DRAFT } from './pay-start.ts';
import { payTexts } from './pay-texts.ts';
import { readDraft } from './read-draft.ts';
import { fieldOfRefusal } from './refused-field.ts';

export interface PayFormState {
  readonly draft: PayDraft;
  readonly account: Account | undefined;
  readonly accounts: readonly Account[];
  readonly days: DraftContext['days'];
  readonly change: (fields: Partial<PayDraft>) => void;
  /** As `change`, where what was checked or refused is being asked anew anyway. */
  readonly amend: (fields: Partial<PayDraft>) => void;
  readonly errorAt: (field: PayField) => string | undefined;
  /** What a text field or a select needs to be this field of the draft. */
  readonly bind: (field: TextField) => {
    readonly value: string;
    readonly error: string | undefined;
    readonly autoComplete: string;
    readonly onChange: (event: { readonly target: { readonly value: string } }) => void;
  };
  /** A refusal that no field is to blame for. */
  readonly refusal: BankingError | null;
  /** It was begun before the page was left or reloaded, and has not been changed since. */
  readonly isRestored: boolean;
  /** The intent, or null where a field is wrong: then it is said, and the first such field takes the focus. */
  readonly read: () => PaymentIntent | null;
  readonly ref: RefObject<HTMLFormElement | null>;
}
type TextField = Exclude<PayField, 'usesIban'>;

export interface PayFormOptions {
  readonly accounts: readonly Account[];
  readonly first: PayDraft;
  /** What the server refused the form with. */
  readonly refusal: BankingError | null;
  /** Told of every change: what was checked or refused is no longer what the form says. */
  readonly onChange: () => void;
}

/** The form's draft, and what is wrong with it, at its fields. */
export function usePayForm({ accounts, first, refusal, onChange }: PayFormOptions): PayFormState {
  const texts = useTexts(payTexts);
  const errors = useTexts(bankingErrorTexts);
  const language = useLanguage();
  const owner = useDraftOwner('customer');
  const kept = useKeptDraft<PayDraft>({ name: PAY_DRAFT, owner, schema: PayDraft, empty: first });
  const draft = kept.value;
  const [problems, setProblems] = useState<DraftProblems>({});
  const [failedPresses, setFailedPresses] = useState(0);
  const ref = useRef<HTMLFormElement>(null);
  const days = useMemo(() => choosableDays(new Date()), []);
  const account = accounts.find(({ id }) => id === draft.accountId);
  const refusedField = refusal && fieldOfRefusal(refusal, draft, account?.available.currency ?? '');

  // After a press that failed, not at each mended field: nobody is taken from one field to the next while typing.
  useEffect(() => {
    if (refusal || failedPresses > 0) ref.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusal, failedPresses]);

  const amend = (fields: Partial<PayDraft>) => {
    kept.change((before) => ({ ...before, ...fields }));
    setProblems((before) => withoutFields(before, Object.keys(fields)));
  };
  const change = (fields: Partial<PayDraft>) => {
    amend(fields);
    onChange();
  };
  const errorAt = (field: PayField) => {
    const problem = problems[field];
    if (problem) return texts.problems[problem];
    return refusal && refusedField === field ? errors[refusal] : undefined;
  };
  return {
    draft,
    account,
    accounts,
    days,
    change,
    amend,
    errorAt,
    bind: (field) => ({
      value: draft[field],
      error: errorAt(field),
      autoComplete: 'off',
      onChange: ({ target }) => change({ [field]: target.value }),
    }),
    refusal: refusedField ? null : refusal,
    isRestored: kept.isRestored,
    read() {
      const result = readDraft(draft, { accounts, language, days });
      if ('intent' in result) return result.intent;
      setProblems(result.problems);
      setFailedPresses((count) => count + 1);
      return null;
    },
    ref,
  };
}

function withoutFields(problems: DraftProblems, fields: readonly string[]): DraftProblems {
  return Object.fromEntries(Object.entries(problems).filter(([field]) => !fields.includes(field)));
}
