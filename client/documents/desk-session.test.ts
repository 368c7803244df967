import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DeskNews, DeskPaper } from '../../shared/desk-letters.ts';
import type { DocumentView } from '../../shared/documents.ts';
import type { PrivateMessage } from '../../shared/private-message.ts';
import { sealFileBytes } from '../../shared/sealed/sealed-file.ts';
import type { PrivateEntry } from '../../shared/sealed/talk-view.ts';
import type { GroupParty } from '../../shared/sealed-talk.ts';
import { type DeskLine, showDeskLine } from '../net/desk-line.ts';
import { type DeskSession, openDeskSession } from './desk-session.ts';

const talk = '6b5e2928-027c-412d-a70d-17c5553ba6be';
const at = '2026-11-21T10:00:00.000Z';
const files = new Map<string, Uint8Array<ArrayBuffer>>();
let session: DeskSession;
let written: { readonly to: string; readonly message: Extract<PrivateMessage, { kind: 'desk-request' }> }[];
let opened: number;
let hear: (entry: PrivateEntry) => void;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  files.clear();
  written = [];
  opened = 0;
  vi.stubGlobal('fetch', async (url: string) => {
    const sealed = files.get(String(url).split('/').at(-1) ?? '');
    return sealed ? new Response(sealed) : new Response(null, { status: 404 });
  });
  session = openDeskSession('customer', talk);
});
afterEach(() => {
  session.close();
  showDeskLine(talk, null);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function connect(service: string | null): void {
  const line: DeskLine = {
    audience: 'customer',
    service,
    sayTo(to, message) {
      if (message.kind === 'desk-request') written.push({ to, message });
      return true;
    },
    onPrivate(listener) {
      hear = listener;
      return () => {};
    },
    open: () => {
      opened += 1;
    },
  };
  showDeskLine(talk, line);
}
const viewOf = (id: string, version: number): DocumentView => ({
  id,
  consultationId: talk,
  title: `version ${version}`,
  language: 'en',
  state: 'filling',
  version,
  fields: [],
  consultantName: 'Elena',
  offeredAt: at,
  changedAt: at,
  signedAt: null,
});
async function paper(documentId: string, version: number, more: Partial<DeskPaper> = {}): Promise<DeskPaper> {
  const file = { document: viewOf(documentId, version), pdf: btoa(`%PDF ${version}`) };
  const { sealed, key } = await sealFileBytes(new TextEncoder().encode(JSON.stringify(file)));
  const fileId = crypto.randomUUID();
  files.set(fileId, sealed);
  return { documentId, version, state: 'shown', changedAt: at, signedAt: null, file: { fileId, ...key }, ...more };
}
function tell(papers: DeskPaper[], answer: DeskNews['answer'] = null, party: GroupParty = 'documents'): void {
  hear({ id: talk, at, from: { party, member: 'service' }, message: { kind: 'desk', papers, answer } });
}
const titles = () => session.read().documents?.map(({ title, state }) => `${title} ${state}`);
const requestOf = (kind: string) => written.findLast(({ message }) => message.act.kind === kind)?.message.request ?? '';

test('it looks at the desk when it has a way there, and shows what it can open, as the newest letter has it', async () => {
  expect(session.read().documents).toBeUndefined();
  connect('service');
  expect(written.map(({ to, message }) => [to, message.act.kind])).toEqual([['service', 'look']]);
  const id = crypto.randomUUID();
  tell([await paper(id, 1)]);
  await expect.poll(titles).toEqual(['version 1 shown']);
  expect(new TextDecoder().decode(session.pdfOf({ id, version: 1 }) ?? undefined)).toBe('%PDF 1');
  expect(session.pdfOf({ id, version: 2 })).toBeNull();
  tell([await paper(id, 2, { state: 'asked' })]);
  await expect.poll(titles).toEqual(['version 2 asked']);
});

test('a letter of anybody but the document service shows nothing', async () => {
  connect('service');
  const one = await paper(crypto.randomUUID(), 1);
  tell([one], null, 'consultant');
  tell([one], null, 'recorder');
  await new Promise((resolve) => setImmediate(resolve));
  expect(session.read().documents).toBeUndefined();
  tell([one]);
  await expect.poll(titles).toEqual(['version 1 shown']);
});

test('an act brings the service in, is written to it once it is there, and is answered as it says', async () => {
  connect(null);
  expect(session.read().documents).toEqual([]);
  const act = { kind: 'decline', documentId: crypto.randomUUID() } as const;
  const done = session.act(act);
  expect([opened, written.length]).toEqual([1, 0]);
  connect('service');
  expect(written.map(({ message }) => message.act.kind).sort()).toEqual(['decline', 'look']);
  tell([], { request: requestOf('decline'), error: 'document-state-wrong' });
  expect(await done).toEqual({ ok: false, error: 'document-state-wrong' });
});

test('what one service has not answered is written to the next; what nobody answers is given up', async () => {
  connect('service');
  const done = session.act({ kind: 'decline', documentId: crypto.randomUUID() });
  const request = requestOf('decline');
  connect(null);
  connect('another');
  expect(written.filter(({ message }) => message.request === request).map(({ to }) => to)).toEqual([
    'service',
    'another',
  ]);
  vi.advanceTimersByTime(30_000);
  expect(await done).toEqual({ ok: false, error: 'network-failed' });
});

test('a file that is not what its letter tells of is not shown, and said to be missing', async () => {
  connect('service');
  const [good, other] = [await paper(crypto.randomUUID(), 1), await paper(crypto.randomUUID(), 1)];
  const renamed = { ...other, documentId: crypto.randomUUID() };
  tell([good, renamed]);
  await expect.poll(titles).toEqual(['version 1 shown']);
  expect(session.read().error).toBe('network-failed');
  files.set(other.file.fileId, Uint8Array.of(1, 2, 3));
  tell([good, { ...other, file: { ...other.file, fileId: other.file.fileId } }]);
  await expect.poll(() => session.read().documents?.length).toBe(1);
  tell([good]);
  await expect.poll(() => session.read().error).toBeNull();
});
