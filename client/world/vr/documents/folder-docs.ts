import type { DocumentView } from '../../../../shared/documents.ts';
import type { TextBlock } from '../../../documents/document-text.ts';
import { documentTexts } from '../../../documents/documents-texts.ts';
import type { PanelBlock, PanelDoc } from '../../../panels/panel-doc.ts';
import { framed } from '../menu-docs.ts';
import { vrTexts } from '../vr-texts.ts';
import { dateText, type Language, waiting } from '../words.ts';
import { AGAIN, DOCUMENT, stateBlocks, turning } from './document-docs.ts';

export const DELETE = 'delete';

type Listed = Pick<DocumentView, 'id' | 'title' | 'state' | 'offeredAt' | 'consultantName'>;

/** The customer's folder: each document opens. `error` is in the reader's words. */
export function folderDoc(
  documents: readonly Listed[] | undefined,
  error: string | null,
  language: Language,
): PanelDoc {
  const texts = documentTexts[language];
  const vr = vrTexts[language];
  const frame = framed(vr.folder, vr);
  if (!documents)
    return { ...frame, blocks: [error ? { kind: 'alert', text: error, tone: 'danger' } : waiting(language)] };
  if (documents.length === 0) return { ...frame, blocks: [{ kind: 'text', text: texts.folderEmpty, tone: 'muted' }] };
  const rows = documents.map(
    ({ id, title, state, offeredAt, consultantName }): PanelBlock => ({
      kind: 'buttons',
      columns: 1,
      buttons: [
        {
          id: `${DOCUMENT}${id}`,
          label: title,
          note: [texts.states[state], dateText(offeredAt, language), texts.with(consultantName)].join(' · '),
        },
      ],
    }),
  );
  return { ...frame, blocks: rows };
}

interface KeptKnowledge {
  readonly document: Pick<DocumentView, 'title' | 'state' | 'signedAt'>;
  /** The text of the page that is read; undefined until it is here, null where it cannot be had. */
  readonly blocks: readonly TextBlock[] | null | undefined;
  readonly page: number;
  readonly pages: number;
  readonly isDeleting: boolean;
  /** In the reader's words. */
  readonly error: string | null;
}

/** One of them, read as text. What binds nobody can be deleted. */
export function keptDoc(
  { document, blocks, page, pages, isDeleting, error }: KeptKnowledge,
  language: Language,
): PanelDoc {
  const texts = documentTexts[language];
  const { state } = document;
  const isOver = state === 'declined' || state === 'withdrawn' || state === 'lapsed';
  const remove = {
    id: DELETE,
    label: texts.remove,
    tone: 'danger',
    ...(isDeleting && { state: 'busy' as const }),
  } as const;
  return {
    ...framed(document.title, vrTexts[language]),
    blocks: [
      ...(error ? [{ kind: 'alert', text: error, tone: 'danger' } as const] : []),
      ...stateBlocks(document, language),
      ...textBlocks(blocks, language),
      { kind: 'text', text: vrTexts[language].filesElsewhere, tone: 'muted' },
    ],
    foot: [
      ...turning(page, pages, language),
      ...(isOver ? [{ kind: 'buttons', columns: 1, buttons: [remove] } as const] : []),
    ],
  };
}

function textBlocks(blocks: KeptKnowledge['blocks'], language: Language): PanelBlock[] {
  const texts = documentTexts[language];
  if (blocks === undefined) return [{ kind: 'text', text: texts.loading, tone: 'muted' }];
  if (blocks === null)
    return [
      { kind: 'alert', text: texts.failed, tone: 'danger' },
      { kind: 'buttons', columns: 1, buttons: [{ id: AGAIN, label: texts.again }] },
    ];
  return blocks.flatMap(({ kind, texts: [first = '', ...rest] }): PanelBlock[] => {
    const value = rest.join(' ');
    if (kind === 'row' && value)
      return [
        { kind: 'text', text: first, tone: 'muted' },
        { kind: 'text', text: value },
      ];
    const text = [first, value].filter(Boolean).join(' ');
    return [{ kind: 'text', text, ...((kind === 'h1' || kind === 'h2') && { tone: 'strong' as const }) }];
  });
}
