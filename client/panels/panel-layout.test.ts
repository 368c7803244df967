import { expect, test } from 'vitest';
import { BACK, CLOSE, NEXT, type PanelBlock, type PanelDoc, PREVIOUS } from './panel-doc.ts';
import { clip, type Rect, wrap } from './panel-items.ts';
import { layOut } from './panel-layout.ts';
import { FONTS, METRICS, PALETTE, viewDegrees } from './panel-style.ts';

/** A font whose letters are all as wide as six tenths of their height. */
const measure = (text: string, font: keyof typeof FONTS) => text.length * FONTS[font].size * 0.6;
const doc = (blocks: PanelBlock[], more: Partial<PanelDoc> = {}): PanelDoc => ({
  title: 'Title',
  close: 'Close',
  pager: { previous: 'Before', next: 'After' },
  blocks,
  ...more,
});
const text = (words: string): PanelBlock => ({ kind: 'text', text: words });
const button = (id: string): PanelBlock => ({ kind: 'buttons', columns: 1, buttons: [{ id, label: id }] });

const isInside = ({ x, y, width, height }: Rect, panelHeight: number) =>
  x >= 0 && y >= 0 && x + width <= METRICS.width && y + height <= panelHeight;
const overlap = (a: Rect, b: Rect) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

test('text breaks between words, and a word that is too long breaks by itself', () => {
  expect(wrap('aaa bbb ccc', 'body', measure('aaa bbb', 'body'), measure)).toEqual(['aaa bbb', 'ccc']);
  expect(wrap('aaaaaaaa', 'body', measure('aaa', 'body'), measure)).toEqual(['aaa', 'aaa', 'aa']);
  expect(wrap('one\ntwo', 'body', 1000, measure)).toEqual(['one', 'two']);
});

test('a line that is too long says so by an ellipsis', () => {
  expect(clip('abcdefgh', 'body', measure('abcd', 'body'), measure)).toBe('abc…');
  expect(clip('abcd', 'body', measure('abcd', 'body'), measure)).toBe('abcd');
});

test('what can be pressed lies inside the panel, apart from everything else, and is as large as a thumb', () => {
  const blocks: PanelBlock[] = [
    { kind: 'buttons', columns: 2, buttons: ['a', 'b', 'c'].map((id) => ({ id, label: id, note: 'more' })) },
    { kind: 'choice', label: 'Which', options: ['d', 'e', 'f'].map((id) => ({ id, label: id })) },
    { kind: 'row', row: { id: 'g', left: 'Left', right: 'Right' } },
    { kind: 'field', id: 'h', text: '', hint: 'Write' },
  ];
  const { regions, height } = layOut(doc(blocks, { back: 'Back', foot: [button('i')] }), 0, measure);
  expect(regions.map(({ id }) => id)).toEqual([BACK, CLOSE, ...'abcdefghi']);
  for (const { rect, name } of regions) {
    expect(isInside(rect, height)).toBe(true);
    expect(name).not.toBe('');
    expect(viewDegrees(Math.min(rect.width, rect.height))).toBeGreaterThan(3);
    expect(regions.filter((other) => overlap(rect, other.rect))).toHaveLength(1);
  }
});

test('what is disabled or busy takes no press', () => {
  const blocks: PanelBlock[] = [
    {
      kind: 'buttons',
      columns: 1,
      buttons: [
        { id: 'a', label: 'a', state: 'busy' },
        { id: 'b', label: 'b', state: 'disabled' },
        { id: 'c', label: 'c' },
      ],
    },
  ];
  const { regions } = layOut(doc(blocks), 0, measure);
  expect(regions.filter(({ isDisabled }) => isDisabled).map(({ id }) => id)).toEqual(['a', 'b']);
});

test('a long panel has pages; nothing is lost on the way, and the foot is on each', () => {
  const ids = Array.from({ length: 40 }, (_, index) => `button-${index}`);
  const long = doc(ids.map(button), { foot: [button('foot')] });
  const seen: string[] = [];
  const { pages } = layOut(long, 0, measure);
  expect(pages).toBeGreaterThan(2);
  for (let page = 0; page < pages; page++) {
    const { regions } = layOut(long, page, measure);
    for (const { rect } of regions) expect(regions.filter((other) => overlap(rect, other.rect))).toHaveLength(1);
    expect(regions.map(({ id }) => id)).toContain('foot');
    expect(regions.find(({ id }) => id === PREVIOUS)?.isDisabled).toBe(page === 0);
    expect(regions.find(({ id }) => id === NEXT)?.isDisabled).toBe(page === pages - 1);
    seen.push(...regions.map(({ id }) => id).filter((id) => id.startsWith('button-')));
  }
  expect(seen).toEqual(ids);
  expect(layOut(long, 99, measure).page).toBe(pages - 1);
});

