import { ratingTexts } from '../../../afterwards/rating-texts.ts';
import type { PanelBlock, PanelDoc, PanelKey } from '../../../panels/panel-doc.ts';
import { framed } from '../menu-docs.ts';
import { vrTexts } from '../vr-texts.ts';
import type { Language } from '../words.ts';

export const SATISFIED = 'satisfied:';
export const RECOMMEND = 'recommend:';
export const WORD = 'rating-word';
export const SEND_RATING = 'send-rating';
export const SKIP_RATING = 'skip-rating';

interface RatingKnowledge {
  readonly ticketNumber: string;
  readonly satisfaction: number | null;
  readonly recommend: number | null;
  readonly word: string;
  /** The keyboard while it is open. */
  readonly keys: PanelBlock | null;
  /** A press on send found nothing said. */
  readonly isEmpty: boolean;
  readonly busy: boolean;
  /** In the reader's words. */
  readonly error: string | null;
}

/** How it was, asked once: two scales and a word, each as one likes, as on the page. */
export function ratingDoc(known: RatingKnowledge, language: Language): PanelDoc {
  const texts = ratingTexts[language];
  const vr = vrTexts[language];
  const { keys, busy, error, isEmpty } = known;
  const problem = error ?? (isEmpty ? texts.nothing : null);
  const alert: PanelBlock[] = problem ? [{ kind: 'alert', text: problem, tone: 'danger' }] : [];
  const word: PanelBlock = { kind: 'field', id: WORD, text: known.word, hint: texts.word };
  const state = busy && { state: 'busy' as const };
  const frame = {
    ...framed(texts.heading, vr),
    foot: [
      {
        kind: 'buttons' as const,
        columns: 2,
        buttons: [
          { id: SKIP_RATING, label: texts.skip, ...state },
          { id: SEND_RATING, label: texts.send, tone: 'primary' as const, ...state },
        ],
      },
    ],
  };
  // The keys take the room of the scales, which are there again when they go.
  if (keys) return { ...frame, blocks: [...alert, word, { kind: 'text', text: texts.wordHint, tone: 'muted' }, keys] };
  return {
    ...frame,
    blocks: [
      ...alert,
      { kind: 'text', text: texts.lead(known.ticketNumber), tone: 'muted' },
      ...scale(SATISFIED, texts.satisfaction, texts.satisfactionEnds, [[1, 2, 3, 4, 5]], known.satisfaction),
      ...scale(
        RECOMMEND,
        texts.recommend,
        texts.recommendEnds,
        [
          [0, 1, 2, 3, 4, 5],
          [6, 7, 8, 9, 10],
        ],
        known.recommend,
      ),
      word,
    ],
  };
}

function scale(
  begin: string,
  label: string,
  [least, most]: readonly [string, string],
  rows: readonly (readonly number[])[],
  chosen: number | null,
): PanelBlock[] {
  const numbers = rows.flat();
  const keys = rows.map((row) =>
    row.map((number): PanelKey => ({ id: `${begin}${number}`, label: String(number), chosen: number === chosen })),
  );
  return [
    { kind: 'text', text: label, tone: 'strong' },
    { kind: 'text', text: `${numbers[0]} ${least}, ${numbers.at(-1)} ${most}`, tone: 'muted' },
    { kind: 'keys', rows: keys },
  ];
}
