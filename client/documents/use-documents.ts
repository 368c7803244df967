import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { DeskAct } from '../../shared/desk-letters.ts';
import { type DocumentView, listDocuments, readPdf } from '../../shared/documents.ts';
import type { Audience } from '../../shared/endpoint.ts';
import { type Result, refuse } from '../../shared/result.ts';
import { useRead } from '../net/use-read.ts';
import { type Desk, type DeskError, type DeskSession, openDeskSession } from './desk-session.ts';
import { openPdf, type PdfFile } from './pdf-file.ts';

/** All parts of a page share one; who puts a part away for another keeps it. */
const LINGER_MS = 500;
const desks = new Map<string, { readonly session: DeskSession; holders: number }>();

/** Documents of a consultation, as this audience may know of them. */
export function useTableDocuments(
  audience: Audience,
  consultationId: string,
): { readonly value: { readonly documents: readonly DocumentView[] } | undefined; readonly error: Desk['error'] } {
  const [session, setSession] = useState<DeskSession | null>(null);
  useEffect(() => {
    const held = desks.get(consultationId) ?? { session: openDeskSession(audience, consultationId), holders: 0 };
    desks.set(consultationId, held);
    held.holders += 1;
    setSession(held.session);
    return () => {
      setSession(null);
      held.holders -= 1;
      setTimeout(() => {
        if (held.holders > 0 || desks.get(consultationId) !== held) return;
        desks.delete(consultationId);
        held.session.close();
      }, LINGER_MS);
    };
  }, [audience, consultationId]);
  const { documents, error } = useSyncExternalStore(session?.subscribe ?? nothing, session?.read ?? unknown);
  return { value: documents && { documents }, error };
}

const NOTHING_KNOWN: Desk = { documents: undefined, error: null };
const nothing = () => () => {};
const unknown = () => NOTHING_KNOWN;

/** What is asked of the document service, while the desk is shown. */
export async function actAtDesk(consultationId: string, act: DeskAct): Promise<Result<null, DeskError>> {
  return (await desks.get(consultationId)?.session.act(act)) ?? refuse('network-failed');
}

export function useFolder() {
  return useRead(listDocuments, { key: ['documents', 'folder'] });
}

/** An act that changes what lies on the desk or in the folder: what is read by HTTP is read again, whether it was done or refused. */
export function useDocumentAct<Input, E extends string>(act: (input: Input) => Promise<Result<unknown, E>>) {
  const queries = useQueryClient();
  const mutation = useMutation({
    mutationFn: act,
    onSettled: () =>
      Promise.all(['documents', 'proposals'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
  return {
    run: mutation.mutate,
    busy: mutation.isPending,
    done: mutation.data?.ok === true,
    error: mutation.data && !mutation.data.ok ? mutation.data.error : null,
  };
}

/** Where the customer gets the PDF of a document in their folder. */
export function pdfPath(documentId: string): string {
  return readPdf.path.replace(':documentId', encodeURIComponent(documentId));
}

/** The PDF of what lies on the desk. */
export function usePdf({ id, version, consultationId }: DocumentView) {
  const session = desks.get(consultationId)?.session;
  const shown = useOpened(`${id} ${version}`, async () => session?.pdfOf({ id, version }) ?? null);
  return {
    file: shown.file,
    again: () => void actAtDesk(consultationId, { kind: 'look' }).then(shown.again),
  };
}

/** The PDF of what is in the folder. */
export function useKeptPdf({ id }: DocumentView) {
  const shown = useOpened(id, async (signal) => {
    const response = await fetch(pdfPath(id), { signal });
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
  });
  return shown;
}

/** Undefined until it is here, null where it cannot be had. It is gone when nobody shows it. */
function useOpened(name: string, load: (signal: AbortSignal) => Promise<Uint8Array<ArrayBuffer> | null>) {
  const [file, setFile] = useState<PdfFile | null>();
  const [attempt, setAttempt] = useState(1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another name is another PDF, and another attempt asks anew.
  useEffect(() => {
    const abort = new AbortController();
    let opened: PdfFile | undefined;
    async function read(): Promise<void> {
      const bytes = await load(abort.signal);
      if (!bytes) return setFile(null);
      opened = await openPdf(bytes);
      if (abort.signal.aborted) opened.close();
      else setFile(opened);
    }
    setFile(undefined);
    read().catch(() => abort.signal.aborted || setFile(null));
    return () => {
      abort.abort();
      opened?.close();
    };
  }, [name, attempt]);
  return { file, again: () => setAttempt((attempts) => attempts + 1) };
}
