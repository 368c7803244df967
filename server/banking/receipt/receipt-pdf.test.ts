import { extractText, getDocumentProxy, getMeta } from 'unpdf';
import { expect, test } from 'vitest';
import type { ReceiptFacts } from './receipt-facts.ts';
import { receiptPdf } from './receipt-pdf.ts';

const facts: ReceiptFacts = {
  language: 'ru',
  title: 'Квитанция о платеже',
  statement: 'Оплачено.',
  amount: '25,40 GBP',
  rows: [
    { label: 'Кому', value: 'Oliver Bennett', note: '20-45-14 55779911' },
    { label: 'Назначение', value: 'Билеты №5' },
  ],
  issued: 'Составлено 1 июля 2026 г.',
  fileName: 'kvitanciya.pdf',
};

async function read(change: Partial<ReceiptFacts> = {}) {
  const bytes = await receiptPdf({ ...facts, ...change }, { name: 'Meridian Bank', primary: '#1f5c54' });
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const { text } = await extractText(pdf, { mergePages: true });
  return { bytes, pdf, text: text.replace(/\s+/g, ' ') };
}

test('everything the receipt says can be read out of it, Cyrillic and all', async () => {
  const { text } = await read();
  const said = [facts.title, facts.statement, facts.amount, facts.issued];
  for (const part of [...said, ...facts.rows.flatMap(({ label, value, note = '' }) => [label, value, note])])
    expect(text).toContain(part);
});

test('it has a title, its language and tags for whoever listens to it', async () => {
  const { bytes, pdf } = await read();
  const { info } = await getMeta(pdf);
  expect(info).toMatchObject({ Title: facts.title, Author: 'Meridian Bank', Language: 'ru' });
  expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true });
  expect(bytes.toString('latin1')).toContain('/DisplayDocTitle true');
  const tree = JSON.stringify(await (await pdf.getPage(1)).getStructTree());
  for (const role of ['Document', 'H1', 'Table', 'TR', 'TH', 'TD']) expect(tree).toContain(`"role":"${role}"`);
});

test('a name of a script that the font lacks breaks nothing: its holes are seen, and explained', async () => {
  const { text } = await read({ rows: [{ label: 'Кому', value: '李 شركة 😀 Ltd', note: '20-45-14 55779911' }] });
  expect(text).toContain('¿ ¿¿¿¿ ¿ Ltd');
  expect(text).toContain('¿ стоит вместо знака');
});

test('nothing is explained where nothing was replaced', async () => {
  expect((await read()).text).not.toContain('¿');
});

test('what does not fit on one page goes on, and the pages are numbered', async () => {
  const rows = Array.from({ length: 40 }, (_, row) => ({ label: 'Кому', value: `${'W'.repeat(70)} ${row}` }));
  const { pdf, text } = await read({ rows });
  expect(pdf.numPages).toBeGreaterThan(1);
  expect(text).toContain(`Страница 1 из ${pdf.numPages}`);
  for (const [row] of rows.entries()) expect(text).toContain(` ${row}`);
});
