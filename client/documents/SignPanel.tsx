import { useState } from 'react';
import type { DocumentView } from '../../shared/documents.ts';
import { goToSignIn } from '../net/go-to-sign-in.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { documentTexts } from './documents-texts.ts';
import type { PdfFile } from './pdf-file.ts';
import { type MakeError, makePasskey, type SignError, signWithPasskey } from './sign-with-passkey.ts';
import { actAtDesk, useDocumentAct } from './use-documents.ts';

interface SignPanelProps {
  readonly document: DocumentView;
  /** What is shown, and is signed. */
  readonly file: PdfFile | null | undefined;
  /** The document is to be read from the server again. */
  readonly onReload: () => void;
}

/** The customer's word on a document: a signature, or none. */
export function SignPanel({ document, file, onReload }: SignPanelProps) {
  const texts = useTexts(documentTexts);
  const [needsPasskey, setNeedsPasskey] = useState(false);
  const sign = useDocumentAct(async (shown: PdfFile) => {
    const signed = await signWithPasskey(document.id, shown.bytes);
    if (!signed.ok && signed.error === 'passkey-missing') setNeedsPasskey(true);
    if (!signed.ok && signed.error === 'document-changed') onReload();
    // Until it is shown as signed.
    if (signed.ok) await actAtDesk(document.consultationId, { kind: 'look' });
    return signed;
  });
  const make = useDocumentAct(async () => {
    const made = await makePasskey();
    if (made.ok) setNeedsPasskey(false);
    return made;
  });
  const error = make.error ?? (sign.error === 'passkey-missing' ? null : sign.error);
  if (document.state !== 'asked') {
    return (
      <div className="document-sign">
        <p className="muted">{texts.readFirst}</p>
        <DeclineButton document={document} />
      </div>
    );
  }
  return (
    <section className="document-sign" aria-labelledby={`sign-${document.id}`}>
      <h4 id={`sign-${document.id}`} tabIndex={-1}>
        {texts.signHeading}
      </h4>
      {error && error !== 'sign-in-not-fresh' && <Alert tone="danger">{problemText(error, texts)}</Alert>}
      {make.error === 'sign-in-not-fresh' && needsPasskey ? (
        <>
          <p>{texts.signInFirst}</p>
          <Button onClick={() => goToSignIn('customer', { fresh: true })}>{texts.signInAgain}</Button>
        </>
      ) : needsPasskey ? (
        <>
          <p>{texts.makePasskey}</p>
          <Button busy={make.busy} onClick={() => make.run(undefined)}>
            {texts.make}
          </Button>
        </>
      ) : (
        <>
          <p>{texts.signIntro}</p>
          <Button busy={sign.busy} disabled={!file} onClick={() => file && sign.run(file)}>
            {texts.sign}
          </Button>
        </>
      )}
      <p className="visually-hidden" role="status">
        {(sign.busy || make.busy) && texts.follow}
      </p>
      <DeclineButton document={document} />
    </section>
  );
}

function DeclineButton({ document: { id, consultationId } }: { readonly document: DocumentView }) {
  const texts = useTexts(documentTexts);
  const [isAsked, setIsAsked] = useState(false);
  const decline = useDocumentAct(() => actAtDesk(consultationId, { kind: 'decline', documentId: id }));
  if (!isAsked) {
    return (
      <Button variant="quiet" onClick={() => setIsAsked(true)}>
        {texts.decline}
      </Button>
    );
  }
  return (
    <div className="row" role="alertdialog" aria-label={texts.declineQuestion}>
      <span>{texts.declineQuestion}</span>
      <Button variant="danger" busy={decline.busy} onClick={() => decline.run(undefined)}>
        {texts.declineYes}
      </Button>
      <Button variant="quiet" autoFocus onClick={() => setIsAsked(false)}>
        {texts.stay}
      </Button>
    </div>
  );
}

function problemText(error: SignError | MakeError, texts: typeof documentTexts.en): string {
  switch (error) {
    case 'passkey-cancelled':
      return texts.passkeyCancelled;
    case 'passkey-failed':
      return texts.passkeyFailed;
    case 'passkey-known':
      return texts.passkeyKnown;
    case 'document-changed':
      return texts.changed;
    default:
      return texts.errors[error];
  }
}
