import { expect, test } from 'vitest';
import { keysOf } from '../../../panels/keyboard.ts';
import type { PanelDoc } from '../../../panels/panel-doc.ts';
import { layOut } from '../../../panels/panel-layout.ts';
import { vrTexts } from '../vr-texts.ts';
import { RECOMMEND, ratingDoc, SATISFIED, SEND_RATING, SKIP_RATING, WORD } from './rating-docs.ts';

const measure = (text: string, font: string) => text.length * (font === 'small' ? 15 : 18);
const pressable = (doc: PanelDoc) =>
  layOut(doc, 0, measure).regions.flatMap(({ id, isDisabled }) => (isDisabled ? [] : [id]));
const fresh = {
  ticketNumber: 'A007',
  satisfaction: null,
  recommend: null,
  word: '',
  keys: null,
  isEmpty: false,
  busy: false,
  error: null,
};

test.each(['en', 'ru'] as const)('every answer and the way past it are on one panel, in %s', (language) => {
  const doc = ratingDoc(fresh, language);
  expect(layOut(doc, 0, measure).pages).toBe(1);
  expect(pressable(doc)).toEqual(
    expect.arrayContaining([`${SATISFIED}1`, `${SATISFIED}5`, `${RECOMMEND}0`, `${RECOMMEND}10`, WORD, SKIP_RATING]),
  );
  const rows = keysOf({ layer: 'letters', language, isUpper: true }, vrTexts[language].keyboard);
  const writing = ratingDoc({ ...fresh, keys: { kind: 'keys', rows } }, language);
  expect(layOut(writing, 0, measure).pages).toBe(1);
  expect(pressable(writing)).toContain(SEND_RATING);
});

test('what says nothing is said to, and nothing is sent twice', () => {
  expect(JSON.stringify(ratingDoc({ ...fresh, isEmpty: true }, 'en'))).toContain('or skip it');
  const sending = pressable(ratingDoc({ ...fresh, busy: true }, 'en'));
  expect(sending).not.toContain(SEND_RATING);
  expect(sending).not.toContain(SKIP_RATING);
});
