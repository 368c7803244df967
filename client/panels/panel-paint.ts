import encodeQR from 'qr';
import type { BoxItem, Measure, PanelItem, Rect } from './panel-items.ts';
import type { PanelLayout } from './panel-layout.ts';
import { FONTS, METRICS, PALETTE } from './panel-style.ts';

export interface PanelColours {
  /** The bank's own, under white words. */
  readonly brand: string;
  readonly accent: string;
}

type Brush = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

export function measureWith(brush: Brush): Measure {
  return (text, font) => {
    brush.font = FONTS[font].css;
    return brush.measureText(text).width;
  };
}

/** Draws a whole panel; what was there is gone. */
export function paintPanel(brush: Brush, { items, height }: PanelLayout, colours: PanelColours): void {
  const { width, radius } = METRICS;
  brush.reset();
  brush.textBaseline = 'middle';
  const whole = { x: 0, y: 0, width, height };
  roundRect(brush, whole, radius);
  brush.fillStyle = PALETTE.paper;
  brush.fill();
  brush.save();
  brush.clip();
  for (const item of items) paintItem(brush, item, colours);
  brush.restore();
  roundRect(brush, { x: 1.5, y: 1.5, width: width - 3, height: height - 3 }, radius - 1);
  brush.lineWidth = 3;
  brush.strokeStyle = 'rgb(22 36 31 / 35%)';
  brush.stroke();
}

function paintItem(brush: Brush, item: PanelItem, colours: PanelColours): void {
  switch (item.kind) {
    case 'text':
      brush.font = FONTS[item.font].css;
      brush.textAlign = item.align;
      brush.fillStyle = item.colour === 'brand' ? colours.brand : PALETTE[item.colour];
      brush.fillText(item.text, item.x, item.y + 1);
      return;
    case 'box':
      paintBox(brush, item, colours);
      return;
    case 'line':
      brush.fillStyle = PALETTE.line;
      brush.fillRect(METRICS.margin, item.y - 2, METRICS.width - 2 * METRICS.margin, 2);
      return;
    case 'qr':
      paintQr(brush, item.text, item.rect);
      return;
  }
}

function paintBox(brush: Brush, { rect, look }: BoxItem, { brand, accent }: PanelColours): void {
  if (look === 'header') {
    brush.fillStyle = brand;
    brush.fillRect(rect.x, rect.y, rect.width, rect.height);
    brush.fillStyle = accent;
    brush.fillRect(rect.x, rect.height - 4, rect.width, 4);
    return;
  }
  const inset = { x: rect.x + 1.5, y: rect.y + 1.5, width: rect.width - 3, height: rect.height - 3 };
  roundRect(brush, inset, METRICS.smallRadius);
  const fills: Readonly<Record<Exclude<BoxItem['look'], 'header'>, string>> = {
    primary: brand,
    chosen: brand,
    quiet: '#ffffff',
    danger: PALETTE.dangerSoft,
    disabled: PALETTE.disabled,
    card: PALETTE.card,
    own: PALETTE.own,
    field: '#ffffff',
    calm: PALETTE.calm,
  };
  brush.fillStyle = fills[look];
  brush.fill();
  if (look !== 'quiet' && look !== 'field') return;
  brush.lineWidth = 3;
  brush.strokeStyle = PALETTE.edge;
  brush.stroke();
}

const QUIET_MODULES = 4;

function paintQr(brush: Brush, text: string, rect: Rect): void {
  const modules = encodeQR(text, 'raw', { ecc: 'medium', border: QUIET_MODULES });
  const side = Math.floor(rect.width / modules.length);
  brush.fillStyle = '#ffffff';
  brush.fillRect(rect.x, rect.y, side * modules.length, side * modules.length);
  brush.fillStyle = '#000000';
  for (const [row, line] of modules.entries())
    for (const [column, isDark] of line.entries())
      if (isDark) brush.fillRect(rect.x + column * side, rect.y + row * side, side, side);
}

function roundRect(brush: Brush, { x, y, width, height }: Rect, radius: number): void {
  brush.beginPath();
  brush.roundRect(x, y, width, height, radius);
}
