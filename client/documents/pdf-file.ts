import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import { readBlocks, type StructNode, type TextBlock, type TextItem } from './document-text.ts';

/** A document as it came, ready to be shown. */
export interface PdfFile {
  /** The very bytes that are shown. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly pages: number;
  page(number: number): Promise<PdfPage>;
  close(): void;
}

export interface PdfPage {
  /** Height of the page by its width. */
  readonly ratio: number;
  readonly blocks: readonly TextBlock[];
  /** Draws it so many CSS pixels wide. Rejects where `signal` says that it is not wanted any more. */
  draw(canvas: HTMLCanvasElement, width: number, signal: AbortSignal): Promise<void>;
}

/** Reads a PDF with PDF.js, which is loaded at the first. Its worker is ours: nothing is fetched from elsewhere. */
export async function openPdf(bytes: Uint8Array<ArrayBuffer>): Promise<PdfFile> {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
  pdfjs.GlobalWorkerOptions.workerSrc = workerUrl;
  // The worker takes the bytes it is given: what was signed must stay to be looked at.
  const task = pdfjs.getDocument({ data: bytes.slice(), useSystemFonts: false, enableXfa: false });
  const pdf = await task.promise;
  return {
    bytes,
    pages: pdf.numPages,
    async page(number) {
      const page = await pdf.getPage(number);
      const { width: points, height } = page.getViewport({ scale: 1 });
      const [{ items }, tree] = await Promise.all([
        page.getTextContent({ includeMarkedContent: true }),
        page.getStructTree(),
      ]);
      return {
        ratio: height / points,
        blocks: readBlocks(items as TextItem[], tree as StructNode | null, height),
        async draw(canvas, width, signal) {
          const viewport = page.getViewport({ scale: (width * Math.min(devicePixelRatio, 3)) / points });
          canvas.width = Math.round(viewport.width);
          canvas.height = Math.round(viewport.height);
          const drawing = page.render({ canvas, viewport });
          signal.addEventListener('abort', () => drawing.cancel());
          await drawing.promise;
        },
      };
    },
    close: () => void task.destroy(),
  };
}
