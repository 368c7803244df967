import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { DocumentView } from '../../shared/documents.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { DocumentPage } from './DocumentPage.tsx';
import { DocumentText } from './DocumentText.tsx';
import { blockAt } from './document-text.ts';
import { documentTexts } from './documents-texts.ts';
import type { PdfFile, PdfPage } from './pdf-file.ts';
import { type SharedView, useSharedView } from './use-pointing.ts';

interface DocumentViewerProps {
  readonly document: Pick<DocumentView, 'id' | 'consultationId' | 'language'>;
  readonly file: PdfFile | null | undefined;
  readonly onAgain: () => void;
}

/** A document to be read: as a page with pointers, or as text; the two of a consultation turn its pages together. */
export function DocumentViewer({ document, file, onAgain }: DocumentViewerProps) {
  const texts = useTexts(documentTexts);
  const shared = useSharedView(document.consultationId, document.id);
  if (file === undefined) {
    return (
      <div role="status">
        <span className="visually-hidden">{texts.loading}</span>
        <Skeleton lines={8} />
      </div>
    );
  }
  if (file === null) {
    return (
      <Alert tone="danger">
        {texts.failed}{' '}
        <button type="button" className="link-button" onClick={onAgain}>
          {texts.again}
        </button>
      </Alert>
    );
  }
  return <OpenDocument language={document.language} file={file} shared={shared} />;
}

/** CSS pixels. */
const READABLE_WIDTH = 440;

interface OpenDocumentProps {
  readonly language: string;
  readonly file: PdfFile;
  readonly shared: SharedView;
}

function OpenDocument({ language, file, shared }: OpenDocumentProps) {
  const texts = useTexts(documentTexts);
  const [isText, setIsText] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  // On a phone, or in a panel of the scene, a page of A4 would be too small to read.
  useLayoutEffect(() => setIsText((place.current?.clientWidth ?? 0) < READABLE_WIDTH), []);
  const number = Math.min(shared.page, file.pages);
  const page = usePage(file, number);
  const news = useNews(shared, page);
  return (
    <div className="document-viewer" ref={place}>
      <div className="document-tools">
        <Button
          variant="quiet"
          aria-label={texts.previous}
          disabled={number <= 1}
          onClick={() => shared.turn(number - 1)}
        >
          ‹
        </Button>
        <span className="digits">{texts.page(number, file.pages)}</span>
        <Button
          variant="quiet"
          aria-label={texts.next}
          disabled={number >= file.pages}
          onClick={() => shared.turn(number + 1)}
        >
          ›
        </Button>
        <Button variant="quiet" className="document-mode" aria-pressed={isText} onClick={() => setIsText(!isText)}>
          {texts.asText}
        </Button>
      </div>
      <p className="visually-hidden" role="status">
        {news}
      </p>
      {!page && <Skeleton lines={8} />}
      {page && !isText && (
        <DocumentPage
          page={page}
          number={number}
          pages={file.pages}
          partner={shared.partner}
          onTurn={shared.turn}
          onPoint={shared.point}
        />
      )}
      {page && (
        <DocumentText
          blocks={page.blocks}
          language={language}
          isShown={isText}
          pointed={shared.partner && blockAt(page.blocks, shared.partner.y)}
        />
      )}
    </div>
  );
}

function usePage(file: PdfFile, number: number): PdfPage | null {
  const [page, setPage] = useState<PdfPage | null>(null);
  useEffect(() => {
    let isWanted = true;
    file.page(number).then(
      (read) => isWanted && setPage(read),
      () => {},
    );
    return () => {
      isWanted = false;
    };
  }, [file, number]);
  return page;
}

const RESTS_MS = 700;

/** What the partner does, in words: a page that they turned, and what their pointer rests at. */
function useNews({ page, isLed, partner }: SharedView, shown: PdfPage | null): string {
  const texts = useTexts(documentTexts);
  const [news, setNews] = useState('');
  const pointed = partner && shown ? blockAt(shown.blocks, partner.y) : null;
  const said = pointed?.texts.join(': ').slice(0, 160) ?? null;
  useEffect(() => {
    if (isLed) setNews(texts.partnerTurned(page));
  }, [isLed, page, texts]);
  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(() => setNews(texts.pointsAt(said)), RESTS_MS);
    return () => clearTimeout(timer);
  }, [said, texts]);
  return news;
}
