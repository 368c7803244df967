import type { DocumentField, FieldValues } from '../../shared/documents.ts';
import { FIELD_MAX_LENGTH } from '../../shared/documents.ts';
import { Field, SelectField } from '../ui/Field.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { documentTexts } from './documents-texts.ts';

interface FieldInputsProps {
  readonly fields: readonly DocumentField[];
  readonly values: FieldValues;
  readonly onChange: (key: string, value: string) => void;
  /** Says at each field who will see it. */
  readonly saysWhoSees: boolean;
}

export function FieldInputs({ fields, values, onChange, saysWhoSees }: FieldInputsProps) {
  const texts = useTexts(documentTexts);
  const language = useLanguage();
  return (
    <>
      {fields.map(({ key, kind, label, masked, options }) => {
        const hint = masked ? texts.privateHint : texts.sharedHint;
        const common = {
          label: label[language],
          hint: saysWhoSees ? hint : undefined,
          value: values[key] ?? '',
          required: true,
        };
        if (kind === 'choice') {
          return (
            <SelectField key={key} {...common} onChange={({ target }) => onChange(key, target.value)}>
              <option value="" disabled>
                {texts.choose}
              </option>
              {options.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label[language]}
                </option>
              ))}
            </SelectField>
          );
        }
        return (
          <Field
            key={key}
            {...common}
            type={kind === 'date' ? 'date' : 'text'}
            maxLength={FIELD_MAX_LENGTH}
            autoComplete="off"
            onChange={({ target }) => onChange(key, target.value)}
          />
        );
      })}
    </>
  );
}
