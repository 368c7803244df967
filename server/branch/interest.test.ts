import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Interest, type InterestBody } from './interest.ts';
import {
  CROWD,
  DISTANT,
  HIDDEN,
  NEAR,
  NEAR_METRES,
  SURROUNDINGS_BUDGET_BYTES_PER_SECOND,
  TIER_BYTES_PER_SECOND,
  type Tier,
  VIEWER_BUDGET_BYTES_PER_SECOND,
} from './interest-rules.ts';
import { PoseRelay } from './pose-relay.ts';

type Place = { readonly x: number; readonly z: number };

/** The first of them judges, and looks along -z; answers how it sees each of the others. */
function judge(
  others: readonly Place[],
  { partner = -1, canSee = (_viewer: string, _other: string): boolean => true } = {},
): Tier[] {
  const relay = new PoseRelay();
  const partners = new Set(partner < 0 ? [] : [partner + 1]);
  const bodies: InterestBody[] = [{ x: 0, z: 0 }, ...others].map(({ x, z }, slot) => ({
    slot,
    x,
    z,
    lookX: 0,
    lookZ: -1,
    zone: slot === 0 ? 'hall' : `zone ${slot}`,
    speaking: false,
    partners: slot === 0 ? partners : new Set(),
  }));
  for (const { slot } of bodies) relay.enter(slot);
  new Interest(relay, canSee).judge(bodies[0] as InterestBody, bodies);
  return bodies.slice(1).map(({ slot }) => relay.tiersOf(0)[slot] as Tier);
}

const bytesOf = (tiers: readonly Tier[]): number =>
  tiers.reduce<number>((sum, tier) => sum + TIER_BYTES_PER_SECOND[tier], 0);

/** So many in rows of ten ahead, half a metre apart, from a distance on. */
const ahead = (count: number, fromMetres: number): Place[] =>
  Array.from({ length: count }, (_, index) => ({
    x: ((index % 10) - 4.5) / 2,
    z: -fromMetres - Math.floor(index / 10) / 2,
  }));

const somewhere = fc.record({
  x: fc.double({ min: -30, max: 30, noNaN: true }),
  z: fc.double({ min: -30, max: 30, noNaN: true }),
});

test('however many there are, a viewer’s budget holds, and all are shown', () => {
  fc.assert(
    fc.property(
      fc.array(somewhere, { maxLength: 250 }),
      fc.double({ min: 0.02, max: 1, noNaN: true }),
      (places, part) => {
        const tiers = judge(places.map(({ x, z }) => ({ x: x * part, z: z * part })));
        expect(bytesOf(tiers)).toBeLessThanOrEqual(VIEWER_BUDGET_BYTES_PER_SECOND);
        expect(tiers).not.toContain(HIDDEN);
      },
    ),
    { numRuns: 60 },
  );
});

test('fifty around one are no crowd: each is shown as their distance has it', () => {
  const tiers = judge([...ahead(9, 3), ...ahead(40, 17)]);
  expect(tiers.slice(0, 9)).toEqual(new Array(9).fill(NEAR));
  expect(tiers.slice(9)).toEqual(new Array(40).fill(DISTANT));
});

test('of a crowd the least important come less well, heads that hardly move before hands, and nobody who is near', () => {
  const near = ahead(9, NEAR_METRES - 1);
  const tiers = judge([...near, ...ahead(200, NEAR_METRES + 0.5)]);
  expect(tiers.slice(0, near.length)).toEqual(new Array(near.length).fill(NEAR));
  const surroundings = tiers.slice(near.length);
  expect(bytesOf(surroundings)).toBeLessThanOrEqual(SURROUNDINGS_BUDGET_BYTES_PER_SECOND);
  const rows = Array.from({ length: 20 }, (_, row) => Math.max(...surroundings.slice(row * 10, row * 10 + 10)));
  expect(rows).toEqual(rows.toSorted((a, b) => a - b));
  expect(rows[0]).toBeLessThan(DISTANT);
  expect(rows.at(-1)).toBe(CROWD);
});

test('a partner is shown best in any crowd, from anywhere', () => {
  const places = [...ahead(240, 0.6), { x: 0, z: 30 }];
  expect(judge(places, { partner: 240 }).at(-1)).toBe(NEAR);
  expect(judge(places).at(-1)).toBeGreaterThanOrEqual(CROWD);
});

test('who may not be seen is not, and takes nothing of the budget', () => {
  const places = [...ahead(200, 5), ...ahead(40, 17)];
  const canSee = (_: string, other: string) => Number(other.slice(5)) > 200;
  const tiers = judge(places, { canSee });
  expect(tiers.slice(0, 200)).toEqual(new Array(200).fill(HIDDEN));
  expect(tiers.slice(200)).toEqual(new Array(40).fill(DISTANT));
});
