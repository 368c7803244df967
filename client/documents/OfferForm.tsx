import { type FormEvent, useState } from 'react';
import { type DocumentLanguage, type FieldValues, listTemplates } from '../../shared/documents.ts';
import type { Result } from '../../shared/result.ts';
import { useRead } from '../net/use-read.ts';
import { Alert } from '../ui/Alert.tsx';
import { FormButtons } from '../ui/Button.tsx';
import { SelectField } from '../ui/Field.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { documentTexts } from './documents-texts.ts';
import { FieldInputs } from './FieldInputs.tsx';
import { useDocumentAct } from './use-documents.ts';

export interface DocumentOffer {
  readonly templateId: string;
  readonly language: DocumentLanguage;
  readonly values: FieldValues;
}

interface OfferFormProps<E extends string> {
  /** The template that is chosen at first, and leaves the focus where it is. */
  readonly first?: string | undefined;
  /** What the button says, and what it does. */
  readonly label: string;
  readonly send: (offer: DocumentOffer) => Promise<Result<unknown, E>>;
  readonly errors: Readonly<Record<E, string>>;
  readonly onDone: () => void;
}

/** The consultant chooses a document and fills in their part of it. */
export function OfferForm<E extends string>({ first = '', label, send, errors, onDone }: OfferFormProps<E>) {
  const texts = useTexts(documentTexts);
  const reader = useLanguage();
  const { value, error } = useRead(listTemplates, { key: ['document-templates'] });
  const [templateId, setTemplateId] = useState(first);
  const [language, setLanguage] = useState<DocumentLanguage>(reader);
  const [values, setValues] = useState<FieldValues>({});
  const offer = useDocumentAct(async () => {
    const offered = await send({ templateId, language, values });
    if (offered.ok) onDone();
    return offered;
  });
  const template = value?.templates.find(({ id }) => id === templateId);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!offer.busy) offer.run(undefined);
  };
  if (!value) return error ? <Alert tone="danger">{texts.errors[error]}</Alert> : <Skeleton lines={3} />;
  return (
    <form className="document-offer" onSubmit={submit}>
      {offer.error && <Alert tone="danger">{errors[offer.error]}</Alert>}
      <SelectField
        label={texts.which}
        hint={template?.summary[reader]}
        value={templateId}
        required
        autoFocus={first === ''}
        onChange={({ target }) => {
          setTemplateId(target.value);
          setValues({});
        }}
      >
        <option value="" disabled>
          {texts.choose}
        </option>
        {value.templates.map(({ id, title }) => (
          <option key={id} value={id}>
            {title[reader]}
          </option>
        ))}
      </SelectField>
      {template && (
        <>
          <SelectField
            label={texts.language}
            value={language}
            onChange={({ target }) => setLanguage(target.value as DocumentLanguage)}
          >
            <option value="en">{texts.languages.en}</option>
            <option value="ru">{texts.languages.ru}</option>
          </SelectField>
          <FieldInputs
            fields={template.fields.filter(({ by }) => by === 'consultant')}
            values={values}
            saysWhoSees={false}
            onChange={(key, text) => setValues((now) => ({ ...now, [key]: text }))}
          />
        </>
      )}
      <FormButtons submit={label} busy={offer.busy} disabled={!template} cancel={texts.cancel} onCancel={onDone} />
    </form>
  );
}
