import { useState } from 'react';
import { draftOfBeneficiary } from '../../../banking/pay/fill-draft.ts';
import type { PayDraft } from '../../../banking/pay/pay-draft.ts';
import type { PayFlowState } from '../../../banking/pay/use-pay-flow.ts';
import { DAY } from '../month-keys.ts';
import { type ScreenProps, Surface } from '../Surface.tsx';
import * as form from './pay-form-docs.ts';
import { fieldsOf, isListField, nextStep, type StepField } from './pay-steps.ts';
import { COUNT_STEP, DAY_STEP, ENDS, EVERY, MONTH, monthDoc, WHEN, WHEN_DONE, whenDoc } from './schedule-docs.ts';

import { TypeScreen } from './TypeScreen.tsx';
import { CodeScreen, KindScreen } from './WhomScreens.tsx';

interface StepScreenProps {
  readonly screen: ScreenProps;
  readonly known: form.FormKnowledge;
  readonly flow: PayFlowState;
  readonly step: StepField;
  readonly onStep: (step: StepField | null) => void;
  /** The form is filled in by something that was read. */
  readonly onFill: (fields: Partial<PayDraft>) => void;
}

/** One field at a time: a list, a number pad, a keyboard, or a calendar. */
export function StepScreen(props: StepScreenProps) {
  const { screen, known, flow, step, onStep, onFill } = props;
  const { change } = flow.form;
  const fieldsFor = (draft: PayDraft) => fieldsOf(draft, known.account?.available.currency ?? 'GBP');
  if (step === 'when') return <WhenScreen {...props} />;
  if (step === 'on') return <DayScreen {...props} />;
  if (step === 'payeeKind') return <KindScreen screen={screen} known={known} onChange={change} onStep={onStep} />;
  if (step === 'code') return <CodeScreen screen={screen} known={known} onFill={onFill} onStep={onStep} />;
  if (!isListField(step)) {
    const fields = fieldsFor(known.draft);
    return <TypeScreen screen={screen} known={known} step={step} fields={fields} onChange={change} onStep={onStep} />;
  }
  const press = (id: string) => {
    if (!id.startsWith(form.PICK)) return;
    const picked = id.slice(form.PICK.length);
    const beneficiary = known.beneficiaries.find((one) => one.id === picked);
    const fields =
      step === 'beneficiaryId' && beneficiary
        ? draftOfBeneficiary(beneficiary, known.draft.accountId, known.accounts)
        : { [step]: picked };
    const draft = { ...known.draft, ...fields };
    change(fields);
    onStep(nextStep(step, draft, fieldsFor(draft)));
  };
  return (
    <Surface
      doc={form.listDoc(step, known, screen.language)}
      screen={screen}
      onPress={press}
      onBack={() => onStep(null)}
    />
  );
}

function WhenScreen({ screen, flow, onStep }: StepScreenProps) {
  const { change } = flow.form;
  const press = (id: string) => {
    if (id.startsWith(WHEN)) change({ when: id.slice(WHEN.length) as PayDraft['when'] });
    else if (id.startsWith(EVERY)) change({ every: id.slice(EVERY.length) as PayDraft['every'] });
    else if (id.startsWith(ENDS)) change({ ends: id.slice(ENDS.length) as PayDraft['ends'] });
    else if (id === DAY_STEP) onStep('on');
    else if (id === COUNT_STEP) onStep('payments');
    else if (id === WHEN_DONE) onStep(null);
  };
  return (
    <Surface doc={whenDoc(flow.form, screen.language)} screen={screen} onPress={press} onBack={() => onStep(null)} />
  );
}

function DayScreen({ screen, flow, onStep }: StepScreenProps) {
  const { draft, days, change } = flow.form;
  const [month, setMonth] = useState((draft.on || days.first).slice(0, 7));
  const press = (id: string) => {
    if (id.startsWith(MONTH)) return setMonth(id.slice(MONTH.length));
    if (!id.startsWith(DAY)) return;
    change({ on: id.slice(DAY.length) });
    onStep('when');
  };
  const doc = monthDoc({ month, days, chosen: draft.on, isFirst: draft.when === 'repeat' }, screen.language);
  return <Surface doc={doc} screen={screen} onPress={press} onBack={() => onStep('when')} />;
}
