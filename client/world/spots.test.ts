import { expect, test } from 'vitest';
import flagship from '../../assets/branches/flagship/branch.json' with { type: 'json' };
import { BranchPlan } from '../../shared/branch.ts';
import { isWalkable } from '../../shared/walkable.ts';
import { namedSpots } from './spots.ts';

const plan = BranchPlan.parse(flagship);
const texts = {
  entrance: 'Entrance',
  kiosk: (number: number | null) => `Tickets ${number ?? ''}`.trim(),
  selfService: (number: number | null) => `Self-service ${number ?? ''}`.trim(),
  lounge: (number: number | null) => `Lounge ${number ?? ''}`.trim(),
};

test('every kiosk, desk, terminal and lounge can be gone to, each by a name of its own, and stood at', () => {
  const spots = namedSpots(plan, 'en', texts);
  const ids = [...plan.kiosks, ...plan.desks, ...plan.selfService].map(({ id }) => id);
  expect(spots.map(({ id }) => id)).toEqual(expect.arrayContaining(['entrance', 'lounge-1', ...ids]));
  expect(new Set(spots.map(({ label }) => label)).size).toBe(spots.length);
  for (const { x, z } of spots) expect(isWalkable(plan, x, z)).toBe(true);
});

test('one looks at what one has gone to', () => {
  const spots = namedSpots(plan, 'en', texts);
  for (const { id, at } of [...plan.kiosks, ...plan.selfService]) {
    const spot = spots.find((one) => one.id === id);
    if (!spot) throw new Error(`no spot for ${id}`);
    const radians = (spot.heading * Math.PI) / 180;
    const [dx, dz] = [at.x - spot.x, at.z - spot.z];
    expect((Math.sin(radians) * dx - Math.cos(radians) * dz) / Math.hypot(dx, dz)).toBeGreaterThan(0.9);
  }
});

test('a desk’s name is in the reader’s language', () => {
  const [desk] = plan.desks;
  expect(namedSpots(plan, 'ru', texts).find(({ id }) => id === desk?.id)?.label).toBe(desk?.label.ru);
});
