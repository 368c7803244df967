import { describe, expect, test } from 'vitest';
import type { TextBlock } from '../../../documents/document-text.ts';
import type { PanelDoc } from '../../../panels/panel-doc.ts';
import { layOut } from '../../../panels/panel-layout.ts';
import { AGAIN, DOCUMENT, TURN } from './document-docs.ts';
import { DELETE, folderDoc, keptDoc } from './folder-docs.ts';

const layout = (doc: PanelDoc) => layOut(doc, 0, (text) => text.length * 15);
const pressable = (doc: PanelDoc) =>
  layout(doc)
    .regions.filter(({ isDisabled }) => !isDisabled)
    .map(({ id }) => id);
const says = (doc: PanelDoc) =>
  layout(doc)
    .items.map((item) => (item.kind === 'text' ? item.text : ''))
    .join(' ');

const listed = {
  id: 'd1',
  title: 'Change of address',
  state: 'signed',
  offeredAt: '2026-11-21T12:00:00.000Z',
  consultantName: 'Elena Markova',
} as const;
const blocks: readonly TextBlock[] = [
  { kind: 'h1', texts: ['Change of address'], top: 0, bottom: 0.1 },
  { kind: 'row', texts: ['New address', '1 Abbey Road'], top: 0.1, bottom: 0.2 },
];
const document = { title: 'Change of address', state: 'signed', signedAt: '2026-11-21T12:09:00.000Z' } as const;
const kept = { document, blocks, page: 1, pages: 2, isDeleting: false, error: null };

describe.each(['en', 'ru'] as const)('the folder in the headset, in %s', (language) => {
  test('each document opens, with how it ended and with whom', () => {
    const doc = folderDoc([listed], null, language);
    expect(pressable(doc)).toContain(`${DOCUMENT}d1`);
    expect(says(doc)).toContain('Elena Markova');
    expect(says(folderDoc(undefined, 'No connection.', language))).toContain('No connection.');
    expect(pressable(folderDoc([], null, language)).some((id) => id.startsWith(DOCUMENT))).toBe(false);
  });

  test('one is read page by page; what was signed cannot be deleted, what binds nobody can', () => {
    const doc = keptDoc(kept, language);
    for (const word of ['New address', '1 Abbey Road', 'PDF']) expect(says(doc)).toContain(word);
    expect(pressable(doc)).toContain(`${TURN}2`);
    expect(pressable(doc)).not.toContain(DELETE);
    const declined = { ...kept, document: { ...document, state: 'declined', signedAt: null } } as const;
    expect(pressable(keptDoc(declined, language))).toContain(DELETE);
    expect(pressable(keptDoc({ ...declined, isDeleting: true }, language))).not.toContain(DELETE);
    expect(pressable(keptDoc({ ...kept, blocks: null }, language))).toContain(AGAIN);
  });
});
