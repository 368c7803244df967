import { useState } from 'react';
import { type DocumentView, deleteDocument } from '../../../../shared/documents.ts';
import { documentTexts } from '../../../documents/documents-texts.ts';
import { useDocumentAct, useFolder, useKeptPdf } from '../../../documents/use-documents.ts';
import { callEndpoint } from '../../../net/api.ts';
import { useSignedIn } from '../../../net/use-signed-in.ts';
import { AccountsScreen } from '../accounts/AccountsScreen.tsx';
import { type ScreenProps, Surface } from '../Surface.tsx';
import { AGAIN, DOCUMENT, TURN } from './document-docs.ts';
import { DELETE, folderDoc, keptDoc } from './folder-docs.ts';
import { useBlocks } from './use-blocks.ts';

/** Everything that was put before the customer in a consultation, read again. Whoever is not signed in is shown how. */
export function FolderScreen(props: ScreenProps) {
  return useSignedIn('customer') === true ? <Folder {...props} /> : <AccountsScreen {...props} />;
}

function Folder(props: ScreenProps) {
  const { language } = props;
  const { value, error } = useFolder();
  const [openId, setOpenId] = useState<string | null>(null);
  const open = value?.documents.find(({ id }) => id === openId);
  if (open) return <Kept key={open.id} screen={props} document={open} onBack={() => setOpenId(null)} />;
  const doc = folderDoc(value?.documents, error && documentTexts[language].errors[error], language);
  const press = (id: string) => id.startsWith(DOCUMENT) && setOpenId(id.slice(DOCUMENT.length));
  return <Surface doc={doc} screen={props} onPress={press} />;
}

interface KeptProps {
  readonly screen: ScreenProps;
  readonly document: DocumentView;
  readonly onBack: () => void;
}

function Kept({ screen, document, onBack }: KeptProps) {
  const { language } = screen;
  const { file, again } = useKeptPdf(document);
  const [wanted, setWanted] = useState(1);
  const pages = file?.pages ?? 1;
  const page = Math.min(wanted, pages);
  const blocks = useBlocks(file, page);
  const remove = useDocumentAct(() => callEndpoint(deleteDocument, { params: { documentId: document.id } }));
  const press = (id: string) => {
    if (id === AGAIN) again();
    else if (id === DELETE) remove.run(undefined);
    else if (id.startsWith(TURN)) setWanted(Number(id.slice(TURN.length)));
  };
  const error = remove.error && documentTexts[language].errors[remove.error];
  const doc = keptDoc({ document, blocks, page, pages, isDeleting: remove.busy, error }, language);
  return <Surface doc={doc} screen={screen} onPress={press} onBack={onBack} />;
}
