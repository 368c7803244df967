import { expect, test } from 'vitest';
import {
  CROWD,
  DISTANT,
  FAR,
  FAR_METRES,
  HIDDEN,
  importanceOf,
  MIDDLE,
  MIDDLE_METRES,
  NEAR,
  NEAR_METRES,
  type Presence,
  type Tier,
  tierOf,
} from './interest-rules.ts';

/** At the origin, looking along -z. */
const viewer: Presence = { x: 0, z: 0, lookX: 0, lookZ: -1, zone: 'hall', speaking: false };
const ahead = (metres: number, changes: Partial<Presence> = {}): Presence => ({ ...viewer, z: -metres, ...changes });
const behind = (metres: number): Presence => ({ ...viewer, z: metres });
const tier = (other: Presence, current: Tier = HIDDEN) => tierOf(viewer, other, current, false);

test.each([
  [NEAR_METRES - 0.1, NEAR],
  [NEAR_METRES + 0.1, MIDDLE],
  [MIDDLE_METRES + 0.1, FAR],
  [FAR_METRES + 0.1, DISTANT],
])('someone %f m ahead is shown in tier %i', (metres, expected) => {
  expect(tier(ahead(metres))).toBe(expected);
});

test('behind one’s back everyone is shown a step less well, but for who is near and who is distant already', () => {
  expect(tier(behind(NEAR_METRES - 0.1))).toBe(NEAR);
  expect(tier(behind(NEAR_METRES + 0.1))).toBe(FAR);
  expect(tier(behind(MIDDLE_METRES + 0.1))).toBe(DISTANT);
  expect(tier(behind(FAR_METRES + 0.1))).toBe(DISTANT);
});

test('who speaks is shown as if they were nearer', () => {
  const metres = MIDDLE_METRES * 1.2;
  expect(tier(ahead(metres))).toBe(FAR);
  expect(tier(ahead(metres, { speaking: true }))).toBe(MIDDLE);
});

test('a partner in a consultation is shown at their best wherever they are', () => {
  expect(tierOf(viewer, behind(30), DISTANT, true)).toBe(NEAR);
  expect(importanceOf(viewer, behind(30), DISTANT, true)).toBe(Number.POSITIVE_INFINITY);
});

test('who walks along a border keeps their tier', () => {
  const metres = MIDDLE_METRES + 0.3;
  expect(tier(ahead(metres), MIDDLE)).toBe(MIDDLE);
  expect(tier(ahead(metres), FAR)).toBe(FAR);
});

test('nearer, in view and speaking is more important', () => {
  const order = [ahead(3, { speaking: true }), ahead(3), ahead(6), behind(6)].map((other) =>
    importanceOf(viewer, other, FAR, false),
  );
  expect(order).toEqual(order.toSorted((a, b) => b - a));
  expect(new Set(order).size).toBe(4);
});

test('who is shown well stays before who is not and matters hardly more; a turned head changes that little by little', () => {
  const importance = (metres: number, current: Tier) => importanceOf(viewer, ahead(metres), current, false);
  expect(importance(10, FAR)).toBeGreaterThan(importance(9.5, CROWD));
  expect(importance(10, FAR)).toBeLessThan(importance(8, CROWD));
  for (let degrees = 0; degrees < 180; degrees += 5) {
    const [before, after] = [degrees, degrees + 5].map((at) => {
      const angle = (at * Math.PI) / 180;
      const other = { ...viewer, x: 10 * Math.sin(angle), z: -10 * Math.cos(angle) };
      return importanceOf(viewer, other, FAR, false);
    }) as [number, number];
    expect(after).toBeLessThan(before);
    expect(after).toBeGreaterThan(before / 1.2);
  }
});
