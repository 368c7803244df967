import { type DocumentView, readSignature } from '../../shared/documents.ts';
import type { Audience } from '../../shared/endpoint.ts';
import { Alert } from '../ui/Alert.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { documentTexts } from './documents-texts.ts';
import { pdfPath } from './use-documents.ts';

interface SignedNoteProps {
  readonly audience: Audience;
  readonly document: DocumentView;
}

/** When it was signed; for the customer, the document and its signature to keep. */
export function SignedNote({ audience, document: { id, signedAt } }: SignedNoteProps) {
  const texts = useTexts(documentTexts);
  const language = useLanguage();
  const at = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' });
  return (
    <div className="document-signed">
      {signedAt && <Alert tone="success">{texts.signedNote(at.format(new Date(signedAt)))}</Alert>}
      {audience === 'customer' && <DocumentLinks documentId={id} isSigned />}
    </div>
  );
}

export function DocumentLinks({ documentId, isSigned }: { readonly documentId: string; readonly isSigned: boolean }) {
  const texts = useTexts(documentTexts);
  const signaturePath = readSignature.path.replace(':documentId', encodeURIComponent(documentId));
  return (
    <p className="row">
      <a className="button button-quiet" href={pdfPath('customer', documentId)} download>
        {texts.download}
      </a>
      {isSigned && (
        <a className="button button-quiet" href={signaturePath} download>
          {texts.downloadSignature}
        </a>
      )}
    </p>
  );
}
