import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { DocumentView } from '../../shared/documents.ts';
import type { Audience } from '../../shared/endpoint.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { useFocusRescue } from '../ui/use-focus-rescue.ts';
import { DetailsForm } from './DetailsForm.tsx';
import { DocumentViewer } from './DocumentViewer.tsx';
import './documents.css';
import { documentTexts } from './documents-texts.ts';
import { OfferForm } from './OfferForm.tsx';
import { SignedNote } from './SignedNote.tsx';
import { SignPanel } from './SignPanel.tsx';
import { actAtDesk, useDocumentAct, usePdf, useTableDocuments } from './use-documents.ts';

interface DocumentTableProps {
  readonly audience: Audience;
  readonly consultationId: string;
  /** A template whose offer somebody has prepared: its form is opened for the consultant to finish. */
  readonly offer?: string | null;
  readonly onOfferTaken?: () => void;
}

/** What lies on the desk between the two: one document is open, for both. Shows nothing to a customer before there is one. */
export function DocumentTable({ audience, consultationId, offer = null, onOfferTaken }: DocumentTableProps) {
  const texts = useTexts(documentTexts);
  const { value, error } = useTableDocuments(audience, consultationId);
  const [isOffering, setIsOffering] = useState(false);
  const [prepared, setPrepared] = useState<string | undefined>();
  useEffect(() => {
    if (!offer) return;
    setPrepared(offer);
    setIsOffering(true);
    onOfferTaken?.();
  }, [offer, onOfferTaken]);
  const closeOffer = () => {
    setIsOffering(false);
    setPrepared(undefined);
  };
  const [chosenId, setChosenId] = useState<string | null>(null);
  const documents = value?.documents ?? [];
  const news = useNewest(documents, setChosenId);
  const open = documents.find(({ id }) => id === chosenId);
  const place = useFocusRescue<HTMLElement>(`${isOffering} ${open?.id} ${open?.state}`);
  useForgetting(audience, consultationId);
  const isShown = audience === 'staff' || documents.length > 0;
  return (
    <>
      {audience === 'customer' && <TableNews documents={documents} newest={news} />}
      {isShown && (
        <section
          className="documents"
          aria-label={texts.onDesk}
          aria-keyshortcuts={audience === 'staff' ? 'd' : undefined}
          ref={place}
          tabIndex={-1}
        >
          <div className="documents-head">
            <h3>{texts.onDesk}</h3>
            {audience === 'staff' && !isOffering && (
              <Button variant="quiet" onClick={() => setIsOffering(true)} aria-keyshortcuts="o">
                {texts.offer}
              </Button>
            )}
          </div>
          {error && <Alert tone="danger">{texts.errors[error]}</Alert>}
          {isOffering && (
            <OfferForm
              key={prepared}
              first={prepared}
              label={texts.offerThis}
              errors={texts.errors}
              send={(body) => actAtDesk(consultationId, { kind: 'offer', ...body })}
              onDone={closeOffer}
            />
          )}
          {documents.length > 0 && (
            <ul className="documents-list">
              {documents.map(({ id, title, state }) => (
                <li key={id}>
                  <button
                    type="button"
                    className="document-tab"
                    aria-expanded={id === open?.id}
                    onClick={() => setChosenId(id === open?.id ? null : id)}
                  >
                    <span>{title}</span>{' '}
                    <span className="document-state" data-state={state}>
                      {texts.states[state]}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          )}
          {open && <OpenOnTable key={open.id} audience={audience} document={open} />}
        </section>
      )}
    </>
  );
}

/** Says what is new on the desk. It is there before its words, or they would not be said. */
function TableNews({ documents, newest }: { documents: readonly DocumentView[]; newest: string | null }) {
  const texts = useTexts(documentTexts);
  const isAsked = documents.some(({ state }) => state === 'asked');
  return (
    <p className="visually-hidden" role="status">
      {newest ? texts.offered(newest) : ''} {isAsked ? texts.askedOfYou : ''}
    </p>
  );
}

function OpenOnTable({ audience, document }: { readonly audience: Audience; readonly document: DocumentView }) {
  const texts = useTexts(documentTexts);
  const [isChanging, setIsChanging] = useState(false);
  const { file, again } = usePdf(document);
  const { state, fields } = document;
  const isPending = state === 'filling' || state === 'shown' || state === 'asked';
  const hasOwnPart = fields.some(({ by }) => by === 'customer');
  const isFilling = audience === 'customer' && (state === 'filling' || (isPending && isChanging));
  return (
    <div className="document-open">
      {isFilling && <DetailsForm document={document} onDone={() => setIsChanging(false)} />}
      {audience === 'staff' && isPending && fields.some(({ masked }) => masked) && (
        <p className="muted small">{state === 'filling' ? texts.waitsForDetails : texts.maskedNote}</p>
      )}
      {audience === 'staff' && isPending && <DeskActs document={document} />}
      <DocumentViewer document={document} file={file} onAgain={again} />
      {audience === 'customer' && isPending && !isFilling && (
        <>
          <SignPanel document={document} file={file} onReload={again} />
          {hasOwnPart && (
            <Button variant="quiet" onClick={() => setIsChanging(true)}>
              {texts.change}
            </Button>
          )}
        </>
      )}
      {state === 'signed' && <SignedNote audience={audience} document={document} file={file} />}
    </div>
  );
}

function DeskActs({ document: { id, consultationId, state } }: { readonly document: DocumentView }) {
  const texts = useTexts(documentTexts);
  const ask = useDocumentAct(() => actAtDesk(consultationId, { kind: 'ask', documentId: id }));
  const withdraw = useDocumentAct(() => actAtDesk(consultationId, { kind: 'withdraw', documentId: id }));
  const error = ask.error ?? withdraw.error;
  return (
    <div className="document-acts">
      {error && <Alert tone="danger">{texts.errors[error]}</Alert>}
      {state === 'asked' && <p role="status">{texts.askedNote}</p>}
      <div className="row">
        {state === 'shown' && (
          <Button busy={ask.busy} onClick={() => ask.run(undefined)} aria-keyshortcuts="1">
            {texts.ask}
          </Button>
        )}
        <Button variant="quiet" busy={withdraw.busy} onClick={() => withdraw.run(undefined)} aria-keyshortcuts="2">
          {texts.withdraw}
        </Button>
      </div>
    </div>
  );
}

/** The consultant has what was proposed as long as the consultation lasts: it goes out of memory with it, as the documents do. */
function useForgetting(audience: Audience, consultationId: string): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (audience !== 'staff') return;
    return () => {
      queries.removeQueries({ queryKey: ['proposals', audience, consultationId] });
    };
  }, [queries, audience, consultationId]);
}

/** Opens what is newly laid on the desk; answers the title of the newest that came while one looked. */
function useNewest(documents: readonly DocumentView[], open: (id: string) => void): string | null {
  const known = useRef<string | null>(null);
  const [news, setNews] = useState<string | null>(null);
  const newest = documents[0];
  useEffect(() => {
    if (!newest || newest.id === known.current) return;
    known.current = newest.id;
    open(newest.id);
    setNews(newest.title);
  }, [newest, open]);
  return news;
}
