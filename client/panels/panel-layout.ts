import { placeButton, placeChoice, placeGrid, placeKeys } from './panel-buttons.ts';
import { BACK, CLOSE, NEXT, type PanelBlock, type PanelDoc, PREVIOUS } from './panel-doc.ts';
import { clip, type Measure, moved, movedRect, type PanelItem, type Placed, type Region } from './panel-items.ts';
import { METRICS } from './panel-style.ts';
import { placeBoxed, placeField, placePassage, placeQr, placeRow, placeSaid, placeText } from './panel-words.ts';

export interface PanelLayout {
  readonly items: readonly PanelItem[];
  readonly regions: readonly Region[];
  /** How many pages there are, and which of them this is, from 0. */
  readonly pages: number;
  readonly page: number;
  /** As high as what it says needs, canvas pixels; every page of one panel alike. */
  readonly height: number;
}

/** Places a panel's page. What does not fit goes to further pages, block by block; the pager appears with the second. */
export function layOut(doc: PanelDoc, wantedPage: number | null, measure: Measure): PanelLayout {
  const { width, height: most, least, margin, gap, header } = METRICS;
  const inner = width - 2 * margin;
  const place = (block: PanelBlock) =>
    block.kind === 'said' ? placeSaid(block.said, inner, measure) : [placeBlock(block, inner, measure)];
  const foot = (doc.foot ?? []).flatMap(place);
  const footHeight = sum(foot) + (foot.length > 0 ? gap : 0);
  const room = most - header - 2 * margin - footHeight;
  const blocks = doc.blocks.flatMap(place);
  let pages = paginate(blocks, room, doc.fromEnd ?? false);
  if (pages.length > 1) pages = paginate(blocks, room - METRICS.pager - gap, doc.fromEnd ?? false);
  const last = pages.length - 1;
  const needed = header + 2 * margin + sum(blocks) + footHeight;
  const height = pages.length > 1 ? most : Math.min(most, Math.max(least, needed));
  const followed = pages.findIndex((blocks) =>
    blocks.some(({ regions }) => regions.some(({ id }) => id === doc.follow)),
  );
  const first = followed >= 0 ? followed : doc.fromEnd ? last : 0;
  const page = Math.min(Math.max(wantedPage ?? first, 0), last);

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
  return { items, regions, pages: pages.length, page, height };
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

function placeBlock(block: Exclude<PanelBlock, { kind: 'said' }>, width: number, measure: Measure): Placed {
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
    case 'passage':
      return placePassage(block.passage, width, measure);
    case 'field':
      return placeField(block, width, measure);
    case 'keys':
      return placeKeys(block.rows, width, measure);
    case 'qr':
      return placeQr(block.text, block.lines, width, measure);
  }
}
