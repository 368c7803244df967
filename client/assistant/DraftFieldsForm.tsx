import { type FormEvent, useState } from 'react';
import { DraftFields, WISH_MAX_LENGTH } from '../../shared/assistant.ts';
import { PAYEE_NAME_MAX_LENGTH, REFERENCE_MAX_LENGTH } from '../../shared/payment.ts';
import { Topic } from '../../shared/queue.ts';
import { FormButtons } from '../ui/Button.tsx';
import { Field, SelectField } from '../ui/Field.tsx';
import { useTexts } from '../ui/i18n.ts';
import { assistantTexts } from './assistant-texts.ts';

interface DraftFieldsFormProps {
  readonly fields: DraftFields;
  readonly busy: boolean;
  readonly onSave: (fields: DraftFields) => void;
  readonly onCancel: () => void;
}

type Texts = Readonly<Record<string, string | null>>;

/** A draft's words, to be changed before it is confirmed. */
export function DraftFieldsForm({ fields, busy, onSave, onCancel }: DraftFieldsFormProps) {
  const texts = useTexts(assistantTexts);
  const [values, setValues] = useState<Texts>(() => ({ ...fields }));
  const [isWrong, setIsWrong] = useState(false);
  const bind = (name: string) => ({
    value: values[name] ?? '',
    onChange: ({ target }: { readonly target: { readonly value: string } }) => {
      setIsWrong(false);
      setValues((before) => ({ ...before, [name]: target.value }));
    },
  });
  const save = (event: FormEvent) => {
    event.preventDefault();
    const written = Object.entries(values).map(([name, value]) => [name, value?.trim() ? value.trim() : null]);
    const next: Record<string, unknown> = Object.fromEntries(written);
    if (typeof next.amount === 'string') next.amount = next.amount.replace(/\s/g, '').replace(',', '.');
    if (typeof next.phone === 'string') next.phone = next.phone.replace(/[\s().-]/g, '');
    const read = DraftFields.safeParse(next);
    setIsWrong(!read.success);
    if (read.success) onSave(read.data);
  };
  return (
    <form onSubmit={save} noValidate>
      {fields.kind === 'payment' && (
        <>
          <Field
            label={`${texts.amount}, ${fields.currency}`}
            inputMode="decimal"
            maxLength={20}
            error={isWrong ? texts.errors['draft-not-possible'] : undefined}
            {...bind('amount')}
          />
          <Field label={texts.payee} maxLength={PAYEE_NAME_MAX_LENGTH} {...bind('payee')} />
          <Field label={texts.reference} maxLength={REFERENCE_MAX_LENGTH} {...bind('reference')} />
        </>
      )}
      {fields.kind === 'appointment' && (
        <Field label={texts.subject} maxLength={WISH_MAX_LENGTH} {...bind('subject')} />
      )}
      {fields.kind === 'callback' && (
        <Field
          label={texts.phone}
          type="tel"
          maxLength={20}
          error={isWrong ? texts.phoneMalformed : undefined}
          {...bind('phone')}
        />
      )}
      {'topic' in fields && (
        <SelectField label={texts.topic} {...bind('topic')}>
          {Topic.options.map((topic) => (
            <option key={topic} value={topic}>
              {texts.topics[topic]}
            </option>
          ))}
        </SelectField>
      )}
      <FormButtons submit={texts.save} busy={busy} cancel={texts.cancel} onCancel={onCancel} />
    </form>
  );
}
