import { useXR } from '@react-three/xr';
import { useEffect, useRef, useState } from 'react';
import { listBranches } from '../../../../shared/branch.ts';
import type { DocumentView, FieldValues } from '../../../../shared/documents.ts';
import { documentTexts } from '../../../documents/documents-texts.ts';
import { actAtDesk, useDocumentAct, usePdf, useTableDocuments } from '../../../documents/use-documents.ts';
import { useSharedView } from '../../../documents/use-pointing.ts';
import { useRead } from '../../../net/use-read.ts';
import { type ScreenProps, Surface } from '../Surface.tsx';
import {
  AGAIN,
  DECLINE,
  DECLINE_YES,
  DOCUMENT,
  documentDoc,
  FILL_IN,
  LINE,
  SIGN,
  STAY,
  TURN,
} from './document-docs.ts';
import { FillScreen } from './FillScreen.tsx';
import { useOutToSign } from './out-to-sign.ts';
import { LEAVE_TO_SIGN, signDoc } from './sign-docs.ts';
import { useBlocks } from './use-blocks.ts';

/** What was typed into documents and is not in them yet, by document. */
export type BegunDetails = Readonly<Record<string, FieldValues>>;

interface DocumentScreenProps {
  readonly screen: ScreenProps;
  readonly consultationId: string;
  readonly begun: BegunDetails;
  readonly onBegun: (begun: BegunDetails) => void;
}

/** What lies on the desk, read in the headset: the newest document is open. */
export function DocumentScreen({ screen, consultationId, begun, onBegun }: DocumentScreenProps) {
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
        begun={begun[open.id] ?? {}}
        onBegun={(values) => onBegun({ ...begun, [open.id]: values })}
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
      isDeclineAsked: false,
      isDeclining: false,
    },
    language,
  );
  const press = (id: string) => id.startsWith(DOCUMENT) && setChosenId(id.slice(DOCUMENT.length));
  return <Surface doc={doc} screen={screen} onPress={press} onBack={() => go('talk')} />;
}

interface OpenDocumentProps {
  readonly screen: ScreenProps;
  readonly document: DocumentView;
  readonly begun: FieldValues;
  readonly onBegun: (values: FieldValues) => void;
  readonly onBack: () => void;
}

/** Reading, with the ways to fill in one's part, and to sign. */
function OpenDocument({ screen, document, begun, onBegun, onBack }: OpenDocumentProps) {
  const [shown, setShown] = useState<'page' | 'details' | 'signing'>('page');
  const { state } = document;
  const toPage = () => setShown('page');
  const isPending = state === 'filling' || state === 'shown' || state === 'asked';
  if (shown === 'details' && isPending)
    return (
      <FillScreen
        screen={screen}
        document={document}
        begun={begun}
        onChange={onBegun}
        onDone={() => {
          onBegun({});
          toPage();
        }}
        onBack={toPage}
      />
    );
  // Signed meanwhile, or taken back: the page says so by itself.
  if (shown === 'signing' && state === 'asked')
    return <SigningWays screen={screen} document={document} onBack={toPage} />;
  return <ReadingScreen screen={screen} document={document} onShow={setShown} onBack={onBack} />;
}

interface ReadingScreenProps {
  readonly screen: ScreenProps;
  readonly document: DocumentView;
  readonly onShow: (what: 'details' | 'signing') => void;
  readonly onBack: () => void;
}

function ReadingScreen({ screen, document, onShow, onBack }: ReadingScreenProps) {
  const { language } = screen;
  const { file, again } = usePdf(document);
  const shared = useSharedView(document.consultationId, document.id);
  const page = file ? Math.min(shared.page, file.pages) : 1;
  const blocks = useBlocks(file, page);
  const [own, setOwn] = useState<{ readonly page: number; readonly line: number } | null>(null);
  const ownLine = own?.page === page ? own.line : null;
  const [isDeclineAsked, setDeclineAsked] = useState(false);
  const decline = useDocumentAct(() =>
    actAtDesk(document.consultationId, { kind: 'decline', documentId: document.id }),
  );
  const doc = documentDoc(
    {
      documents: [document],
      error: decline.error && documentTexts[language].errors[decline.error],
      chosenId: document.id,
      blocks,
      page,
      pages: file?.pages ?? 1,
      partnerY: shared.partner?.y ?? null,
      ownLine,
      isDeclineAsked,
      isDeclining: decline.busy,
    },
    language,
  );
  const pointAt = (line: number) => {
    const block = blocks?.[line];
    const isTakenBack = !block || line === ownLine;
    setOwn(isTakenBack ? null : { page, line });
    shared.point(isTakenBack ? null : { x: 0.5, y: Math.min(Math.max((block.top + block.bottom) / 2, 0), 1) });
  };
  const press = (id: string) => {
    if (id.startsWith(LINE)) return pointAt(Number(id.slice(LINE.length)));
    if (id.startsWith(TURN)) {
      setOwn(null);
      return shared.turn(Number(id.slice(TURN.length)));
    }
    switch (id) {
      case AGAIN:
        return again();
      case FILL_IN:
        return onShow('details');
      case SIGN:
        return onShow('signing');
      case DECLINE:
      case STAY:
        return setDeclineAsked(id === DECLINE);
      case DECLINE_YES:
        setDeclineAsked(false);
        return decline.run(undefined);
    }
  };
  return <Surface doc={doc} screen={screen} onPress={press} onBack={onBack} />;
}

interface SigningWaysProps {
  readonly screen: ScreenProps;
  readonly document: DocumentView;
  readonly onBack: () => void;
}

/** The way out to where a passkey can be opened; the panel goes on by itself once it is signed there. */
function SigningWays({ screen, document, onBack }: SigningWaysProps) {
  const { plan, language, lookOut, onSigning } = screen;
  const session = useXR((state) => state.session);
  useEffect(() => {
    onSigning(document.id);
    return () => onSigning(null);
  }, [document.id, onSigning]);
  const press = (id: string) => {
    if (id !== LEAVE_TO_SIGN) return;
    useOutToSign.setState({ documentId: document.id });
    void session?.end();
  };
  const branches = useRead(listBranches, { key: ['branches'] }).value?.branches;
  // The page without a name is of the first branch: what need not be typed on a phone is not asked for.
  const named = branches?.[0]?.id === plan.id ? '' : `?branch=${plan.id}`;
  const pageUrl = `${location.origin}/flat${named}`;
  const doc = signDoc({ title: document.title, pageUrl, lookOut }, language);
  return <Surface doc={doc} screen={screen} onPress={press} onBack={onBack} />;
}
