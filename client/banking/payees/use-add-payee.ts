import { useEffect, useRef, useState } from 'react';
import type { Account } from '../../../shared/banking.ts';
import type { PayeeChoice } from '../../../shared/payment.ts';
import { useTexts } from '../../ui/i18n.ts';
import { type DraftProblems, emptyDraft, type PayDraft, type PayField } from '../pay/pay-draft.ts';
import { payTexts } from '../pay/pay-texts.ts';
import { readPayee } from '../pay/read-payee.ts';
import { useCheckPayee } from '../pay/use-check-payee.ts';
import { useSaveBeneficiary } from './use-beneficiaries.ts';

type NewPayeeField = 'name' | 'sortCode' | 'accountNumber' | 'iban';
type AccountChoice = Extract<PayeeChoice, { kind: 'account' }>;

/**
 * A payee to save: read, checked with the bank, and saved where the bank does not doubt the name or the customer insists.
 *
 * @param first what is known of them
 */
export function useAddPayee(account: Account | undefined, onAdded: (name: string) => void, first = emptyDraft) {
  const texts = useTexts(payTexts);
  const [draft, setDraft] = useState<PayDraft>(first);
  const [problems, setProblems] = useState<DraftProblems>({});
  const [failedPresses, setFailedPresses] = useState(0);
  const { check, busy: isChecking, checked, error: checkError, forget } = useCheckPayee<{ payee: AccountChoice }>();
  const saving = useSaveBeneficiary();
  const ref = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (failedPresses > 0) ref.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [failedPresses]);

  const save = async ({ name, identification }: AccountChoice) => {
    if (!account || saving.isPending) return;
    const result = await saving.mutateAsync({ accountId: account.id, name, identification });
    if (result.ok) onAdded(result.value.beneficiary.name);
  };
  const verify = async (payee: AccountChoice) => {
    const answer = await check({ payee });
    if (answer && !isDoubtful(answer.confirmation)) await save(payee);
  };
  const change = (fields: Partial<PayDraft>) => {
    setDraft((before) => ({ ...before, ...fields }));
    setProblems({});
    forget();
    saving.reset();
  };
  const errorAt = (field: PayField) => problems[field] && texts.problems[problems[field]];
  return {
    ref,
    draft,
    change,
    errorAt,
    bind: (field: NewPayeeField) => ({
      value: draft[field],
      error: errorAt(field),
      autoComplete: 'off',
      onChange: ({ target }: { readonly target: { readonly value: string } }) => change({ [field]: target.value }),
    }),
    busy: isChecking || saving.isPending,
    error: checkError ?? (saving.data && !saving.data.ok ? saving.data.error : null),
    /** The bank's word, where it speaks against the name. */
    doubt: checked && isDoubtful(checked.confirmation) ? checked : null,
    submit() {
      const read = readPayee(draft, account, []);
      if ('choice' in read && read.choice.kind === 'account') return void verify(read.choice);
      if ('problems' in read) setProblems(read.problems);
      setFailedPresses((count) => count + 1);
    },
    takeName(name: string) {
      if (!checked) return;
      setDraft((before) => ({ ...before, name }));
      void verify({ ...checked.asked.payee, name });
    },
    insist: () => checked && void save(checked.asked.payee),
  };
}

function isDoubtful(confirmation: string): boolean {
  return confirmation === 'close-match' || confirmation === 'no-match';
}
