import { text } from 'node:stream/consumers';
import { getHeapSnapshot } from 'node:v8';
import { expect, test } from 'vitest';
import { type HeapParts, partsOf } from './heap-parts.ts';

async function readOwnHeap(): Promise<HeapParts> {
  return partsOf(await text(getHeapSnapshot()));
}

test('what a page holds on to is told apart from what V8 makes of its scripts', async () => {
  const kept: unknown[] = [];
  // What reading itself needs is there by the second time.
  await readOwnHeap();
  const before = await readOwnHeap();
  for (let index = 0; index < 20_000; index++) kept.push({ at: index + 0.5, tell: () => index });
  const withObjects = await readOwnHeap();
  expect(withObjects.held - before.held).toBeGreaterThan(1500);
  expect(Math.abs(withObjects.code - before.code)).toBeLessThan(400);

  for (let index = 0; index < 2000; index++) {
    const sum = new Function('x', `let s = ${index}; for (let i = 0; i < 3; i++) s += x * i + ${index}; return s;`);
    kept.push(sum, sum(index));
  }
  const withScripts = await readOwnHeap();
  // A quarter of a kilobyte for each function at least.
  expect(withScripts.code - withObjects.code).toBeGreaterThan(500);
  expect(kept).toHaveLength(24_000);
});

test('what the browser itself holds is not on the heap, and counts for neither', () => {
  const meta = { node_fields: ['type', 'self_size'], node_types: [['object', 'code', 'native']] };
  const nodes = [0, 1000, 1, 2000, 2, 4000, 0, 500];
  expect(partsOf(JSON.stringify({ snapshot: { meta }, nodes }))).toEqual({ held: 1.5, code: 2 });
});
