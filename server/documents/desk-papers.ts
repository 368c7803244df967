import type { DeskPaper, PaperFile } from '../../shared/desk-letters.ts';
import type { DocumentView } from '../../shared/documents.ts';
import { sealFileBytes } from '../../shared/sealed/sealed-file.ts';
import type { FileKey } from '../../shared/talk-file.ts';
import type { FileStore } from '../consultation/file-store.ts';
import type { Clock } from '../lib/clock.ts';
import type { DocumentPerson, DocumentService } from './document-service.ts';

export interface DeskPapersDeps {
  readonly documents: Pick<DocumentService, 'listFor' | 'readPdf'>;
  readonly files: Pick<FileStore, 'addPaper' | 'deletePapersBut'>;
  readonly clock: Clock;
}

/**
 * The papers of one talk as ciphertext, each encrypted once for the customer and once, masked before, for the consultant. Their keys are
 * in memory alone: after a restart they are encrypted anew.
 */
export interface DeskPapers {
  /** What lies on the desk, for one of the two; null for anybody else. */
  listFor(who: DocumentPerson): Promise<readonly DeskPaper[] | null>;
  /** Deletes all other ciphertext of papers: of versions that are no more, and of a service that was here before, whose keys nobody has. */
  tidy(): Promise<void>;
}

interface Sealed {
  readonly documentId: string;
  readonly version: number;
  readonly file: FileKey;
}

export function createDeskPapers({ documents, files, clock }: DeskPapersDeps, consultationId: string): DeskPapers {
  const sealed: Readonly<Record<DocumentPerson['kind'], Map<string, Sealed>>> = {
    customer: new Map(),
    staff: new Map(),
  };
  let isTidy = false;

  /** Null where the document has gone meanwhile, or the talk is over. */
  async function fileOf(who: DocumentPerson, document: DocumentView): Promise<FileKey | null> {
    const { id: documentId, version } = document;
    const known = sealed[who.kind].get(documentId);
    if (known?.version === version) return known.file;
    const pdf = await documents.readPdf(who, documentId);
    if (!pdf.ok) return null;
    const paper: PaperFile = { document, pdf: Buffer.from(pdf.value.bytes).toString('base64') };
    const { sealed: bytes, key } = await sealFileBytes(new TextEncoder().encode(JSON.stringify(paper)));
    const fileId = await files.addPaper(consultationId, bytes, clock());
    if (fileId === null) return null;
    const file = { fileId, ...key };
    sealed[who.kind].set(documentId, { documentId, version, file });
    isTidy = false;
    return file;
  }

  return {
    async listFor(who) {
      const listed = await documents.listFor(who, consultationId);
      if (!listed.ok) return null;
      const papers: DeskPaper[] = [];
      for (const document of listed.value) {
        const file = await fileOf(who, document);
        const { id, version, state, changedAt, signedAt } = document;
        if (file) papers.push({ documentId: id, version, state, changedAt, signedAt, file });
      }
      return papers;
    },
    async tidy() {
      if (isTidy) return;
      isTidy = true;
      const kept = Object.values(sealed).flatMap((papers) => [...papers.values()]);
      await files.deletePapersBut(
        consultationId,
        kept.map(({ file }) => file.fileId),
      );
    },
  };
}
