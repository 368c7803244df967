import { useState } from 'react';
import { draftOfBeneficiary } from '../../../banking/pay/fill-draft.ts';
import type { PayDraft } from '../../../banking/pay/pay-draft.ts';
import { needsIban } from '../../../banking/pay/read-payee.ts';
import type { PayFlowState } from '../../../banking/pay/use-pay-flow.ts';
import { DAY } from '../month-keys.ts';
import { type ScreenProps, Surface } from '../Surface.tsx';
import { usePanelTyping } from '../use-panel-typing.ts';
import * as form from './pay-form-docs.ts';
import {
  isListField,
  isPadField,
  MAX_LENGTHS,
  nextStep,
  type PadField,
  type StepField,
  type TypedField,
  typedInto,
} from './pay-steps.ts';
import { COUNT_STEP, DAY_STEP, ENDS, EVERY, MONTH, monthDoc, WHEN, WHEN_DONE, whenDoc } from './schedule-docs.ts';

interface StepScreenProps {
  readonly screen: ScreenProps;
  readonly known: form.FormKnowledge;
  readonly flow: PayFlowState;
  readonly step: StepField;
  readonly onStep: (step: StepField | null) => void;
}

/** One field at a time: a list, a number pad, a keyboard, or a calendar. */
export function StepScreen(props: StepScreenProps) {
  const { screen, known, flow, step, onStep } = props;
  if (step === 'when') return <WhenScreen {...props} />;
  if (step === 'on') return <DayScreen {...props} />;
  if (!isListField(step)) return <TypeScreen {...props} step={step} />;
  const press = (id: string) => {
    if (!id.startsWith(form.PICK)) return;
    const picked = id.slice(form.PICK.length);
    const beneficiary = known.beneficiaries.find((one) => one.id === picked);
    const fields =
      step === 'beneficiaryId' && beneficiary
        ? draftOfBeneficiary(beneficiary, known.draft.accountId, known.accounts)
        : { [step]: picked };
    flow.form.change(fields);
    onStep(nextStep(step, { ...known.draft, ...fields }, known.account?.available.currency ?? 'GBP'));
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

function TypeScreen({ screen, known, flow, step, onStep }: StepScreenProps & { readonly step: PadField | TypedField }) {
  const { language } = screen;
  const { draft, account } = known;
  const currency = account?.available.currency ?? 'GBP';
  const text = draft[step];
  const put = (typed: string) => flow.form.change(typedInto(step, typed));
  const typing = usePanelTyping({
    kind: 'line',
    text,
    maxLength: MAX_LENGTHS[step],
    language,
    onText: put,
    isOpen: !isPadField(step),
    isLower: step === 'reference',
  });
  const next = nextStep(step, draft, currency);
  const hasNext = next !== null && next !== 'when';
  const press = (id: string) => {
    if (id === form.DONE) return onStep(next);
    if (id === form.TYPED) return typing.pressField();
    if (id === form.USE_IBAN) {
      const usesIban = !needsIban(draft, currency);
      flow.form.change({ usesIban });
      return onStep(step === 'name' ? step : usesIban ? 'iban' : 'sortCode');
    }
    typing.pressKey(id);
  };
  const doc = isPadField(step)
    ? form.padDoc(step, known, hasNext, language)
    : form.typedDoc(step, known, typing.keys, hasNext, language);
  const back = () => onStep(step === 'payments' ? 'when' : null);
  return <Surface doc={doc} screen={screen} onPress={press} onBack={back} />;
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
