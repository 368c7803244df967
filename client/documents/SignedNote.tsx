import { useEffect, useState } from 'react';
import { type DocumentView, readSignature } from '../../shared/documents.ts';
import type { Audience } from '../../shared/endpoint.ts';
import { Alert } from '../ui/Alert.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { documentTexts } from './documents-texts.ts';
import type { PdfFile } from './pdf-file.ts';
import { pdfPath } from './use-documents.ts';

interface SignedNoteProps {
  readonly audience: Audience;
  readonly document: DocumentView;
  /** What lies on the desk, as it is shown; absent in the folder, where the branch has it. */
  readonly file?: PdfFile | null | undefined;
}

/** When it was signed; for the customer, the document and its signature to keep. */
export function SignedNote({ audience, document: { id, signedAt }, file }: SignedNoteProps) {
  const texts = useTexts(documentTexts);
  const language = useLanguage();
  const at = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' });
  return (
    <div className="document-signed">
      {signedAt && <Alert tone="success">{texts.signedNote(at.format(new Date(signedAt)))}</Alert>}
      {audience === 'customer' && <DocumentLinks documentId={id} file={file} isSigned />}
    </div>
  );
}

interface DocumentLinksProps {
  readonly documentId: string;
  readonly file?: PdfFile | null | undefined;
  readonly isSigned: boolean;
}

export function DocumentLinks({ documentId, file, isSigned }: DocumentLinksProps) {
  const texts = useTexts(documentTexts);
  const shown = useAddressOf(file);
  const signaturePath = readSignature.path.replace(':documentId', encodeURIComponent(documentId));
  return (
    <p className="row">
      <a
        className="button button-quiet"
        href={shown ?? pdfPath(documentId)}
        download={shown ? `${documentId.slice(0, 8)}.pdf` : true}
      >
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

/** Where the browser has the bytes that it shows; null where there are none. */
function useAddressOf(file: PdfFile | null | undefined): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!file) return;
    const made = URL.createObjectURL(new Blob([file.bytes], { type: 'application/pdf' }));
    setAddress(made);
    return () => {
      setAddress(null);
      URL.revokeObjectURL(made);
    };
  }, [file]);
  return address;
}
