import { expect, test } from 'vitest';
import type { DocumentField } from '../../../../shared/documents.ts';
import { keysOf } from '../../../panels/keyboard.ts';
import type { PanelDoc } from '../../../panels/panel-doc.ts';
import { layOut } from '../../../panels/panel-layout.ts';
import { vrTexts } from '../vr-texts.ts';
import {
  FILL_DONE,
  FILL_PICK,
  FILL_STEP,
  fillChoiceDoc,
  fillDayDoc,
  fillDoc,
  fillLineDoc,
  nextEmpty,
  PUT_IN,
} from './fill-docs.ts';

const measure = (text: string, font: string) => text.length * (font === 'small' ? 15 : font === 'figure' ? 62 : 18);
const pressable = (doc: PanelDoc) =>
  layOut(doc, 0, measure).regions.flatMap(({ id, isDisabled }) => (isDisabled ? [] : [id]));
const says = (doc: PanelDoc) =>
  layOut(doc, 0, measure)
    .items.map((item) => (item.kind === 'text' ? item.text : ''))
    .join(' ');

const field = (key: string, kind: DocumentField['kind'], masked: boolean): DocumentField => ({
  key,
  by: 'customer',
  kind,
  masked,
  label: { en: `Field ${key}`, ru: `Поле ${key}` },
  options: kind === 'choice' ? [{ value: 'a', label: { en: 'Black', ru: 'Чёрная' } }] : [],
});
const fields = [field('birth', 'date', true), field('id', 'line', true), field('design', 'choice', false)];
const form = { title: 'Loan', fields, values: {}, isChecked: false, busy: false, error: null };

test('each field is a line that says who will see it, and what is written in it as it is read', () => {
  for (const language of ['en', 'ru'] as const) {
    const doc = fillDoc({ ...form, values: { birth: '1986-07-04', id: '4510', design: 'a' } }, language);
    expect(layOut(doc, 0, measure).pages).toBe(1);
    for (const { key } of fields) expect(pressable(doc)).toContain(`${FILL_STEP}${key}`);
    expect(says(doc)).toContain(vrTexts[language].privateField);
    expect(says(doc)).toContain(vrTexts[language].sharedField);
    expect(says(doc)).toContain(language === 'en' ? '4 July 1986' : '4 июля 1986');
    expect(says(doc)).toContain(language === 'en' ? 'Black' : 'Чёрная');
  }
});

test('what is missing is marked only after a press that found it, and nothing is pressed twice', () => {
  const missing = vrTexts.en.missingField;
  expect(says(fillDoc(form, 'en'))).not.toContain(missing);
  expect(says(fillDoc({ ...form, isChecked: true }, 'en'))).toContain(missing);
  expect(pressable(fillDoc(form, 'en'))).toContain(PUT_IN);
  expect(pressable(fillDoc({ ...form, busy: true }, 'en'))).not.toContain(PUT_IN);
});

test('when a field is done the next empty one follows; spaces fill nothing in', () => {
  expect(nextEmpty(fields, {}, null)).toBe('birth');
  expect(nextEmpty(fields, { id: '1' }, 'birth')).toBe('design');
  expect(nextEmpty(fields, { birth: 'x', id: '  ', design: 'a' }, null)).toBe('id');
  expect(nextEmpty(fields, { birth: 'x', id: '1', design: 'a' }, null)).toBeNull();
});

test('a choice is pressed, a day comes from the pad, a line from the keys, each on one panel', () => {
  const [birth, id, design] = fields as [DocumentField, DocumentField, DocumentField];
  expect(pressable(fillChoiceDoc(design, 'a', 'en'))).toContain(`${FILL_PICK}a`);
  const day = fillDayDoc(birth, '04/07', false, 'en');
  for (const digit of '0123456789') expect(pressable(day)).toContain(`key:${digit}`);
  expect(says(day)).toContain('04/07');
  expect(says(fillDayDoc(birth, '31/02/1986', true, 'en'))).toContain(vrTexts.en.wrongDay.slice(0, 20));
  const rows = keysOf({ layer: 'letters', language: 'ru', isUpper: true }, vrTexts.ru.keyboard);
  const line = fillLineDoc(id, 'Иванов', { kind: 'keys', rows }, 'ru');
  expect(layOut(line, 0, measure).pages).toBe(1);
  expect(pressable(line)).toContain(FILL_DONE);
});