test('a talk opens at its end', () => {
  const said = Array.from({ length: 60 }, (_, index): PanelBlock => text(`line ${index}`));
  const { items, page, pages } = layOut(doc(said, { fromEnd: true }), null, measure);
  expect(page).toBe(pages - 1);
  expect(items.some((item) => item.kind === 'text' && item.text === 'line 59')).toBe(true);
});

test('a message as long as can be goes on on further pages, and never over what is pressed', () => {
  const long: PanelBlock = { kind: 'said', said: { who: 'Anna', text: 'word '.repeat(400), isOwn: true } };
  const talk = doc([long], { fromEnd: true, foot: [{ kind: 'field', id: 'field', text: '', hint: 'Write' }] });
  const { pages } = layOut(talk, 0, measure);
  expect(pages).toBeGreaterThan(1);
  for (let page = 0; page < pages; page++) {
    const { items, regions } = layOut(talk, page, measure);
    const words = items.filter((item) => item.kind === 'box' && item.look === 'own');
    const presses = regions.filter(({ id }) => id !== CLOSE);
    for (const box of words)
      if (box.kind === 'box') for (const { rect } of presses) expect(overlap(box.rect, rect)).toBe(false);
  }
});

test('a short panel is a low one, and has no pager', () => {
  const { regions, pages, height } = layOut(doc([text('short')]), 0, measure);
  expect(pages).toBe(1);
  expect(height).toBe(METRICS.least);
  expect(regions.map(({ id }) => id)).toEqual([CLOSE]);
});

test('every text is at least 1.1° of view high at arm’s length', () => {
  for (const { size } of Object.values(FONTS)) expect(viewDegrees(size)).toBeGreaterThanOrEqual(1.1);
});

test.each([
  ['ink', 'paper', 7],
  ['muted', 'paper', 7],
  ['muted', 'card', 4.5],
  ['muted', 'own', 4.5],
  ['faint', 'disabled', 4],
  ['danger', 'dangerSoft', 7],
] as const)('%s on %s has a contrast of %d at least', (front, back, least) => {
  const [a, b] = [luminance(PALETTE[front]), luminance(PALETTE[back])];
  expect((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)).toBeGreaterThanOrEqual(least);
});

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

test('a passage is pressed as a whole, tells who points at it, and is the page that the panel turns to', () => {
  const passage = (index: number, more = {}): PanelBlock => ({
    kind: 'passage',
    passage: { id: `line:${index}`, text: `Words of line ${index}`, ...more },
  });
  const lines = Array.from({ length: 30 }, (_, index) => passage(index));
  const first = layOut(doc(lines), null, measure);
  expect(first.pages).toBeGreaterThan(1);
  expect(first.page).toBe(0);
  for (const { rect, id } of first.regions.filter(({ id }) => id.startsWith('line:'))) {
    expect(viewDegrees(rect.height), id).toBeGreaterThan(2.9);
    expect(isInside(rect, first.height)).toBe(true);
  }
  const led = layOut(doc(lines, { follow: 'line:29' }), null, measure);
  expect(led.page).toBe(led.pages - 1);
  expect(led.regions.some(({ id }) => id === 'line:29')).toBe(true);
  // Whoever turns the pages themselves is not held back.
  expect(layOut(doc(lines, { follow: 'line:29' }), 0, measure).page).toBe(0);

  const pointed = layOut(doc([passage(0, { label: 'Amount', pointed: 'Elena points here' })]), 0, measure);
  expect(pointed.items.flatMap((item) => (item.kind === 'text' ? [item.text] : []))).toEqual(
    expect.arrayContaining(['Elena points here', 'Amount', 'Words of line 0']),
  );
  expect(pointed.regions.at(-1)?.name).toBe('Amount: Words of line 0');
});
