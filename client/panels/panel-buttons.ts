import type { PanelButton, PanelKey } from './panel-doc.ts';
import {
  clip,
  type Measure,
  moved,
  movedRect,
  type PanelItem,
  type Placed,
  type Rect,
  type Region,
  wrap,
} from './panel-items.ts';
import { FONTS, METRICS } from './panel-style.ts';
import { placeText } from './panel-words.ts';

export function placeButton(button: PanelButton, rect: Rect, measure: Measure): Placed {
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

export function placeGrid(buttons: readonly PanelButton[], columns: number, width: number, measure: Measure): Placed {
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

export function placeChoice(label: string, options: readonly PanelButton[], width: number, measure: Measure): Placed {
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

export function placeKeys(rows: readonly (readonly PanelKey[])[], width: number, measure: Measure): Placed {
  const { keyGap, key } = METRICS;
  const widthOf = (row: readonly PanelKey[]) => row.reduce((total, { wide = 1 }) => total + wide, 0);
  const one = width / Math.max(...rows.map(widthOf));
  const items: PanelItem[] = [];
  const regions: Region[] = [];
  rows.forEach((row, index) => {
    let x = (width - widthOf(row) * one) / 2;
    for (const { wide = 1, isWord, ...button } of row) {
      const rect = { x: x + keyGap / 2, y: index * (key + keyGap), width: wide * one - keyGap, height: key };
      const placed = isWord ? placeWord(button.label, rect) : placeButton(button, rect, measure);
      items.push(...placed.items);
      regions.push(...placed.regions);
      x += wide * one;
    }
  });
  return { height: rows.length * (key + keyGap) - keyGap, items, regions };
}

function placeWord(text: string, { x, y, width, height }: Rect): Placed {
  const item = { kind: 'text', font: 'small', align: 'center', colour: 'muted' } as const;
  return { height, items: [{ ...item, text, x: x + width / 2, y: y + height / 2 }], regions: [] };
}
