import { expect, test } from 'vitest';
import { blockAt, readBlocks, type StructNode, type TextItem } from './document-text.ts';

const PAGE_HEIGHT = 800;
const begin = (id: string): TextItem => ({ type: 'beginMarkedContentProps', id });
const end: TextItem = { type: 'endMarkedContent' };
const word = (str: string, y: number): TextItem => ({ str, hasEOL: false, height: 10, transform: [1, 0, 0, 1, 60, y] });
const content = (id: string): StructNode => ({ type: 'content', id });

const items = [
  { type: 'beginMarkedContent', id: null },
  word('decoration', 790),
  end,
  begin('title'),
  word('Agreement', 700),
  end,
  begin('label'),
  word('Account', 600),
  end,
  begin('value'),
  word('Easy', 600),
  { ...word('', 600), hasEOL: true },
  word('access', 588),
  end,
];
const tree: StructNode = {
  role: 'Root',
  children: [
    { role: 'H1', children: [content('title')] },
    {
      role: 'Table',
      children: [
        {
          role: 'TR',
          children: [
            { role: 'TH', children: [content('label')] },
            { role: 'TD', children: [{ role: 'P', children: [content('value')] }] },
          ],
        },
      ],
    },
  ],
};

test('the words of a page come in the order of its tags, without what is decoration', () => {
  expect(readBlocks(items, tree, PAGE_HEIGHT).map(({ kind, texts }) => [kind, ...texts])).toEqual([
    ['h1', 'Agreement'],
    ['row', 'Account', 'Easy access'],
  ]);
});

test('a page without tags has no words rather than wrong ones', () => {
  expect(readBlocks(items, null, PAGE_HEIGHT)).toEqual([]);
});

test('a place on the page is that of the nearest words', () => {
  const blocks = readBlocks(items, tree, PAGE_HEIGHT);
  expect(blockAt(blocks, 0.12)?.texts).toEqual(['Agreement']);
  expect(blockAt(blocks, 1)?.texts[0]).toBe('Account');
  expect(blockAt([], 0.5)).toBeNull();
});
