import { type RatingError, ratingTexts } from '../../../afterwards/rating-texts.ts';
import type { PanelBlock, PanelDoc } from '../../../panels/panel-doc.ts';
import { framed } from '../menu-docs.ts';
import { vrTexts } from '../vr-texts.ts';
import type { Language } from '../words.ts';

export const RATE = 'rate';
export const SKIP = 'skip-rating';
export const SATISFACTION = 'satisfaction:';
export const RECOMMEND = 'recommend:';

const SCALES = [
  { id: SATISFACTION, of: 'satisfaction', ends: 'satisfactionEnds', numbers: [1, 2, 3, 4, 5] },
  { id: RECOMMEND, of: 'recommend', ends: 'recommendEnds', numbers: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] },
] as const;

export interface RatingDraft {
  readonly satisfaction: number | null;
  readonly recommend: number | null;
}

interface RatingKnowledge extends RatingDraft {
  readonly ticketNumber: string;
  readonly busy: boolean;
  readonly refused: RatingError | null;
}

/** How a consultation was, by the two numbers; a word is for the page, where one types better. */
export function ratingDoc(known: RatingKnowledge, language: Language): PanelDoc {
  const texts = ratingTexts[language];
  const { refused, busy } = known;
  const isEmpty = known.satisfaction === null && known.recommend === null;
  return {
    ...framed(texts.heading, vrTexts[language]),
    blocks: [
      { kind: 'text', text: texts.lead(known.ticketNumber), tone: 'muted' },
      ...(refused ? [{ kind: 'alert', text: texts.errors[refused], tone: 'danger' } as const] : []),
      ...SCALES.map(
        ({ id, of, ends, numbers }): PanelBlock => ({
          kind: 'choice',
          label: `${texts[of]} ${numbers[0]}: ${texts[ends][0]}, ${numbers.at(-1)}: ${texts[ends][1]}.`,
          options: numbers.map((number) => ({
            id: `${id}${number}`,
            label: `${number}`,
            chosen: number === known[of],
          })),
        }),
      ),
    ],
    foot: [
      {
        kind: 'buttons',
        columns: 2,
        buttons: [
          {
            id: RATE,
            label: texts.send,
            tone: 'primary',
            ...(busy ? { state: 'busy' } : isEmpty && { state: 'disabled' }),
          },
          { id: SKIP, label: texts.skip, ...(busy && { state: 'disabled' }) },
        ],
      },
    ],
  };
}

export function thanksDoc(language: Language): PanelDoc {
  const texts = ratingTexts[language];
  return {
    ...framed(texts.heading, vrTexts[language]),
    blocks: [{ kind: 'alert', text: texts.thanks, tone: 'calm' }],
  };
}

/** The draft after a press; the same one where it was a press of something else. */
export function draftAfter(draft: RatingDraft, id: string): RatingDraft {
  for (const scale of SCALES)
    if (id.startsWith(scale.id)) return { ...draft, [scale.of]: Number(id.slice(scale.id.length)) };
  return draft;
}
