import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { BranchPlan } from '../../shared/branch.ts';
import { createWalker } from '../xr/locomotion.ts';
import { keepPlace, PLACE_KEPT_FOR_MS, takeKeptPlace } from './kept-place.ts';

const plan = {
  id: 'flagship',
  bounds: { minX: -5, minZ: -5, maxX: 5, maxZ: 5 },
  obstacles: [{ minX: 2, minZ: 2, maxX: 3, maxZ: 3 }],
} as unknown as BranchPlan;

beforeEach(() => {
  const items = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => items.set(key, value),
    removeItem: (key: string) => items.delete(key),
  });
  vi.useFakeTimers();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function stoodAt(x: number, z: number, person: string | null = 'wren-1') {
  keepPlace(plan, person, createWalker(x, z, 90));
}

test('who comes back within the time stands where they stood, and looks where they looked', () => {
  stoodAt(1, -2);
  vi.advanceTimersByTime(PLACE_KEPT_FOR_MS);
  const walker = createWalker(0, 0, 0);
  expect(takeKeptPlace(plan, 'wren-1', walker)).toBe(true);
  expect([walker.x, walker.z, walker.head]).toEqual([1, -2, { x: 1, z: -2 }]);
  expect(walker.yaw).toBeCloseTo(-Math.PI / 2);
});

test.each([
  ['later', () => vi.advanceTimersByTime(PLACE_KEPT_FOR_MS + 1), 'wren-1', plan],
  ['as somebody else', () => {}, 'heron-2', plan],
  ['in another branch', () => {}, 'wren-1', { ...plan, id: 'other' }],
])('who comes %s begins at the door', (_, then, person, branch) => {
  stoodAt(1, -2);
  then();
  const walker = createWalker(0, 0, 0);
  expect(takeKeptPlace(branch, person, walker)).toBe(false);
  expect([walker.x, walker.z]).toEqual([0, 0]);
});

test('a place where nobody can stand is not gone back to', () => {
  stoodAt(2.5, 2.5);
  expect(takeKeptPlace(plan, 'wren-1', createWalker(0, 0, 0))).toBe(false);
});

test('a guest who signs in stays where they are; who signs out begins at the door', () => {
  stoodAt(1, -2, null);
  expect(takeKeptPlace(plan, 'wren-1', createWalker(0, 0, 0))).toBe(true);
  stoodAt(1, -2, 'wren-1');
  expect(takeKeptPlace(plan, null, createWalker(0, 0, 0))).toBe(false);
});
