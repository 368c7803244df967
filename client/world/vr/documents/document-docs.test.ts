import { expect, test } from 'vitest';
import type { DocumentState } from '../../../../shared/documents.ts';
import type { TextBlock } from '../../../documents/document-text.ts';
import type { PanelDoc } from '../../../panels/panel-doc.ts';
import {
  AGAIN,
  DECLINE,
  DECLINE_YES,
  DOCUMENT,
  documentDoc,
  FILL_IN,
  LINE,
  SIGN,
  STAY,
  TURN,
  tableBlocks,
} from './document-docs.ts';
import { LEAVE_TO_SIGN, signDoc } from './sign-docs.ts';

const buttonsOf = ({ blocks, foot = [] }: PanelDoc) =>
  [...blocks, ...foot].flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
const pressable = (doc: PanelDoc) => buttonsOf(doc).flatMap(({ id, state }) => (state ? [] : [id]));
const passagesOf = ({ blocks }: PanelDoc) =>
  blocks.flatMap((block) => (block.kind === 'passage' ? [block.passage] : []));

const blocks: TextBlock[] = [
  { kind: 'h1', texts: ['Consent'], top: 0.05, bottom: 0.1 },
  { kind: 'p', texts: ['I agree.'], top: 0.2, bottom: 0.3 },
  { kind: 'row', texts: ['Passport', '4510 123456'], top: 0.5, bottom: 0.55 },
];
const loan = { id: 'd1', title: 'Loan', state: 'shown', signedAt: null, fields: [] } as const;
const open = {
  documents: [loan],
  error: null,
  chosenId: 'd1',
  blocks,
  page: 1,
  pages: 2,
  partnerY: null,
  ownLine: null,
  isDeclineAsked: false,
  isDeclining: false,
} as const;

test('a page is read as its text, every line of which can be pointed at; pages are turned together', () => {
  const doc = documentDoc(open, 'en');
  expect(doc.title).toBe('Loan');
  expect(passagesOf(doc)).toEqual([
    { id: `${LINE}0`, text: 'Consent', isHeading: true },
    { id: `${LINE}1`, text: 'I agree.' },
    { id: `${LINE}2`, text: '4510 123456', label: 'Passport' },
  ]);
  expect(pressable(doc)).toEqual([`${TURN}2`, DECLINE]);
  expect(pressable(documentDoc({ ...open, pages: 1 }, 'en'))).toEqual([DECLINE]);
});

test('what the consultant points at is marked and turned to; so is what one points at oneself, as one’s own', () => {
  const led = documentDoc({ ...open, partnerY: 0.52 }, 'en');
  expect(led.follow).toBe(`${LINE}2`);
  expect(passagesOf(led)[2]?.pointed).toBe('Your consultant points here');
  const own = documentDoc({ ...open, ownLine: 1 }, 'ru');
  expect(own.follow).toBeUndefined();
  expect(passagesOf(own).map(({ pointed }) => pointed)).toEqual([undefined, 'Вы показываете сюда', undefined]);
});

const own = {
  key: 'idNumber',
  by: 'customer',
  kind: 'line',
  masked: true,
  label: { en: 'Passport number', ru: 'Номер паспорта' },
  options: [],
  value: null,
} as const;
const inState = (state: DocumentState, more: object = {}) =>
  documentDoc({ ...open, documents: [{ ...loan, state, fields: [own] }], pages: 1, ...more }, 'en');

test('what can be done follows the document: filled in, read, signed, declined after a question; final ones take nothing', () => {
  expect(pressable(inState('filling'))).toEqual([FILL_IN, DECLINE]);
  expect(pressable(inState('shown'))).toEqual([FILL_IN, DECLINE]);
  expect(pressable(inState('asked'))).toEqual([SIGN, FILL_IN, DECLINE]);
  expect(pressable(inState('asked', { isDeclineAsked: true }))).toEqual([STAY, DECLINE_YES]);
  expect(pressable(inState('asked', { isDeclineAsked: true, isDeclining: true }))).toEqual([STAY]);
  for (const state of ['signed', 'declined', 'withdrawn', 'lapsed'] as const)
    expect(pressable(inState(state)), state).toEqual([]);
});

test('a headset opens no passkey: the panel says where to sign instead, and the one way out of the picture', () => {
  for (const language of ['en', 'ru'] as const)
    for (const lookOut of ['open', 'shut', 'none'] as const) {
      const doc = signDoc({ title: 'Loan', pageUrl: 'https://branch.example/flat', lookOut }, language);
      expect(JSON.stringify(doc.blocks)).toContain('"branch.example/flat"');
      expect(pressable(doc)).toContain(LEAVE_TO_SIGN);
    }
  const [block] = tableBlocks([{ ...loan, state: 'asked' } as never], 'en');
  expect(JSON.stringify(block)).toContain('Your consultant asks you to sign.');
  expect(tableBlocks([], 'en')).toEqual([]);
});

test('once it is signed the panel says when, and where the paper is', () => {
  const said = JSON.stringify(
    documentDoc({ ...open, documents: [{ ...loan, state: 'signed', signedAt: '2026-11-21T12:00:00.000Z' }] }, 'en'),
  );
  expect(said).toContain('Signed on 21 Nov');
  expect(said).toContain('My documents');
});

test('of several documents one is chosen; one that does not come can be asked for again', () => {
  const several = documentDoc({ ...open, documents: [loan, { ...loan, id: 'd2' }], chosenId: null }, 'en');
  expect(pressable(several)).toEqual([`${DOCUMENT}d1`, `${DOCUMENT}d2`]);
  expect(pressable(documentDoc({ ...open, blocks: null }, 'en'))).toEqual([AGAIN]);
  expect(JSON.stringify(documentDoc({ ...open, error: 'It has changed.' }, 'en'))).toContain('It has changed.');
});
