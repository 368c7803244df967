import type { DocumentView } from '../../../../shared/documents.ts';
import { blockAt, type TextBlock } from '../../../documents/document-text.ts';
import { documentTexts } from '../../../documents/documents-texts.ts';
import type { PanelBlock, PanelButton, PanelDoc } from '../../../panels/panel-doc.ts';
import { framed } from '../menu-docs.ts';
import { vrTexts } from '../vr-texts.ts';
import { dateText, type Language, timeText, waiting } from '../words.ts';

export const DOCUMENTS = 'documents';
export const DOCUMENT = 'document:';
export const LINE = 'line:';
export const TURN = 'turn:';
export const AGAIN = 'again';
export const FILL_IN = 'fill-in';
export const SIGN = 'sign';
export const DECLINE = 'decline';
export const DECLINE_YES = 'decline-yes';
export const STAY = 'stay';

/** The way from the talk to what lies on the desk. */
export function tableBlocks(documents: readonly DocumentView[], language: Language): PanelBlock[] {
  const [newest] = documents;
  if (!newest) return [];
  const isAsked = documents.some(({ state }) => state === 'asked');
  const note = isAsked ? documentTexts[language].askedOfYou : newest.title;
  const label = vrTexts[language].documents;
  return [
    { kind: 'buttons', columns: 1, buttons: [{ id: DOCUMENTS, label, note, ...(isAsked && { tone: 'primary' }) }] },
  ];
}

interface ShownDocument extends Pick<DocumentView, 'id' | 'title' | 'state' | 'signedAt'> {
  readonly fields: readonly Pick<DocumentView['fields'][number], 'by'>[];
}

interface DocumentKnowledge {
  readonly documents: readonly ShownDocument[] | undefined;
  /** In the reader's words. */
  readonly error: string | null;
  readonly chosenId: string | null;
  /** The text of the page that both look at; undefined until it is here, null where it cannot be had. */
  readonly blocks: readonly TextBlock[] | null | undefined;
  readonly page: number;
  readonly pages: number;
  /** How far down the page the consultant points, 0 to 1; null where they do not. */
  readonly partnerY: number | null;
  /** What one points at oneself. */
  readonly ownLine: number | null;
  /** Whether to decline it has been asked about. */
  readonly isDeclineAsked: boolean;
  readonly isDeclining: boolean;
}

/** A page of the document that lies on the desk, as text that both can point at: a sheet would be too small to read at arm's length. */
export function documentDoc(known: DocumentKnowledge, language: Language): PanelDoc {
  const texts = documentTexts[language];
  const vr = vrTexts[language];
  const { documents, error, chosenId, blocks, page, pages } = known;
  const frame = framed(vr.documents, vr);
  const alert: PanelBlock[] = error ? [{ kind: 'alert', text: error, tone: 'danger' }] : [];
  if (!documents && error) return { ...frame, blocks: alert };
  if (!documents) return { ...frame, blocks: [waiting(language)] };
  const open = documents.find(({ id }) => id === chosenId);
  if (!open) return { ...frame, blocks: documents.map((one) => documentRow(one, language)) };
  const title = { ...frame, title: open.title };
  if (blocks === undefined) return { ...title, blocks: [{ kind: 'text', text: texts.loading, tone: 'muted' }] };
  if (blocks === null) {
    const again: PanelBlock = { kind: 'buttons', columns: 1, buttons: [{ id: AGAIN, label: texts.again }] };
    return { ...title, blocks: [{ kind: 'alert', text: texts.failed, tone: 'danger' }, again] };
  }
  const pointed = known.partnerY === null ? null : blockAt(blocks, known.partnerY);
  const theirs = pointed === null ? -1 : blocks.indexOf(pointed);
  const lines = blocks.map((block, index) =>
    passage(block, index, index === theirs, index === known.ownLine, language),
  );
  const kept: PanelBlock[] = open.state === 'signed' ? [{ kind: 'text', text: vr.inFolder, tone: 'muted' }] : [];
  return {
    ...title,
    blocks: [...alert, ...stateBlocks(open, language), ...kept, ...lines],
    foot: [
      { kind: 'text', text: vr.readTogether, tone: 'muted' },
      ...turning(page, pages, language),
      ...actBlocks(open, known, language),
    ],
    follow: theirs < 0 ? undefined : `${LINE}${theirs}`,
  };
}

