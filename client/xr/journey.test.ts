import { expect, test } from 'vitest';
import { isWalkable } from '../../shared/walkable.ts';
import { beginJourney, createJourney, isUnderWay, leaveSeat, planHops, stepJourney } from './journey.ts';

const HALL = {
  bounds: { minX: -15, minZ: -5, maxX: 15, maxZ: 5 },
  obstacles: [{ minX: -2, minZ: -2, maxX: 2, maxZ: 2 }],
};
const SEAT = { x: 12, z: 0, yaw: 1, isSeat: true };

test('a near place is one hop', () => {
  expect(planHops(HALL, { x: 4, z: 0 }, { x: 12, z: 0 })).toEqual([{ x: 12, z: 0 }]);
});

test('a far one is several, none longer than the server takes and each on free floor', () => {
  const from = { x: -12, z: 0 };
  const hops = planHops(HALL, from, { x: 12, z: 0 });
  expect(hops.at(-1)).toEqual({ x: 12, z: 0 });
  let before = from;
  for (const hop of hops) {
    expect(Math.hypot(hop.x - before.x, hop.z - before.z)).toBeLessThan(12);
    expect(isWalkable(HALL, hop.x, hop.z)).toBe(true);
    before = hop;
  }
});

test('the middle of things is no place to stand: one comes to stand beside', () => {
  const [place] = planHops(HALL, { x: 4, z: 0 }, { x: 1.5, z: 0 });
  expect(place && isWalkable(HALL, place.x, place.z)).toBe(true);
});

test('hops are 0.4 s apart at least, the seat is taken at the end, and left by going away', () => {
  const journey = createJourney();
  beginJourney(journey, HALL, { x: -12, z: 0 }, SEAT);
  const at: number[] = [];
  for (let frame = 0; isUnderWay(journey) && frame < 1000; frame++) if (stepJourney(journey, 0.01)) at.push(frame * 10);
  expect(at.length).toBeGreaterThan(1);
  for (let hop = 1; hop < at.length; hop++) expect((at[hop] ?? 0) - (at[hop - 1] ?? 0)).toBeGreaterThanOrEqual(400);
  expect(journey.seat).toEqual({ x: 12, z: 0 });
  leaveSeat(journey, { x: 12.3, z: 0 });
  expect(journey.seat).not.toBeNull();
  leaveSeat(journey, { x: 11, z: 0 });
  expect(journey.seat).toBeNull();
});

test('nothing happens where nobody set out', () => {
  expect(stepJourney(createJourney(), 10)).toBeNull();
});
