import type { PayDraft } from '../../../banking/pay/pay-draft.ts';
import { needsIban } from '../../../banking/pay/read-payee.ts';
import { type ScreenProps, Surface } from '../Surface.tsx';
import { usePanelTyping } from '../use-panel-typing.ts';
import * as form from './pay-form-docs.ts';
import {
  type FormField,
  isPadField,
  MAX_LENGTHS,
  nextStep,
  type PadField,
  type StepField,
  type TypedField,
  typedInto,
} from './pay-steps.ts';

interface TypeScreenProps {
  readonly screen: ScreenProps;
  readonly known: form.FieldKnowledge;
  readonly step: PadField | TypedField;
  /** Of the whole form, from the top. */
  readonly fields: readonly FormField[];
  readonly onChange: (fields: Partial<PayDraft>) => void;
  readonly onStep: (step: StepField | null) => void;
}

/** One field that is typed: figures by the number pad, words by a keyboard. */
export function TypeScreen({ screen, known, step, fields, onChange, onStep }: TypeScreenProps) {
  const { language } = screen;
  const { draft, account } = known;
  const currency = account?.available.currency ?? 'GBP';
  const text = draft[step];
  const typing = usePanelTyping({
    kind: 'line',
    text,
    maxLength: MAX_LENGTHS[step],
    language,
    onText: (typed) => onChange(typedInto(step, typed)),
    isOpen: !isPadField(step),
    isLower: step === 'reference',
  });
  const next = nextStep(step, draft, fields);
  const hasNext = next !== null && next !== 'when';
  const press = (id: string) => {
    if (id === form.DONE) return onStep(next);
    if (id === form.TYPED) return typing.pressField();
    if (id === form.USE_IBAN) {
      const usesIban = !needsIban(draft, currency);
      onChange({ usesIban });
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
