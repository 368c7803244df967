import { BOLD, drawLine, INK, MARGIN, MUTED, makePaper, type PaperBrand, REGULAR, shownOn } from '../../lib/paper.ts';
import { REPLACEMENT } from '../../lib/shown-text.ts';
import type { ReceiptFacts } from './receipt-facts.ts';
import { receiptWords } from './receipt-words.ts';

const LABEL_WIDTH = 150;

/** Draws a receipt on A4. Text of any script is safe here. */
export function receiptPdf(facts: ReceiptFacts, brand: PaperBrand): Promise<Buffer> {
  const { title, language } = facts;
  const { page: pageWords } = receiptWords[language];
  return makePaper({ title, language, pageWords }, brand, (doc, root) => draw(doc, root, facts, brand));
}

function draw(doc: PDFKit.PDFDocument, root: PDFKit.PDFStructureElement, facts: ReceiptFacts, brand: PaperBrand): void {
  const words = receiptWords[facts.language];
  const shown = (text: string) => shownOn(doc, text);
  const untrusted = facts.rows.flatMap(({ value, note }) => [value, note ?? '']);
  const isReplaced = untrusted.some((text) => shown(text) !== text);

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
