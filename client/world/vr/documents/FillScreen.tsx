import { useState } from 'react';
import {
  type DocumentField,
  type DocumentView,
  FIELD_MAX_LENGTH,
  type FieldValues,
} from '../../../../shared/documents.ts';
import { documentTexts } from '../../../documents/documents-texts.ts';
import { actAtDesk, useDocumentAct } from '../../../documents/use-documents.ts';
import { formatTypedDay, readTypedDay, typedDayOf } from '../day-pad.ts';
import { type ScreenProps, Surface } from '../Surface.tsx';
import { usePanelTyping } from '../use-panel-typing.ts';
import {
  FILL_DONE,
  FILL_PICK,
  FILL_STEP,
  FILL_TYPED,
  fillChoiceDoc,
  fillDayDoc,
  fillDoc,
  fillLineDoc,
  nextEmpty,
  PUT_IN,
} from './fill-docs.ts';

interface FillScreenProps {
  readonly screen: ScreenProps;
  readonly document: DocumentView;
  /** What was typed and is not in the document yet. It is in this page's memory, and nowhere else. */
  readonly begun: FieldValues;
  readonly onChange: (values: FieldValues) => void;
  readonly onDone: () => void;
  readonly onBack: () => void;
}

/** The customer's part of a document, filled in without taking the headset off. */
export function FillScreen({ screen, document, begun, onChange, onDone, onBack }: FillScreenProps) {
  const { language } = screen;
  const fields = document.fields.filter(({ by }) => by === 'customer');
  const values = Object.fromEntries(fields.map(({ key, value }) => [key, begun[key] ?? value ?? '']));
  const [step, setStep] = useState<string | null>(null);
  const [isChecked, setChecked] = useState(false);
  const fill = useDocumentAct(async () => {
    const filled = await actAtDesk(document.consultationId, { kind: 'fill', documentId: document.id, values });
    if (filled.ok) onDone();
    return filled;
  });
  const field = fields.find(({ key }) => key === step);
  if (field)
    return (
      <FieldScreen
        key={field.key}
        screen={screen}
        field={field}
        value={values[field.key] ?? ''}
        onBack={() => setStep(null)}
        onPut={(value) => onChange({ ...values, [field.key]: value })}
        onNext={(value) => setStep(nextEmpty(fields, { ...values, [field.key]: value }, field.key))}
      />
    );
  const press = (id: string) => {
    if (id.startsWith(FILL_STEP)) return setStep(id.slice(FILL_STEP.length));
    if (id !== PUT_IN || fill.busy) return;
    setChecked(true);
    if (nextEmpty(fields, values, null) === null) fill.run(undefined);
  };
  const error = fill.error && documentTexts[language].errors[fill.error];
  const doc = fillDoc({ title: document.title, fields, values, isChecked, busy: fill.busy, error }, language);
  return <Surface doc={doc} screen={screen} onPress={press} onBack={onBack} />;
}

interface FieldScreenProps {
  readonly screen: ScreenProps;
  readonly field: DocumentField;
  readonly value: string;
  readonly onPut: (value: string) => void;
  /** This field is done. */
  readonly onNext: (value: string) => void;
  readonly onBack: () => void;
}

/** One field at a time: a list, a number pad, or a keyboard. */
function FieldScreen(props: FieldScreenProps) {
  const { screen, field, value, onPut, onNext, onBack } = props;
  if (field.kind === 'date') return <DayScreen {...props} />;
  if (field.kind === 'line') return <LineScreen {...props} />;
  const press = (id: string) => {
    if (!id.startsWith(FILL_PICK)) return;
    const picked = id.slice(FILL_PICK.length);
    onPut(picked);
    onNext(picked);
  };
  const doc = fillChoiceDoc(field, value, screen.language);
  return <Surface doc={doc} screen={screen} onPress={press} onBack={onBack} />;
}

function DayScreen({ screen, field, value, onPut, onNext, onBack }: FieldScreenProps) {
  const { language } = screen;
  const [typed, setTyped] = useState(() => typedDayOf(value, language));
  const [isWrong, setWrong] = useState(false);
  const put = (text: string) => {
    setTyped(formatTypedDay(text, language));
    setWrong(false);
  };
  const typing = usePanelTyping({ kind: 'line', text: typed, maxLength: 10, language, onText: put });
  const press = (id: string) => {
    if (id !== FILL_DONE) return void typing.pressKey(id);
    const day = readTypedDay(typed);
    if (day === null) return setWrong(true);
    onPut(day);
    onNext(day);
  };
  return <Surface doc={fillDayDoc(field, typed, isWrong, language)} screen={screen} onPress={press} onBack={onBack} />;
}

function LineScreen({ screen, field, value, onPut, onNext, onBack }: FieldScreenProps) {
  const { language } = screen;
  const typing = usePanelTyping({
    kind: 'line',
    text: value,
    maxLength: FIELD_MAX_LENGTH,
    language,
    onText: onPut,
    isOpen: true,
  });
  const press = (id: string) => {
    if (id === FILL_DONE) onNext(value);
    else if (id === FILL_TYPED) typing.pressField();
    else typing.pressKey(id);
  };
  return (
    <Surface doc={fillLineDoc(field, value, typing.keys, language)} screen={screen} onPress={press} onBack={onBack} />
  );
}
