import { expect, test } from 'vitest';
import { Rating } from '../../../../shared/afterwards.ts';
import type { PanelDoc } from '../../../panels/panel-doc.ts';
import { layOut } from '../../../panels/panel-layout.ts';
import { draftAfter, RATE, type RatingDraft, RECOMMEND, ratingDoc, SATISFACTION, SKIP } from './rating-docs.ts';

/** Broad letters: what fits with them fits. */
const measure = (text: string, font: string) => text.length * (font === 'small' ? 16 : 20);
const regions = (doc: PanelDoc) => layOut(doc, 0, measure).regions;
const pressable = (doc: PanelDoc) => regions(doc).flatMap(({ id, isDisabled }) => (isDisabled ? [] : [id]));
const EMPTY: RatingDraft = { satisfaction: null, recommend: null };
const KNOWN = { ...EMPTY, ticketNumber: 'P-001', busy: false, refused: null };

test('both scales are asked whole on one page, in both languages, each number with a name that says of what', () => {
  for (const language of ['en', 'ru'] as const) {
    const doc = ratingDoc(KNOWN, language);
    expect(layOut(doc, 0, measure).pages).toBe(1);
    const numbers = regions(doc).filter(({ id }) => /^(satisfaction|recommend):/.test(id));
    expect(numbers.map(({ id }) => id)).toEqual([
      ...[1, 2, 3, 4, 5].map((number) => `${SATISFACTION}${number}`),
      ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((number) => `${RECOMMEND}${number}`),
    ]);
    for (const { name, rect } of numbers) {
      expect(name.length).toBeGreaterThan(20);
      expect(Math.min(rect.width, rect.height)).toBeGreaterThan(60);
    }
  }
});

test('nothing is sent before something is said, and skipping is always there', () => {
  expect(pressable(ratingDoc(KNOWN, 'en'))).not.toContain(RATE);
  expect(pressable(ratingDoc(KNOWN, 'en'))).toContain(SKIP);
  expect(pressable(ratingDoc({ ...KNOWN, recommend: 0 }, 'en'))).toContain(RATE);
  const busy = pressable(ratingDoc({ ...KNOWN, recommend: 0, busy: true }, 'en'));
  expect(busy).not.toContain(RATE);
  expect(busy).not.toContain(SKIP);
});

test('what is pressed is what is sent; another press changes it', () => {
  const draft = [`${SATISFACTION}2`, `${RECOMMEND}10`, `${SATISFACTION}4`, 'something-else'].reduce(draftAfter, EMPTY);
  expect(Rating.parse({ ...draft, word: '' })).toEqual({ satisfaction: 4, recommend: 10, word: '' });
  const chosen = ratingDoc({ ...KNOWN, ...draft }, 'en').blocks.flatMap((block) =>
    block.kind === 'choice' ? block.options.flatMap(({ id, chosen }) => (chosen ? [id] : [])) : [],
  );
  expect(chosen).toEqual([`${SATISFACTION}4`, `${RECOMMEND}10`]);
});

test('a refusal is said', () => {
  expect(JSON.stringify(ratingDoc({ ...KNOWN, refused: 'rating-given' }, 'en'))).toContain(
    'You have answered already.',
  );
});