function documentRow(
  { id, title, state }: Pick<DocumentView, 'id' | 'title' | 'state'>,
  language: Language,
): PanelBlock {
  const texts = documentTexts[language];
  return {
    kind: 'buttons',
    columns: 1,
    buttons: [
      {
        id: `${DOCUMENT}${id}`,
        label: title,
        note: texts.states[state],
        ...(state === 'asked' && { tone: 'primary' }),
      },
    ],
  };
}

/** Where it stands with the document. */
export function stateBlocks(
  { state, signedAt }: Pick<ShownDocument, 'state' | 'signedAt'>,
  language: Language,
): PanelBlock[] {
  const texts = documentTexts[language];
  if (state === 'asked') return [{ kind: 'alert', text: texts.askedOfYou, tone: 'calm' }];
  if (state === 'filling') return [{ kind: 'alert', text: vrTexts[language].fillFirst, tone: 'calm' }];
  if (state === 'signed' && signedAt)
    return [
      {
        kind: 'alert',
        text: texts.signedNote(`${dateText(signedAt, language)}, ${timeText(signedAt, language)}`),
        tone: 'calm',
      },
    ];
  return [{ kind: 'text', text: texts.states[state], tone: 'muted' }];
}

/** What the customer may do with a document that is not final: as on the page. */
function actBlocks(
  { state, fields }: ShownDocument,
  { isDeclineAsked, isDeclining }: DocumentKnowledge,
  language: Language,
): PanelBlock[] {
  if (state !== 'filling' && state !== 'shown' && state !== 'asked') return [];
  const texts = documentTexts[language];
  const busy = isDeclining && { state: 'busy' as const };
  if (isDeclineAsked)
    return [
      { kind: 'text', text: texts.declineQuestion, tone: 'strong' },
      row({ id: STAY, label: texts.stay }, { id: DECLINE_YES, label: texts.declineYes, tone: 'danger', ...busy }),
    ];
  const vr = vrTexts[language];
  const decline: PanelButton = { id: DECLINE, label: texts.decline };
  const hasOwnPart = fields.some(({ by }) => by === 'customer');
  if (state === 'filling') return [row({ id: FILL_IN, label: vr.fillDetails, tone: 'primary' }, decline)];
  const change: PanelButton[] = hasOwnPart ? [{ id: FILL_IN, label: texts.change }] : [];
  if (state === 'shown') return [row(...change, decline)];
  return [row({ id: SIGN, label: texts.signHeading, tone: 'primary' }, ...change, decline)];
}

function row(...buttons: PanelButton[]): PanelBlock {
  return { kind: 'buttons', columns: buttons.length, buttons };
}

function passage(
  { kind, texts }: TextBlock,
  index: number,
  isTheirs: boolean,
  isOwn: boolean,
  language: Language,
): PanelBlock {
  const vr = vrTexts[language];
  const pointed = [isTheirs && vr.theyPoint, isOwn && vr.youPoint].filter(Boolean).join(' · ');
  const [first = '', ...rest] = texts;
  const value = rest.join(' ');
  return {
    kind: 'passage',
    passage: {
      id: `${LINE}${index}`,
      text: kind === 'row' && value ? value : [first, value].filter(Boolean).join(' '),
      ...(kind === 'row' && value && { label: first }),
      ...((kind === 'h1' || kind === 'h2') && { isHeading: true }),
      ...(pointed && { pointed }),
    },
  };
}

/** Both turn the pages of a document together. */
export function turning(page: number, pages: number, language: Language): PanelBlock[] {
  if (pages < 2) return [];
  const texts = documentTexts[language];
  const button = (to: number, label: string) => ({
    id: `${TURN}${to}`,
    label,
    ...((to < 1 || to > pages) && { state: 'disabled' as const }),
  });
  return [
    { kind: 'text', text: texts.page(page, pages), tone: 'strong' },
    { kind: 'buttons', columns: 2, buttons: [button(page - 1, texts.previous), button(page + 1, texts.next)] },
  ];
}
