import { type FormEvent, useState } from 'react';
import type { DocumentView, FieldValues } from '../../shared/documents.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { documentTexts } from './documents-texts.ts';
import { FieldInputs } from './FieldInputs.tsx';
import { actAtDesk, useDocumentAct } from './use-documents.ts';

interface DetailsFormProps {
  readonly document: DocumentView;
  readonly onDone: () => void;
}

/** The customer's part of a document. Nothing of it is kept in the browser: some of it is nobody's but theirs. */
export function DetailsForm({ document, onDone }: DetailsFormProps) {
  const texts = useTexts(documentTexts);
  const fields = document.fields.filter(({ by }) => by === 'customer');
  const [values, setValues] = useState<FieldValues>(() =>
    Object.fromEntries(fields.map(({ key, value }) => [key, value ?? ''])),
  );
  const fill = useDocumentAct(async () => {
    const filled = await actAtDesk(document.consultationId, { kind: 'fill', documentId: document.id, values });
    if (filled.ok) onDone();
    return filled;
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!fill.busy) fill.run(undefined);
  };
  return (
    <form className="document-details" onSubmit={submit}>
      <h4>{texts.yourDetails}</h4>
      <p className="muted small">{texts.detailsIntro}</p>
      {fill.error && <Alert tone="danger">{texts.errors[fill.error]}</Alert>}
      <FieldInputs
        fields={fields}
        values={values}
        saysWhoSees
        onChange={(key, text) => setValues((now) => ({ ...now, [key]: text }))}
      />
      <Button type="submit" busy={fill.busy}>
        {texts.fill}
      </Button>
    </form>
  );
}
