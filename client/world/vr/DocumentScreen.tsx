import { useEffect, useRef, useState } from 'react';
import type { DocumentView } from '../../../shared/documents.ts';
import type { TextBlock } from '../../documents/document-text.ts';
import { documentTexts } from '../../documents/documents-texts.ts';
import type { PdfFile } from '../../documents/pdf-file.ts';
import { usePdf, useTableDocuments } from '../../documents/use-documents.ts';
import { useSharedView } from '../../documents/use-pointing.ts';
import { AGAIN, DOCUMENT, documentDoc, LINE, TURN } from './document-docs.ts';
import { type ScreenProps, Surface } from './Surface.tsx';

interface DocumentScreenProps {
  readonly screen: ScreenProps;
  readonly consultationId: string;
}

/** What lies on the desk, read in the headset: the newest document is open. */
export function DocumentScreen({ screen, consultationId }: DocumentScreenProps) {
  const { language, go } = screen;
  const { value, error } = useTableDocuments('customer', consultationId);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const newest = value?.documents[0];
  const seen = useRef<string | null>(null);
  useEffect(() => {
    if (!newest || newest.id === seen.current) return;
    seen.current = newest.id;
    setChosenId(newest.id);
  }, [newest]);
  const open = value?.documents.find(({ id }) => id === chosenId);
  if (open)
    return (
      <OpenDocument
        key={open.id}
        screen={screen}
        document={open}
        documents={value?.documents ?? []}
        onBack={() => (value && value.documents.length > 1 ? setChosenId(null) : go('talk'))}
      />
    );
  const doc = documentDoc(
    {
      documents: value?.documents,
      error: error && documentTexts[language].errors[error],
      chosenId: null,
      blocks: undefined,
      page: 1,
      pages: 1,
      partnerY: null,
      ownLine: null,
      pageUrl: '',
    },
    language,
  );
  const press = (id: string) => id.startsWith(DOCUMENT) && setChosenId(id.slice(DOCUMENT.length));
  return <Surface doc={doc} screen={screen} onPress={press} onBack={() => go('talk')} />;
}

interface OpenDocumentProps {
  readonly screen: ScreenProps;
  readonly document: DocumentView;
  readonly documents: readonly DocumentView[];
  readonly onBack: () => void;
}

function OpenDocument({ screen, document, documents, onBack }: OpenDocumentProps) {
  const { plan, language } = screen;
  const { file, again } = usePdf(document);
  const shared = useSharedView(document.consultationId, document.id);
  const page = file ? Math.min(shared.page, file.pages) : 1;
  const blocks = useBlocks(file, page);
  const [own, setOwn] = useState<{ readonly page: number; readonly line: number } | null>(null);
  const ownLine = own?.page === page ? own.line : null;
  const doc = documentDoc(
    {
      documents,
      error: null,
      chosenId: document.id,
      blocks,
      page,
      pages: file?.pages ?? 1,
      partnerY: shared.partner?.y ?? null,
      ownLine,
      pageUrl: `${location.origin}/flat?branch=${plan.id}`,
    },
    language,
  );
  const press = (id: string) => {
    if (id === AGAIN) return again();
    if (id.startsWith(TURN)) {
      setOwn(null);
      return shared.turn(Number(id.slice(TURN.length)));
    }
    if (!id.startsWith(LINE)) return;
    const line = Number(id.slice(LINE.length));
    const block = blocks?.[line];
    const isTakenBack = !block || line === ownLine;
    setOwn(isTakenBack ? null : { page, line });
    shared.point(isTakenBack ? null : { x: 0.5, y: Math.min(Math.max((block.top + block.bottom) / 2, 0), 1) });
  };
  return <Surface doc={doc} screen={screen} onPress={press} onBack={onBack} />;
}

/** The text of a page; undefined until it is here, null where it cannot be had. */
function useBlocks(file: PdfFile | null | undefined, page: number): readonly TextBlock[] | null | undefined {
  const [read, setRead] = useState<{
    readonly of: PdfFile;
    readonly page: number;
    readonly blocks: readonly TextBlock[];
  }>();
  useEffect(() => {
    if (!file) return;
    let isWanted = true;
    file.page(page).then(
      ({ blocks }) => isWanted && setRead({ of: file, page, blocks }),
      () => {},
    );
    return () => {
      isWanted = false;
    };
  }, [file, page]);
  if (!file) return file;
  return read?.of === file && read.page === page ? read.blocks : undefined;
}
