import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { useTexts } from '../ui/i18n.ts';
import { documentTexts } from './documents-texts.ts';
import type { PdfPage } from './pdf-file.ts';
import type { Point } from './use-pointing.ts';

interface DocumentPageProps {
  readonly page: PdfPage;
  readonly number: number;
  readonly pages: number;
  readonly partner: Point | null;
  readonly onTurn: (page: number) => void;
  readonly onPoint: (at: Point | null) => void;
}

const KEY_STEP = 0.02;
const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-KEY_STEP, 0],
  ArrowRight: [KEY_STEP, 0],
  ArrowUp: [0, -KEY_STEP],
  ArrowDown: [0, KEY_STEP],
};

/** One page as it is printed, with the pointers of both on it. Its text stands beside it for whoever cannot see it. */
export function DocumentPage({ page, number, pages, partner, onTurn, onPoint }: DocumentPageProps) {
  const texts = useTexts(documentTexts);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [own, setOwn] = useState<Point | null>(null);
  useDrawing(canvas, page);

  const point = (at: Point | null, isShown: boolean) => {
    setOwn(isShown ? at : null);
    onPoint(at);
  };
  const move = (event: PointerEvent<HTMLElement>) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    point({ x: clamp((event.clientX - left) / width), y: clamp((event.clientY - top) / height) }, false);
  };
  const press = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const isTurn = event.key === 'PageDown' || event.key === 'PageUp';
    if (!step && !isTurn && !(event.key === 'Escape' && own)) return;
    event.preventDefault();
    event.stopPropagation();
    if (isTurn) return onTurn(Math.min(pages, Math.max(1, number + (event.key === 'PageDown' ? 1 : -1))));
    if (!step) return point(null, false);
    const { x, y } = own ?? { x: 0.5, y: 0.5 };
    point({ x: clamp(x + step[0]), y: clamp(y + step[1]) }, true);
  };
  return (
    <div
      className="document-page"
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: pointing is for the keyboard too (WCAG 2.1.1).
      tabIndex={0}
      aria-label={`${texts.page(number, pages)}. ${texts.pageHint}`}
      style={{ aspectRatio: `1 / ${page.ratio}` }}
      onPointerMove={move}
      onPointerDown={move}
      onPointerLeave={() => point(null, false)}
      onKeyDown={press}
      onBlur={() => own && point(null, false)}
    >
      <canvas ref={canvas} />
      {own && <Pointer at={own} kind="own" />}
      {partner && <Pointer at={partner} kind="partner" />}
    </div>
  );
}

function Pointer({ at, kind }: { readonly at: Point; readonly kind: 'own' | 'partner' }) {
  return (
    <span
      className="document-pointer"
      data-kind={kind}
      aria-hidden="true"
      style={{ left: `${at.x * 100}%`, top: `${at.y * 100}%` }}
    />
  );
}

/** Draws as wide as there is room, and anew where that changes. */
function useDrawing(canvas: React.RefObject<HTMLCanvasElement | null>, page: PdfPage): void {
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    let abort = new AbortController();
    const draw = () => {
      abort.abort();
      abort = new AbortController();
      if (element.clientWidth > 0) page.draw(element, element.clientWidth, abort.signal).catch(() => {});
    };
    const watch = new ResizeObserver(draw);
    watch.observe(element);
    return () => {
      watch.disconnect();
      abort.abort();
    };
  }, [canvas, page]);
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}
