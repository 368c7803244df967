import type { FontName } from './panel-style.ts';

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface TextItem {
  readonly kind: 'text';
  readonly text: string;
  readonly font: FontName;
  readonly x: number;
  /** Of the middle of the line. */
  readonly y: number;
  readonly align: 'left' | 'right' | 'center';
  readonly colour: 'ink' | 'muted' | 'brand' | 'onBrand' | 'danger' | 'faint';
}
export interface BoxItem {
  readonly kind: 'box';
  readonly rect: Rect;
  readonly look: 'header' | 'primary' | 'quiet' | 'danger' | 'disabled' | 'chosen' | 'card' | 'own' | 'field' | 'calm';
}
export type PanelItem =
  | TextItem
  | BoxItem
  | { readonly kind: 'line'; readonly y: number }
  | { readonly kind: 'qr'; readonly text: string; readonly rect: Rect };

/** Where something is pressed. */
export interface Region {
  readonly id: string;
  readonly name: string;
  readonly rect: Rect;
  readonly isDisabled: boolean;
}

/** The width of a text in a font, canvas pixels. */
export type Measure = (text: string, font: FontName) => number;

/** Something with its top left corner at the origin. */
export interface Placed {
  readonly height: number;
  readonly items: readonly PanelItem[];
  readonly regions: readonly Region[];
}

/** Breaks a text into lines no wider than `width`; a word that is wider by itself is broken as well. */
export function wrap(text: string, font: FontName, width: number, measure: Measure): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (let word of paragraph.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (measure(longer, font) <= width) {
        line = longer;
        continue;
      }
      if (line !== '') lines.push(line);
      while (measure(word, font) > width && word.length > 1) {
        let fits = word.length - 1;
        while (fits > 1 && measure(word.slice(0, fits), font) > width) fits--;
        lines.push(word.slice(0, fits));
        word = word.slice(fits);
      }
      line = word;
    }
    lines.push(line);
  }
  return lines;
}

/** Cuts a text to one line. */
export function clip(text: string, font: FontName, width: number, measure: Measure): string {
  if (measure(text, font) <= width) return text;
  let kept = text;
  while (kept.length > 1 && measure(`${kept}…`, font) > width) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}

export function movedRect({ x, y, width, height }: Rect, dx: number, dy: number): Rect {
  return { x: x + dx, y: y + dy, width, height };
}

export function moved(item: PanelItem, dx: number, dy: number): PanelItem {
  if (item.kind === 'text') return { ...item, x: item.x + dx, y: item.y + dy };
  if (item.kind === 'line') return { ...item, y: item.y + dy };
  return { ...item, rect: movedRect(item.rect, dx, dy) };
}
