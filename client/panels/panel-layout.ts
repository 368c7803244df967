import {
  BACK,
  CLOSE,
  NEXT,
  type PanelBlock,
  type PanelButton,
  type PanelDoc,
  type PanelKey,
  PREVIOUS,
} from './panel-doc.ts';
import { FONTS, type FontName, METRICS } from './panel-style.ts';

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

export interface PanelLayout {
  readonly items: readonly PanelItem[];
  readonly regions: readonly Region[];
  /** How many pages there are, and which of them this is, from 0. */
  readonly pages: number;
  readonly page: number;
}

/** The width of a text in a font, canvas pixels. */
export type Measure = (text: string, font: FontName) => number;

interface Placed {
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

/** Places a panel's page. What does not fit goes to further pages, block by block; the pager appears with the second. */
export function layOut(doc: PanelDoc, wantedPage: number | null, measure: Measure): PanelLayout {
  const { width, height, margin, gap, header } = METRICS;
  const inner = width - 2 * margin;
  const place = (block: PanelBlock) => placeBlock(block, inner, measure);
  const foot = (doc.foot ?? []).map(place);
  const footHeight = sum(foot) + (foot.length > 0 ? gap : 0);
  const room = height - header - 2 * margin - footHeight;
  const blocks = doc.blocks.map(place);
  let pages = paginate(blocks, room, doc.fromEnd ?? false);
  if (pages.length > 1) pages = paginate(blocks, room - METRICS.pager - gap, doc.fromEnd ?? false);
  const last = pages.length - 1;
  const page = Math.min(Math.max(wantedPage ?? (doc.fromEnd ? last : 0), 0), last);

  const items: PanelItem[] = [];
  const regions: Region[] = [];
  const put = ({ items: placed, regions: pressed }: Placed, y: number) => {
    for (const item of placed) items.push(moved(item, margin, y));
    for (const region of pressed) regions.push({ ...region, rect: movedRect(region.rect, margin, y) });
  };
  putHeader(doc, items, regions, measure);
  let y = header + margin;
  for (const block of pages[page] ?? []) {
    put(block, y);
    y += block.height + gap;
  }
  if (pages.length > 1)
    put(placePager(doc, page, pages.length, inner, measure), height - margin - footHeight - METRICS.pager);
  y = height - margin - sum(foot);
  for (const block of foot) {
    put(block, y);
    y += block.height + gap;
  }
  return { items, regions, pages: pages.length, page };
}

function sum(blocks: readonly Placed[]): number {
  return blocks.reduce((total, { height }) => total + height, 0) + Math.max(0, blocks.length - 1) * METRICS.gap;
}

function paginate(blocks: readonly Placed[], room: number, fromEnd: boolean): Placed[][] {
  const pages: Placed[][] = [[]];
  let used = 0;
  for (const block of fromEnd ? blocks.toReversed() : blocks) {
    const page = pages.at(-1) ?? [];
    const needed = block.height + (page.length > 0 ? METRICS.gap : 0);
    if (page.length > 0 && used + needed > room) {
      pages.push([block]);
      used = block.height;
    } else {
      page.push(block);
      used += needed;
    }
  }
  return fromEnd ? pages.map((page) => page.toReversed()).toReversed() : pages;
}

function putHeader(doc: PanelDoc, items: PanelItem[], regions: Region[], measure: Measure): void {
  const { width, header, margin } = METRICS;
  const side = header;
  items.push({ kind: 'box', rect: { x: 0, y: 0, width, height: header }, look: 'header' });
  const left = doc.back ? side + 8 : margin;
  const title = clip(doc.title, 'title', width - left - side, measure);
  items.push({ kind: 'text', text: title, font: 'title', x: left, y: header / 2, align: 'left', colour: 'onBrand' });
  const button = (id: string, name: string, x: number, sign: string) => {
    regions.push({ id, name, rect: { x, y: 0, width: side, height: header }, isDisabled: false });
    items.push({
      kind: 'text',
      text: sign,
      font: 'sign',
      x: x + side / 2,
      y: header / 2,
      align: 'center',
      colour: 'onBrand',
    });
  };
  if (doc.back) button(BACK, doc.back, 0, '←');
  button(CLOSE, doc.close, width - side, '×');
}

function placePager(doc: PanelDoc, page: number, pages: number, width: number, measure: Measure): Placed {
  const third = Math.floor((width - 2 * METRICS.gap) / 3);
  const buttons: readonly [string, string, number, boolean][] = [
    [PREVIOUS, doc.pager.previous, 0, page === 0],
    [NEXT, doc.pager.next, width - third, page === pages - 1],
  ];
  const items: PanelItem[] = [
    {
      kind: 'text',
      text: `${page + 1} / ${pages}`,
      font: 'body',
      x: width / 2,
      y: METRICS.pager / 2,
      align: 'center',
      colour: 'muted',
    },
  ];
  const regions: Region[] = [];
  for (const [id, label, x, isOff] of buttons) {
    const rect = { x, y: 0, width: third, height: METRICS.pager };
    const placed = placeButton(
      { id, label, tone: 'quiet', ...(isOff && { state: 'disabled' as const }) },
      rect,
      measure,
    );
    items.push(...placed.items);
    regions.push(...placed.regions);
  }
  return { height: METRICS.pager, items, regions };
}

function placeBlock(block: PanelBlock, width: number, measure: Measure): Placed {
  switch (block.kind) {
    case 'text':
      return placeText(
        block.text,
        block.tone === 'strong' ? 'strong' : 'body',
        block.tone === 'muted' ? 'muted' : 'ink',
        width,
        measure,
      );
    case 'figure':
      return placeText(block.text, 'figure', 'brand', width, measure);
    case 'alert':
      return placeBoxed(block.text, block.tone, width, measure);
    case 'buttons':
      return placeGrid(block.buttons, block.columns, width, measure);
    case 'choice':
      return placeChoice(block.label, block.options, width, measure);
    case 'row':
      return placeRow(block.row, width, measure);
    case 'said':
      return placeSaid(block.said, width, measure);
    case 'field':
      return placeField(block, width, measure);
    case 'keys':
      return placeKeys(block.rows, width, measure);
    case 'qr':
      return placeQr(block.text, block.lines, width, measure);
  }
}

function placeText(text: string, font: FontName, colour: TextItem['colour'], width: number, measure: Measure): Placed {
  const { line } = FONTS[font];
  const lines = wrap(text, font, width, measure);
  return {
    height: lines.length * line,
    regions: [],
    items: lines.map((part, index) => ({
      kind: 'text',
      text: part,
      font,
      x: 0,
      y: (index + 0.5) * line,
      align: 'left',
      colour,
    })),
  };
}

function placeBoxed(text: string, tone: 'danger' | 'calm', width: number, measure: Measure): Placed {
  const pad = METRICS.pad;
  const inside = placeText(text, 'body', tone === 'danger' ? 'danger' : 'ink', width - 2 * pad, measure);
  const height = inside.height + 2 * pad;
  const look = tone === 'danger' ? 'danger' : 'calm';
  return {
    height,
    regions: [],
    items: [
      { kind: 'box', rect: { x: 0, y: 0, width, height }, look },
      ...inside.items.map((item) => moved(item, pad, pad)),
    ],
  };
}

function placeButton(button: PanelButton, rect: Rect, measure: Measure): Placed {
  const { id, label, note, tone = 'quiet', state, chosen } = button;
  const look = state === 'disabled' ? 'disabled' : chosen ? 'chosen' : tone;
  const colour =
    state === 'disabled' ? 'faint' : chosen || tone === 'primary' ? 'onBrand' : tone === 'danger' ? 'danger' : 'brand';
  const room = rect.width - METRICS.pad;
  const x = rect.x + rect.width / 2;
  const middle = rect.y + rect.height / 2;
  const words = state === 'busy' ? `${label} …` : label;
  const lines = note ? [clip(words, 'button', room, measure)] : wrap(words, 'button', room, measure).slice(0, 2);
  const items: PanelItem[] = [{ kind: 'box', rect, look }];
  const { line } = FONTS.button;
  const top = middle - ((lines.length + (note ? 0.8 : 0)) * line) / 2;
  lines.forEach((text, index) => {
    items.push({ kind: 'text', text, font: 'button', x, y: top + (index + 0.5) * line, align: 'center', colour });
  });
  if (note) {
    const text = clip(note, 'small', room, measure);
    const quieter = colour === 'brand' ? 'muted' : colour;
    items.push({ kind: 'text', text, font: 'small', x, y: top + 1.4 * line, align: 'center', colour: quieter });
  }
  return { height: rect.height, items, regions: [{ id, name: label, rect, isDisabled: state !== undefined }] };
}

function placeGrid(buttons: readonly PanelButton[], columns: number, width: number, measure: Measure): Placed {
  const { gap } = METRICS;
  const each = (width - (columns - 1) * gap) / columns;
  const isTall = buttons.some(
    ({ note, label }) => note || wrap(label, 'button', each - METRICS.pad, measure).length > 1,
  );
  const high = isTall ? METRICS.tallButton : METRICS.button;
  const items: PanelItem[] = [];
  const regions: Region[] = [];
  buttons.forEach((button, index) => {
    const x = (index % columns) * (each + gap);
    const y = Math.floor(index / columns) * (high + gap);
    const placed = placeButton(button, { x, y, width: each, height: high }, measure);
    items.push(...placed.items);
    regions.push(...placed.regions);
  });
  const rows = Math.ceil(buttons.length / columns);
  return { height: rows * (high + gap) - gap, items, regions };
}

function placeChoice(label: string, options: readonly PanelButton[], width: number, measure: Measure): Placed {
  const title = placeText(label, 'small', 'muted', width, measure);
  const grid = placeGrid(options, options.length, width, measure);
  const below = title.height + 6;
  return {
    height: below + grid.height,
    items: [...title.items, ...grid.items.map((item) => moved(item, 0, below))],
    regions: grid.regions.map((region) => ({
      ...region,
      name: `${label}: ${region.name}`,
      rect: movedRect(region.rect, 0, below),
    })),
  };
}

function placeRow(row: Extract<PanelBlock, { kind: 'row' }>['row'], width: number, measure: Measure): Placed {
  const { left, leftNote, right, rightNote, tone, id, chosen } = row;
  const hasNotes = leftNote !== undefined || rightNote !== undefined;
  const pad = id ? METRICS.pad : 0;
  const high = (hasNotes ? FONTS.strong.line + FONTS.small.line : FONTS.strong.line) + (id ? 2 * METRICS.pad - 8 : 14);
  const first = hasNotes ? high / 2 - FONTS.small.line / 2 : high / 2;
  const second = high / 2 + FONTS.strong.line / 2;
  const widths = [measure(right, 'strong'), rightNote ? measure(rightNote, 'small') : 0] as const;
  const onBrand = chosen === true;
  const items: PanelItem[] = [];
  const put = (text: string, font: FontName, y: number, align: 'left' | 'right', colour: TextItem['colour']) =>
    items.push({ kind: 'text', text, font, x: align === 'left' ? pad : width - pad, y, align, colour });
  const rect = { x: 0, y: 0, width, height: high };
  if (id) items.push({ kind: 'box', rect, look: onBrand ? 'chosen' : 'card' });
  const room = (taken: number) => width - 2 * pad - taken - METRICS.gap;
  put(clip(left, 'strong', room(widths[0]), measure), 'strong', first, 'left', onBrand ? 'onBrand' : 'ink');
  put(right, 'strong', first, 'right', onBrand ? 'onBrand' : tone === 'credit' ? 'brand' : 'ink');
  const quiet = onBrand ? 'onBrand' : 'muted';
  if (leftNote) put(clip(leftNote, 'small', room(widths[1]), measure), 'small', second, 'left', quiet);
  if (rightNote) put(rightNote, 'small', second, 'right', quiet);
  if (!id) items.push({ kind: 'line', y: high });
  return { height: high, items, regions: id ? [{ id, name: `${left}, ${right}`, rect, isDisabled: false }] : [] };
}

function placeSaid(said: Extract<PanelBlock, { kind: 'said' }>['said'], width: number, measure: Measure): Placed {
  const { pad } = METRICS;
  const most = width * 0.82;
  const lines = wrap(said.text, 'body', most - 2 * pad, measure);
  const widest = Math.max(measure(said.who, 'small'), ...lines.map((line) => measure(line, 'body')));
  const wide = Math.min(most, widest + 2 * pad);
  const x = said.isOwn ? width - wide : 0;
  const top = pad - 6;
  const height = 2 * top + FONTS.small.line + lines.length * FONTS.body.line;
  const words = { kind: 'text', x: x + pad, align: 'left' } as const;
  return {
    height,
    regions: [],
    items: [
      { kind: 'box', rect: { x, y: 0, width: wide, height }, look: said.isOwn ? 'own' : 'card' },
      { ...words, text: said.who, font: 'small', y: top + FONTS.small.line / 2, colour: 'muted' },
      ...lines.map(
        (text, index): TextItem => ({
          ...words,
          text,
          font: 'body',
          y: top + FONTS.small.line + (index + 0.5) * FONTS.body.line,
          colour: 'ink',
        }),
      ),
    ],
  };
}

function placeField(field: Extract<PanelBlock, { kind: 'field' }>, width: number, measure: Measure): Placed {
  const { pad } = METRICS;
  const isEmpty = field.text === '';
  const all = wrap(isEmpty ? field.hint : `${field.text}|`, 'body', width - 2 * pad, measure);
  // What is being written is at the end.
  const lines = all.slice(-2);
  const height = Math.max(METRICS.button, lines.length * FONTS.body.line + 2 * pad - 8);
  const top = (height - lines.length * FONTS.body.line) / 2;
  const rect = { x: 0, y: 0, width, height };
  return {
    height,
    regions: [{ id: field.id, name: field.hint, rect, isDisabled: false }],
    items: [
      { kind: 'box', rect, look: 'field' },
      ...lines.map(
        (text, index): TextItem => ({
          kind: 'text',
          text,
          font: 'body',
          x: pad,
          y: top + (index + 0.5) * FONTS.body.line,
          align: 'left',
          colour: isEmpty ? 'muted' : 'ink',
        }),
      ),
    ],
  };
}

function placeKeys(rows: readonly (readonly PanelKey[])[], width: number, measure: Measure): Placed {
  const { keyGap, key } = METRICS;
  const widthOf = (row: readonly PanelKey[]) => row.reduce((total, { wide = 1 }) => total + wide, 0);
  const one = width / Math.max(...rows.map(widthOf));
  const items: PanelItem[] = [];
  const regions: Region[] = [];
  rows.forEach((row, index) => {
    let x = (width - widthOf(row) * one) / 2;
    for (const { wide = 1, ...button } of row) {
      const rect = { x: x + keyGap / 2, y: index * (key + keyGap), width: wide * one - keyGap, height: key };
      const placed = placeButton(button, rect, measure);
      items.push(...placed.items);
      regions.push(...placed.regions);
      x += wide * one;
    }
  });
  return { height: rows.length * (key + keyGap) - keyGap, items, regions };
}

function placeQr(text: string, lines: readonly string[], width: number, measure: Measure): Placed {
  const side = METRICS.qr;
  const x = side + METRICS.margin;
  let y = 0;
  const items: PanelItem[] = [{ kind: 'qr', text, rect: { x: 0, y: 0, width: side, height: side } }];
  lines.forEach((line, index) => {
    // Every second line is what is to be read off; the others say what to do with it.
    const [font, colour] = index % 2 === 0 ? (['body', 'muted'] as const) : (['strong', 'ink'] as const);
    const placed = placeText(line, font, colour, width - x, measure);
    for (const item of placed.items) items.push(moved(item, x, y));
    y += placed.height + (index % 2 === 0 ? 2 : 16);
  });
  return { height: Math.max(side, y), items, regions: [] };
}

function movedRect({ x, y, width, height }: Rect, dx: number, dy: number): Rect {
  return { x: x + dx, y: y + dy, width, height };
}

function moved(item: PanelItem, dx: number, dy: number): PanelItem {
  if (item.kind === 'text') return { ...item, x: item.x + dx, y: item.y + dy };
  if (item.kind === 'line') return { ...item, y: item.y + dy };
  return { ...item, rect: movedRect(item.rect, dx, dy) };
}
