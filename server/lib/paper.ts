import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import { shownText } from './shown-text.ts';

/** Whose paper it is. */
export interface PaperBrand {
  readonly name: string;
  /** `#rrggbb`. */
  readonly primary: string;
}

export interface PaperInfo {
  readonly title: string;
  readonly language: 'en' | 'ru';
  /** At the foot of every page, where there are several. */
  readonly pageWords: (page: number, count: number) => string;
  /** The same paper of the same moment is the same bytes. */
  readonly madeAt?: Date;
}

const font = (file: string) => fileURLToPath(import.meta.resolve(`@expo-google-fonts/onest/${file}`));
export const REGULAR = font('400Regular/Onest_400Regular.ttf');
export const BOLD = font('600SemiBold/Onest_600SemiBold.ttf');

/** Points; the page is A4. */
export const MARGIN = 62;
export const INK = '#16241f';
export const MUTED = '#55645d';
export const LINE = '#ddd6c8';

/**
 * Draws on A4, below the bank's colour: tagged, titled and in its language, with fonts inside and its pages numbered. What `draw` writes
 * belongs to `root`. Answers the bytes of the PDF.
 */
export function makePaper(
  { title, language, madeAt, pageWords }: PaperInfo,
  brand: PaperBrand,
  draw: (doc: PDFKit.PDFDocument, root: PDFKit.PDFStructureElement) => void,
): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    pdfVersion: '1.7',
    tagged: true,
    lang: language,
    displayTitle: true,
    bufferPages: true,
    font: REGULAR,
    info: { Title: title, Author: brand.name, Creator: 'Atrium', ...(madeAt && { CreationDate: madeAt }) },
  });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const written = new Promise<Buffer>((done, failed) => {
    doc.on('end', () => done(Buffer.concat(chunks)));
    doc.on('error', failed);
  });
  const root = doc.struct('Document', { title });
  doc.addStructure(root);
  drawBand(doc, brand);
  draw(doc, root);
  root.end();
  numberPages(doc, pageWords);
  doc.end();
  return written;
}

/** The bank's colour along the top edge: decoration, which nothing reads out. */
function drawBand(doc: PDFKit.PDFDocument, { primary }: PaperBrand): void {
  doc.markContent('Artifact', { type: 'Layout' });
  doc.rect(0, 0, doc.page.width, 10).fill(primary);
  doc.endMarkedContent();
}

/** A thin line across the text, at the present height. */
export function drawLine(doc: PDFKit.PDFDocument): void {
  doc.markContent('Artifact', { type: 'Layout' });
  doc
    .moveTo(MARGIN, doc.y)
    .lineTo(doc.page.width - MARGIN, doc.y)
    .lineWidth(0.7)
    .stroke(LINE);
  doc.endMarkedContent();
}

function numberPages(doc: PDFKit.PDFDocument, words: (page: number, count: number) => string): void {
  const { count } = doc.bufferedPageRange();
  if (count === 1) return;
  for (let page = 0; page < count; page++) {
    doc.switchToPage(page);
    doc.page.margins.bottom = 0;
    doc.markContent('Artifact', { type: 'Pagination' });
    doc.font(REGULAR).fontSize(9).fillColor(MUTED);
    doc.text(words(page + 1, count), MARGIN, doc.page.height - 40, { lineBreak: false });
    doc.endMarkedContent();
  }
}

/** Untrusted text of any script, as the current font can show it: see `shown-text.ts`. */
export function shownOn(doc: PDFKit.PDFDocument, text: string): string {
  return shownText(text, (codePoint) => hasGlyph(doc, codePoint));
}

let probe: PDFKit.PDFDocument | undefined;

/** Whether our font has every character of a text, so that it is written as it is. */
export function canShow(text: string): boolean {
  probe ??= new PDFDocument({ font: REGULAR });
  return shownOn(probe, text) === text;
}

/** The current font's own word on a character. pdfkit keeps the parsed font to itself and has no such question. */
function hasGlyph(doc: PDFKit.PDFDocument, codePoint: number): boolean {
  const { _font } = doc as unknown as { _font: { font: { hasGlyphForCodePoint(codePoint: number): boolean } } };
  return _font.font.hasGlyphForCodePoint(codePoint);
}
