import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import type { ReceiptFacts } from './receipt-facts.ts';
import { receiptWords } from './receipt-words.ts';
import { REPLACEMENT, shownText } from './shown-text.ts';

/** Whose paper it is. */
export interface ReceiptBrand {
  readonly name: string;
  /** `#rrggbb`. */
  readonly primary: string;
}

const font = (file: string) => fileURLToPath(import.meta.resolve(`@expo-google-fonts/onest/${file}`));
const REGULAR = font('400Regular/Onest_400Regular.ttf');
const BOLD = font('600SemiBold/Onest_600SemiBold.ttf');

/** Points; the page is A4. */
const MARGIN = 62;
const LABEL_WIDTH = 150;
const INK = '#16241f';
const MUTED = '#55645d';
const LINE = '#ddd6c8';

/** Draws a receipt on A4: tagged, titled and in its language, with fonts inside. Text of any script is safe here. */
export function receiptPdf(facts: ReceiptFacts, brand: ReceiptBrand): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    pdfVersion: '1.7',
    tagged: true,
    lang: facts.language,
    displayTitle: true,
    bufferPages: true,
    font: REGULAR,
    info: { Title: facts.title, Author: brand.name, Creator: 'Atrium' },
  });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const written = new Promise<Buffer>((done, failed) => {
    doc.on('end', () => done(Buffer.concat(chunks)));
    doc.on('error', failed);
  });
  draw(doc, facts, brand);
  doc.end();
  return written;
}

function draw(doc: PDFKit.PDFDocument, facts: ReceiptFacts, brand: ReceiptBrand): void {
  const words = receiptWords[facts.language];
  const root = doc.struct('Document', { title: facts.title });
  doc.addStructure(root);
  const shown = (text: string) => shownText(text, (codePoint) => hasGlyph(doc, codePoint));
  const untrusted = facts.rows.flatMap(({ value, note }) => [value, note ?? '']);
  const isReplaced = untrusted.some((text) => shown(text) !== text);

  drawBand(doc, brand);
  const write = (text: string, structType: string, gapAfter: number) => {
    doc.text(shown(text), { structParent: root, structType });
    doc.y += gapAfter;
  };
  doc.font(REGULAR).fontSize(11).fillColor(MUTED);
  write(brand.name, 'P', 6);
  doc.font(BOLD).fontSize(22).fillColor(INK);
  write(facts.title, 'H1', 10);
  doc.font(REGULAR).fontSize(11).fillColor(INK);
  write(facts.statement, 'P', 22);
  doc.font(BOLD).fontSize(26).fillColor(brand.primary);
  write(facts.amount, 'P', 18);
  drawRows(doc, root, facts, shown);
  doc.font(REGULAR).fontSize(9).fillColor(MUTED);
  doc.y += 14;
  write(facts.issued, 'P', 4);
  if (isReplaced) write(words.replaced(REPLACEMENT), 'P', 0);
  root.end();
  numberPages(doc, facts);
}

/** The bank's colour along the top edge: decoration, which nothing reads out. */
function drawBand(doc: PDFKit.PDFDocument, { primary }: ReceiptBrand): void {
  doc.markContent('Artifact', { type: 'Layout' });
  doc.rect(0, 0, doc.page.width, 10).fill(primary);
  doc.endMarkedContent();
}

function drawRows(
  doc: PDFKit.PDFDocument,
  root: PDFKit.PDFStructureElement,
  { rows }: ReceiptFacts,
  shown: (text: string) => string,
): void {
  const table = doc.struct('Table');
  root.add(table);
  const valueX = MARGIN + LABEL_WIDTH;
  const valueWidth = doc.page.width - MARGIN - valueX;
  for (const { label, value, note } of rows) {
    const row = doc.struct('TR');
    table.add(row);
    const height = rowHeight(doc, shown(value), note && shown(note), valueWidth);
    if (doc.y + height > doc.page.height - MARGIN) doc.addPage();
    drawLine(doc);
    const top = doc.y + 9;
    doc.font(REGULAR).fontSize(10.5).fillColor(MUTED);
    doc.text(label, MARGIN, top, { width: LABEL_WIDTH - 12, structParent: row, structType: 'TH' });
    const cell = doc.struct('TD');
    row.add(cell);
    doc.font(BOLD).fillColor(INK);
    doc.text(shown(value), valueX, top, { width: valueWidth, structParent: cell, structType: 'P' });
    doc.font(REGULAR).fillColor(MUTED);
    if (note) doc.text(shown(note), { width: valueWidth, structParent: cell, structType: 'P' });
    cell.end();
    row.end();
    doc.x = MARGIN;
    doc.y = top + height - 9;
  }
  drawLine(doc);
  table.end();
}

/** With the room around it; a row never stands on two pages. */
function rowHeight(doc: PDFKit.PDFDocument, value: string, note: string | undefined, width: number): number {
  doc.font(BOLD).fontSize(10.5);
  const valueHeight = doc.heightOfString(value, { width });
  doc.font(REGULAR);
  return valueHeight + (note ? doc.heightOfString(note, { width }) : 0) + 18;
}

function drawLine(doc: PDFKit.PDFDocument): void {
  doc.markContent('Artifact', { type: 'Layout' });
  doc
    .moveTo(MARGIN, doc.y)
    .lineTo(doc.page.width - MARGIN, doc.y)
    .lineWidth(0.7)
    .stroke(LINE);
  doc.endMarkedContent();
}

function numberPages(doc: PDFKit.PDFDocument, { language }: ReceiptFacts): void {
  const { count } = doc.bufferedPageRange();
  if (count === 1) return;
  for (let page = 0; page < count; page++) {
    doc.switchToPage(page);
    doc.page.margins.bottom = 0;
    doc.markContent('Artifact', { type: 'Pagination' });
    doc.font(REGULAR).fontSize(9).fillColor(MUTED);
    doc.text(receiptWords[language].page(page + 1, count), MARGIN, doc.page.height - 40, { lineBreak: false });
    doc.endMarkedContent();
  }
}

/** The current font's own word on a character. pdfkit keeps the parsed font to itself and has no such question. */
function hasGlyph(doc: PDFKit.PDFDocument, codePoint: number): boolean {
  const { _font } = doc as unknown as { _font: { font: { hasGlyphForCodePoint(codePoint: number): boolean } } };
  return _font.font.hasGlyphForCodePoint(codePoint);
}
