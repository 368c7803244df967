import type { DocumentField, DocumentLanguage, FieldValues } from '../../shared/documents.ts';
import { BOLD, drawLine, INK, MARGIN, MUTED, makePaper, type PaperBrand, REGULAR, shownOn } from '../lib/paper.ts';
import type { DocumentTemplate } from './document-templates.ts';

/** What a document is written from. Nothing that is not in here can be in its bytes. */
export interface DocumentContent {
  readonly language: DocumentLanguage;
  readonly customerName: string;
  readonly consultantName: string;
  readonly offeredAt: Date;
  /** IANA name of the bank's calendar. */
  readonly timeZone: string;
  readonly values: FieldValues;
}

const LABEL_WIDTH = 170;
/** Every row is so high, whatever stands in it: both renderings have everything else at the same places, and no height tells a length. */
const ROW_HEIGHT = 46;
const VALUE_HEIGHT = ROW_HEIGHT - 14;
const SIZES = [10.5, 9, 7.5];
const SMALLEST = 6;
const LOCALES = { en: 'en-GB', ru: 'ru-RU' } as const;
const MASK = '••••••••';
const words = {
  en: {
    page: (page: number, count: number) => `Page ${page} of ${count}`,
    masked: 'Filled in by the customer, and not shown here',
    empty: '—',
  },
  ru: {
    page: (page: number, count: number) => `Страница ${page} из ${count}`,
    masked: 'Заполняет клиент; здесь не показано',
    empty: '—',
  },
};

/**
 * Draws a document. The same content gives the same bytes. `masked`: drawn for the consultant, from values that have no masked
 * one among them (`withoutMasked`); a mask stands in their places, filled in or not.
 */
export function documentPdf(
  template: DocumentTemplate,
  content: DocumentContent,
  brand: PaperBrand,
  masked: boolean,
): Promise<Buffer> {
  const { language, offeredAt } = content;
  const title = template.title[language];
  return makePaper({ title, language, madeAt: offeredAt, pageWords: words[language].page }, brand, (doc, root) => {
    const write = (text: string, structType: string, gapAfter: number) => {
      doc.text(shownOn(doc, text), MARGIN, doc.y, { structParent: root, structType, lineGap: 3 });
      doc.y += gapAfter;
    };
    doc.font(REGULAR).fontSize(11).fillColor(MUTED);
    write(brand.name, 'P', 6);
    doc.font(BOLD).fontSize(22).fillColor(INK);
    write(title, 'H1', 14);
    for (const part of template.body) {
      if ('pageBreak' in part) doc.addPage();
      else if ('heading' in part) {
        doc.font(BOLD).fontSize(13).fillColor(INK);
        write(part.heading[language], 'H2', 4);
      } else if ('text' in part) {
        doc.font(REGULAR).fontSize(11).fillColor(INK);
        write(withFacts(part.text[language], content), 'P', 14);
      } else drawFields(doc, root, fieldsOf(template, part.fields), content, masked);
    }
  });
}

function fieldsOf({ fields }: DocumentTemplate, keys: readonly string[]): DocumentField[] {
  return keys.flatMap((key) => fields.filter((field) => field.key === key));
}

function withFacts(text: string, { customerName, consultantName, offeredAt, language, timeZone }: DocumentContent) {
  const date = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone }).format(offeredAt);
  const facts: Record<string, string> = { customer: customerName, consultant: consultantName, date };
  return text.replace(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? '');
}

function drawFields(
  doc: PDFKit.PDFDocument,
  root: PDFKit.PDFStructureElement,
  fields: readonly DocumentField[],
  { language, values }: DocumentContent,
  masked: boolean,
): void {
  const table = doc.struct('Table');
  root.add(table);
  const valueX = MARGIN + LABEL_WIDTH;
  const width = doc.page.width - MARGIN - valueX;
  doc.y += 4;
  for (const field of fields) {
    if (doc.y + ROW_HEIGHT > doc.page.height - MARGIN) doc.addPage();
    const row = doc.struct('TR');
    table.add(row);
    drawLine(doc);
    const top = doc.y;
    doc.font(REGULAR).fontSize(10.5).fillColor(MUTED);
    const label = { structParent: row, structType: 'TH', width: LABEL_WIDTH - 12 };
    doc.text(field.label[language], MARGIN, top + 9, label);
    const isMasked = masked && field.masked;
    doc.font(isMasked ? REGULAR : BOLD).fillColor(isMasked ? MUTED : INK);
    const shown = isMasked ? `${MASK}  ${words[language].masked}` : valueText(field, values, language);
    // What is signed is never cut off: a long value is written smaller.
    const size = SIZES.find((points) => doc.fontSize(points).heightOfString(shown, { width }) <= VALUE_HEIGHT);
    doc
      .fontSize(size ?? SMALLEST)
      .text(shownOn(doc, shown), valueX, top + 9, { structParent: row, structType: 'TD', width });
    row.end();
    doc.y = top + ROW_HEIGHT;
  }
  drawLine(doc);
  table.end();
  doc.y += 20;
}

function valueText({ key, kind, options }: DocumentField, values: FieldValues, language: DocumentLanguage): string {
  const value = values[key];
  if (value === undefined) return words[language].empty;
  if (kind === 'choice') return options.find((option) => option.value === value)?.label[language] ?? value;
  if (kind === 'line') return value;
  const day = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' });
  return day.format(new Date(`${value}T00:00:00Z`));
}
