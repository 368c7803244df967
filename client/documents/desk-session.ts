import type { DeskAct, DeskNews, DeskPaper, DeskRefusal } from '../../shared/desk-letters.ts';
import type { DocumentView } from '../../shared/documents.ts';
import type { Audience } from '../../shared/endpoint.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { type DeskLine, watchDeskLine } from '../net/desk-line.ts';
import { fetchPaper, type OpenedPaper } from './paper-files.ts';

export type DeskError = DeskRefusal | 'network-failed' | 'request-too-large';

/** What lies on the desk of a talk, as this tab opened it. */
export interface Desk {
  /** Newest first; undefined until it is known. */
  readonly documents: readonly DocumentView[] | undefined;
  /** Something on it could not be had. */
  readonly error: 'network-failed' | null;
}

/** This tab's dealings with the document service of a talk: all of it goes by private letters. It holds what it opened in memory alone. */
export interface DeskSession {
  read(): Desk;
  subscribe(listener: () => void): () => void;
  /** Asks something of the service; answers once what came of it is shown. */
  act(act: DeskAct): Promise<Result<null, DeskError>>;
  /** The PDF of this very version; null where it is not on the desk. */
  pdfOf(document: Pick<DocumentView, 'id' | 'version'>): Uint8Array<ArrayBuffer> | null;
  close(): void;
}

/** Two papers are made for an answer, and the service may have to come in first. */
const ANSWER_MS = 25_000;

interface Request {
  readonly act: DeskAct;
  /** The member it was written to. */
  to: string | null;
  readonly settle: (result: Result<null, DeskError>) => void;
}

export function openDeskSession(audience: Audience, consultationId: string): DeskSession {
  const listeners = new Set<() => void>();
  const requests = new Map<string, Request>();
  let desk: Desk = { documents: undefined, error: null };
  let line: DeskLine | null = null;
  let stopHearing = () => {};
  let opened = new Map<string, Promise<OpenedPaper>>();
  let papers: readonly OpenedPaper[] = [];
  /** Letters are counted: what an older one tells of is not shown after a newer. */
  let letters = 0;

  function change(next: Partial<Desk>): void {
    desk = { ...desk, ...next };
    for (const listener of listeners) listener();
  }

  /** To a service that has come anew everything is said that the one before has not answered. */
  function write(): void {
    if (!line?.service) {
      if ([...requests.values()].some(({ act }) => act.kind !== 'look')) line?.open();
      return;
    }
    for (const [request, one] of requests) {
      if (one.to === line.service) continue;
      one.to = line.service;
      if (!line.sayTo(one.to, { kind: 'desk-request', request, act: one.act })) one.settle(refuse('request-too-large'));
    }
  }

  function ask(act: DeskAct): Promise<Result<null, DeskError>> {
    const request = crypto.randomUUID();
    return new Promise((answer) => {
      const timer = setTimeout(() => settle(refuse('network-failed')), ANSWER_MS);
      const settle = (result: Result<null, DeskError>) => {
        clearTimeout(timer);
        requests.delete(request);
        answer(result);
      };
      requests.set(request, { act, to: null, settle });
      write();
    });
  }

  async function hear({ papers: told, answer }: DeskNews): Promise<void> {
    letters += 1;
    const letter = letters;
    // Opened once: the key of another version is another.
    opened = new Map(told.map((paper) => [paper.file.fileId, opened.get(paper.file.fileId) ?? fetchOne(paper)]));
    const read = await Promise.allSettled(opened.values());
    const isNewest = letter === letters;
    if (isNewest) {
      papers = read.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      change({ documents: documentsOf(told, papers), error: papers.length < told.length ? 'network-failed' : null });
    }
    if (answer) requests.get(answer.request)?.settle(answer.error ? refuse(answer.error) : ok(null));
  }

  function fetchOne(paper: DeskPaper): Promise<OpenedPaper> {
    const fetched = fetchPaper(audience, consultationId, paper);
    // The next letter tries again.
    fetched.catch(() => opened.delete(paper.file.fileId));
    return fetched;
  }

  const stopWatching = watchDeskLine(consultationId, (next) => {
    stopHearing();
    line = next;
    if (!line) return;
    stopHearing = line.onPrivate(({ from, message }) => {
      if (message.kind === 'desk' && from.party === 'documents') void hear(message);
    });
    // Without the service there is nothing on the desk, or it is about to come and to tell.
    if (line.service) void ask({ kind: 'look' });
    else if (!desk.documents) change({ documents: [] });
    write();
  });

  return {
    read: () => desk,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    act: ask,
    pdfOf: ({ id, version }) =>
      papers.find(({ document }) => document.id === id && document.version === version)?.pdf ?? null,
    close() {
      stopWatching();
      stopHearing();
      for (const { settle } of [...requests.values()]) settle(refuse('network-failed'));
      papers = [];
      opened.clear();
    },
  };
}

/** In the order of the letter, which also knows how it stands with each now. */
function documentsOf(told: readonly DeskPaper[], papers: readonly OpenedPaper[]): readonly DocumentView[] {
  return told.flatMap(({ documentId, state, changedAt, signedAt }) => {
    const paper = papers.find(({ document }) => document.id === documentId);
    return paper ? [{ ...paper.document, state, changedAt, signedAt }] : [];
  });
}
