import { expect, test } from 'vitest';
import type { Level } from './body-parts.ts';
import { DetailRange, levelAt, settleDetail } from './detail-rules.ts';

test('who is nearer is drawn in more detail, and nobody flickers at a border', () => {
  const range = new DetailRange();
  expect([1, 8, 20].map((metres) => levelAt(range, metres, null))).toEqual(['near', 'mid', 'far']);
  expect(levelAt(range, 4.6, 'near')).toBe('near');
  expect(levelAt(range, 4.6, 'mid')).toBe('mid');
});

test('of fifty who crowd round one, few are drawn near', () => {
  const range = new DetailRange();
  const levels = new Array<Level | null>(50).fill(null);
  const count = (level: Level) => levels.filter((known) => known === level).length;
  for (let frame = 0; frame < 600; frame++) {
    for (let person = 0; person < 50; person++)
      levels[person] = levelAt(range, 1 + person * 0.06, levels[person] ?? null);
    settleDetail(range);
  }
  expect(count('near')).toBeLessThanOrEqual(16);
  expect(count('near')).toBeGreaterThan(2);
  // Once they have gone, those who are left are seen well again.
  for (let frame = 0; frame < 2000; frame++) settleDetail(range);
  expect(levelAt(range, 4.4, null)).toBe('near');
});
