import type { PanelBlock } from './panel-doc.ts';
import { clip, type Measure, moved, type PanelItem, type Placed, type TextItem, wrap } from './panel-items.ts';
import { FONTS, type FontName, METRICS } from './panel-style.ts';

export function placeText(
  text: string,
  font: FontName,
  colour: TextItem['colour'],
  width: number,
  measure: Measure,
): Placed {
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

export function placeBoxed(text: string, tone: 'danger' | 'calm', width: number, measure: Measure): Placed {
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

/** Of a row, for what stands at its right: a long name is cut, and whose it is can still be read. */
const MOST_OF_ROW = 0.66;

export function placeRow(row: Extract<PanelBlock, { kind: 'row' }>['row'], width: number, measure: Measure): Placed {
  const { left, right, rightNote, tone, id, chosen, problem } = row;
  const leftNote = problem ?? row.leftNote;
  const hasNotes = leftNote !== undefined || rightNote !== undefined;
  const pad = id ? METRICS.pad : 0;
  const high = (hasNotes ? FONTS.strong.line + FONTS.small.line : FONTS.strong.line) + (id ? 2 * METRICS.pad - 8 : 14);
  const first = hasNotes ? high / 2 - FONTS.small.line / 2 : high / 2;
  const second = high / 2 + FONTS.strong.line / 2;
  const figure = clip(right, 'strong', (width - 2 * pad) * MOST_OF_ROW, measure);
  const widths = [measure(figure, 'strong'), rightNote ? measure(rightNote, 'small') : 0] as const;
  const onBrand = chosen === true;
  const items: PanelItem[] = [];
  const put = (text: string, font: FontName, y: number, align: 'left' | 'right', colour: TextItem['colour']) =>
    items.push({ kind: 'text', text, font, x: align === 'left' ? pad : width - pad, y, align, colour });
  const rect = { x: 0, y: 0, width, height: high };
  if (id) items.push({ kind: 'box', rect, look: onBrand ? 'chosen' : 'card' });
  const room = (taken: number) => width - 2 * pad - taken - METRICS.gap;
  put(clip(left, 'strong', room(widths[0]), measure), 'strong', first, 'left', onBrand ? 'onBrand' : 'ink');
  put(figure, 'strong', first, 'right', onBrand ? 'onBrand' : tone === 'credit' ? 'brand' : 'ink');
  const quiet = onBrand ? 'onBrand' : 'muted';
  const noteColour = problem ? 'danger' : quiet;
  if (leftNote) put(clip(leftNote, 'small', room(widths[1]), measure), 'small', second, 'left', noteColour);
  if (rightNote) put(rightNote, 'small', second, 'right', quiet);
  if (!id) items.push({ kind: 'line', y: high });
  return { height: high, items, regions: id ? [{ id, name: `${left}, ${right}`, rect, isDisabled: false }] : [] };
}

/** A long message is several pieces, so that it may go on on the next page. */
const LINES_A_PIECE = 4;

export function placeSaid(
  said: Extract<PanelBlock, { kind: 'said' }>['said'],
  width: number,
  measure: Measure,
): Placed[] {
  const { pad } = METRICS;
  const most = width * 0.82;
  const lines = wrap(said.text, 'body', most - 2 * pad, measure);
  const widest = Math.max(measure(said.who, 'small'), ...lines.map((line) => measure(line, 'body')));
  const wide = Math.min(most, widest + 2 * pad);
  const x = said.isOwn ? width - wide : 0;
  const top = pad - 6;
  const words = { kind: 'text', x: x + pad, align: 'left' } as const;
  const pieces: Placed[] = [];
  for (let first = 0; first < lines.length; first += LINES_A_PIECE) {
    const part = lines.slice(first, first + LINES_A_PIECE);
    const head = first === 0 ? FONTS.small.line : 0;
    const height = 2 * top + head + part.length * FONTS.body.line;
    const items: PanelItem[] = [
      { kind: 'box', rect: { x, y: 0, width: wide, height }, look: said.isOwn ? 'own' : 'card' },
    ];
    if (head > 0) items.push({ ...words, text: said.who, font: 'small', y: top + head / 2, colour: 'muted' });
    part.forEach((text, index) => {
      items.push({ ...words, text, font: 'body', y: top + head + (index + 0.5) * FONTS.body.line, colour: 'ink' });
    });
    pieces.push({ height, items, regions: [] });
  }
  return pieces;
}

/** Words as wide as the panel, with who points at them; the whole of it is pressed. */
export function placePassage(
  passage: Extract<PanelBlock, { kind: 'passage' }>['passage'],
  width: number,
  measure: Measure,
): Placed {
  const { id, text, label, isHeading, pointed } = passage;
  const { pad } = METRICS;
  const items: PanelItem[] = [];
  let y = pad / 2;
  const put = (words: string, font: FontName, colour: TextItem['colour']) => {
    const placed = placeText(words, font, colour, width - 2 * pad, measure);
    for (const item of placed.items) items.push(moved(item, pad, y));
    y += placed.height;
  };
  if (pointed) put(pointed, 'small', 'brand');
  if (label) put(label, 'small', 'muted');
  put(text, isHeading || label ? 'strong' : 'body', 'ink');
  const rect = { x: 0, y: 0, width, height: Math.max(y + pad / 2, METRICS.passage) };
  const region = { id, name: [label, text].filter(Boolean).join(': '), rect, isDisabled: false };
  const box: PanelItem[] = pointed ? [{ kind: 'box', rect, look: 'own' }] : [];
  return { height: rect.height, items: [...box, ...items], regions: [region] };
}

export function placeField(field: Extract<PanelBlock, { kind: 'field' }>, width: number, measure: Measure): Placed {
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

export function placeQr(text: string, lines: readonly string[], width: number, measure: Measure): Placed {
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
