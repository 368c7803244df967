import { useState } from 'react';
import { type DocumentView, deleteDocument } from '../../shared/documents.ts';
import { callEndpoint } from '../net/api.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { TimeText } from '../ui/TimeText.tsx';
import { useFocusRescue } from '../ui/use-focus-rescue.ts';
import { DocumentViewer } from './DocumentViewer.tsx';
import './documents.css';
import { documentTexts } from './documents-texts.ts';
import { DocumentLinks, SignedNote } from './SignedNote.tsx';
import { useDocumentAct, useFolder, useKeptPdf } from './use-documents.ts';

/** The customer's folder: everything that was put before them, to read, to take home, and what binds nobody to delete. */
export function DocumentFolder() {
  const texts = useTexts(documentTexts);
  const { value, error } = useFolder();
  const [openId, setOpenId] = useState<string | null>(null);
  const place = useFocusRescue<HTMLDivElement>(value?.documents.length);
  if (!value) return error ? <Alert tone="danger">{texts.errors[error]}</Alert> : <Skeleton lines={3} />;
  return (
    <div className="documents" ref={place} tabIndex={-1}>
      {value.documents.length === 0 && <p className="muted">{texts.folderEmpty}</p>}
      <ul className="documents-list">
        {value.documents.map((document) => (
          <li key={document.id}>
            <button
              type="button"
              className="document-tab"
              aria-expanded={document.id === openId}
              onClick={() => setOpenId(document.id === openId ? null : document.id)}
            >
              <span>
                {document.title}
                <span className="muted small document-when">
                  <TimeText at={document.offeredAt} style="date" /> · {texts.with(document.consultantName)}
                </span>
              </span>{' '}
              <span className="document-state" data-state={document.state}>
                {texts.states[document.state]}
              </span>
            </button>
            {document.id === openId && <Kept document={document} />}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Kept({ document }: { readonly document: DocumentView }) {
  const texts = useTexts(documentTexts);
  const { file, again } = useKeptPdf(document);
  const remove = useDocumentAct(() => callEndpoint(deleteDocument, { params: { documentId: document.id } }));
  const isOver = document.state === 'declined' || document.state === 'withdrawn' || document.state === 'lapsed';
  return (
    <div className="document-open">
      <DocumentViewer document={document} file={file} onAgain={again} />
      {remove.error && <Alert tone="danger">{texts.errors[remove.error]}</Alert>}
      {document.state === 'signed' ? (
        <SignedNote audience="customer" document={document} />
      ) : (
        <DocumentLinks documentId={document.id} isSigned={false} />
      )}
      {isOver && (
        <Button variant="quiet" busy={remove.busy} onClick={() => remove.run(undefined)}>
          {texts.remove}
        </Button>
      )}
    </div>
  );
}
