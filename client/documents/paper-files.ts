import { type DeskPaper, PaperFile } from '../../shared/desk-letters.ts';
import type { DocumentView } from '../../shared/documents.ts';
import type { Audience } from '../../shared/endpoint.ts';
import { openFileBytes } from '../../shared/sealed/sealed-file.ts';
import { customerFiles, staffFiles } from '../../shared/talk-file.ts';

/** A document on the desk as this reader may have it, opened here. */
export interface OpenedPaper {
  readonly document: DocumentView;
  /** The very bytes of its PDF. */
  readonly pdf: Uint8Array<ArrayBuffer>;
}

const TRIES = 3;
const AGAIN_MS = 1000;

/** Fetches the ciphertext of a paper and opens it; rejects where it cannot be had, or is not what the letter told of. */
export async function fetchPaper(
  audience: Audience,
  consultationId: string,
  { file, documentId, version }: DeskPaper,
): Promise<OpenedPaper> {
  const { path } = (audience === 'customer' ? customerFiles : staffFiles).get;
  const url = path.replace(':consultationId', consultationId).replace(':fileId', file.fileId);
  const opened = await openFileBytes(file, await fetchBytes(url, TRIES));
  const { document, pdf } = PaperFile.parse(JSON.parse(new TextDecoder().decode(opened ?? undefined)));
  if (document.id !== documentId || document.version !== version || document.consultationId !== consultationId)
    throw new Error('another paper');
  return { document, pdf: Uint8Array.from(atob(pdf), (character) => character.charCodeAt(0)) };
}

async function fetchBytes(url: string, tries: number): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url).catch(() => null);
  if (response?.ok) return new Uint8Array(await response.arrayBuffer());
  // What is not there is of a version that is no more: a newer letter tells of another.
  if (tries <= 1 || response?.status === 404) throw new Error('no paper');
  await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  return fetchBytes(url, tries - 1);
}
