import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import {
  type DocumentView,
  listDeskDocuments,
  listDocuments,
  listTableDocuments,
  readDeskPdf,
  readPdf,
} from '../../shared/documents.ts';
import type { Audience } from '../../shared/endpoint.ts';
import type { Result } from '../../shared/result.ts';
import { useRead } from '../net/use-read.ts';
import { openPdf, type PdfFile } from './pdf-file.ts';

/** Documents of a consultation, as this audience may know of them. */
export function useTableDocuments(audience: Audience, consultationId: string) {
  return useRead(audience === 'customer' ? listTableDocuments : listDeskDocuments, {
    key: ['documents', audience, consultationId],
    params: { consultationId },
  });
}

export function useFolder() {
  return useRead(listDocuments, { key: ['documents', 'folder'] });
}

/** An act that changes what lies on the desk: everything of it is read again, whether it was done or refused. */
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

/** Where one of the audience gets the PDF of a document. */
export function pdfPath(audience: Audience, documentId: string): string {
  return (audience === 'customer' ? readPdf : readDeskPdf).path.replace(':documentId', encodeURIComponent(documentId));
}

/** The PDF of this version; undefined until it is here, null where it cannot be had. It is gone when nobody shows it. */
export function usePdf(audience: Audience, { id, version }: DocumentView) {
  const [file, setFile] = useState<PdfFile | null>();
  const [attempt, setAttempt] = useState(1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version is another PDF, and another attempt asks anew.
  useEffect(() => {
    const abort = new AbortController();
    let opened: PdfFile | undefined;
    async function read(): Promise<void> {
      const response = await fetch(pdfPath(audience, id), { signal: abort.signal });
      if (!response.ok) return setFile(null);
      opened = await openPdf(new Uint8Array(await response.arrayBuffer()));
      if (abort.signal.aborted) opened.close();
      else setFile(opened);
    }
    setFile(undefined);
    read().catch(() => abort.signal.aborted || setFile(null));
    return () => {
      abort.abort();
      opened?.close();
    };
  }, [audience, id, version, attempt]);
  return { file, again: () => setAttempt((attempts) => attempts + 1) };
}
