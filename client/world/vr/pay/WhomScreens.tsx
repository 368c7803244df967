import { useState } from 'react';
import { codeTexts } from '../../../banking/codes/code-texts.ts';
import { readCodeText } from '../../../banking/codes/read-code-text.ts';
import { draftOfCode } from '../../../banking/pay/fill-draft.ts';
import type { PayDraft } from '../../../banking/pay/pay-draft.ts';
import { ownPayees } from '../../../banking/pay/read-payee.ts';
import { type ScreenProps, Surface } from '../Surface.tsx';
import { CODE, codesDoc } from './code-docs.ts';
import { type FormKnowledge, KIND, kindsDoc, STEP } from './pay-form-docs.ts';
import { payeeFields, type StepField } from './pay-steps.ts';

interface WhomScreenProps {
  readonly screen: ScreenProps;
  readonly known: FormKnowledge;
  readonly onStep: (step: StepField | null) => void;
}

interface KindScreenProps extends WhomScreenProps {
  readonly onChange: (fields: Partial<PayDraft>) => void;
}

/** How the payee is named; the first of its fields that is empty follows. */
export function KindScreen({ screen, known, onChange, onStep }: KindScreenProps) {
  const { draft, account, accounts, beneficiaries } = known;
  const choose = (payeeKind: PayDraft['payeeKind']) => {
    onChange({ payeeKind });
    // Where there is nothing to choose from, the form says so; the one other account is chosen by itself.
    if (payeeKind === 'own' && ownPayees(accounts, account).length < 2) return onStep(null);
    if (payeeKind === 'beneficiary' && beneficiaries.length === 0) return onStep(null);
    const fields = payeeFields({ ...draft, payeeKind }, account?.available.currency ?? 'GBP');
    onStep(fields.find((field) => draft[field] === '') ?? null);
  };
  const press = (id: string) => {
    if (id === `${STEP}code`) onStep('code');
    else if (id.startsWith(KIND)) choose(id.slice(KIND.length) as PayDraft['payeeKind']);
  };
  return <Surface doc={kindsDoc(draft, screen.language)} screen={screen} onPress={press} onBack={() => onStep(null)} />;
}

interface CodeScreenProps extends WhomScreenProps {
  /** The form is filled in with what the code says. */
  readonly onFill: (fields: Partial<PayDraft>) => void;
}

/** A code that hangs in the branch fills the form in, as if it had been scanned. */
export function CodeScreen({ screen, known, onFill, onStep }: CodeScreenProps) {
  const { plan, language } = screen;
  const [error, setError] = useState<string | null>(null);
  const codes = plan.paymentCodes ?? [];
  const texts = codeTexts[language];
  const press = (id: string) => {
    const code = codes.find((one) => id === `${CODE}${one.id}`);
    const read = code && readCodeText(code.code);
    if (!read) return;
    if (!read.ok) return setError(texts.problems[read.error]);
    const filled = draftOfCode(read.value, known.draft, known.accounts, language);
    if (!filled.ok) return setError(texts.noAccountInCurrency(read.value.amount?.currency ?? ''));
    onFill(filled.value);
    onStep(null);
  };
  return (
    <Surface
      doc={codesDoc({ codes, error }, language)}
      screen={screen}
      onPress={press}
      onBack={() => onStep('payeeKind')}
    />
  );
}
