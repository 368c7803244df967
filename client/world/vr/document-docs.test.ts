import { expect, test } from 'vitest';
import type { TextBlock } from '../../documents/document-text.ts';
import type { PanelDoc } from '../../panels/panel-doc.ts';
import { silentHall } from '../../voice/hall-store.ts';
import { AGAIN, DOCUMENT, documentDoc, LINE, TURN, tableBlocks } from './document-docs.ts';
import { hallDoc, NOT_REPORTED, REPORT } from './hall-docs.ts';

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
const loan = { id: 'd1', title: 'Loan', state: 'shown' } as const;
const open = {
  documents: [loan],
  error: null,
  chosenId: 'd1',
  blocks,
  page: 1,
  pages: 2,
  partnerY: null,
  ownLine: null,
  pageUrl: 'https://branch.example/flat',
} as const;

test('a page is read as its text, every line of which can be pointed at; pages are turned together', () => {
  const doc = documentDoc(open, 'en');
  expect(doc.title).toBe('Loan');
  expect(passagesOf(doc)).toEqual([
    { id: `${LINE}0`, text: 'Consent', isHeading: true },
    { id: `${LINE}1`, text: 'I agree.' },
    { id: `${LINE}2`, text: '4510 123456', label: 'Passport' },
  ]);
  expect(pressable(doc)).toEqual([`${TURN}2`]);
  expect(pressable(documentDoc({ ...open, pages: 1 }, 'en'))).toEqual([]);
});

test('what the consultant points at is marked and turned to; so is what one points at oneself, as one’s own', () => {
  const led = documentDoc({ ...open, partnerY: 0.52 }, 'en');
  expect(led.follow).toBe(`${LINE}2`);
  expect(passagesOf(led)[2]?.pointed).toBe('Your consultant points here');
  const own = documentDoc({ ...open, ownLine: 1 }, 'ru');
  expect(own.follow).toBeUndefined();
  expect(passagesOf(own).map(({ pointed }) => pointed)).toEqual([undefined, 'Вы показываете сюда', undefined]);
});

test('nothing is signed in a headset: a word says where, and no button does as if', () => {
  for (const language of ['en', 'ru'] as const) {
    const asked = documentDoc({ ...open, documents: [{ ...loan, state: 'asked' }], pages: 1 }, language);
    expect(JSON.stringify(asked.blocks)).toContain('branch.example/flat');
    expect(pressable(asked)).toEqual([]);
    expect(JSON.stringify(documentDoc(open, language))).not.toContain('branch.example/flat');
  }
  const [block] = tableBlocks([{ ...loan, state: 'asked' } as never], 'en');
  expect(JSON.stringify(block)).toContain('Your consultant asks you to sign.');
  expect(tableBlocks([], 'en')).toEqual([]);
});

test('of several documents one is chosen; one that does not come can be asked for again', () => {
  const several = documentDoc({ ...open, documents: [loan, { ...loan, id: 'd2' }], chosenId: null }, 'en');
  expect(pressable(several)).toEqual([`${DOCUMENT}d1`, `${DOCUMENT}d2`]);
  expect(pressable(documentDoc({ ...open, blocks: null }, 'en'))).toEqual([AGAIN]);
});

const hall = { ...silentHall, isOffered: true, isInTalk: false, reported: null, nameOf: (id: number) => `Heron ${id}` };
const near = [{ avatarId: 7, state: 'connected', speaking: true, muted: false }] as const;

test('voice in the hall is switched on by a press alone; without a relay, and in a private talk, it cannot be', () => {
  expect(pressable(hallDoc(hall, 'en'))).toEqual(['hall:on']);
  expect(pressable(hallDoc({ ...hall, isOffered: false }, 'en'))).toEqual([]);
  expect(pressable(hallDoc({ ...hall, isInTalk: true }, 'en'))).toEqual([]);
  expect(pressable(hallDoc({ ...hall, status: 'on' }, 'en'))).toEqual(['hall:mute', 'hall:off']);
});

test('each voice near one can be muted, blocked and reported, a report after a question alone', () => {
  const doc = hallDoc({ ...hall, status: 'on', near, blocked: [9] }, 'en');
  expect(JSON.stringify(doc)).toContain('Heron 7');
  expect(pressable(doc)).toEqual(
    expect.arrayContaining(['hall-mute:7', 'hall-block:7', `${REPORT}7`, 'hall-unblock:9']),
  );
  const asked = pressable(hallDoc({ ...hall, status: 'on', near, reported: 7 }, 'en'));
  expect(asked).toContain('hall-reason:7:fraud');
  expect(asked).toContain(NOT_REPORTED);
  expect(pressable(doc).some((id) => id.startsWith('hall-reason:'))).toBe(false);
});
