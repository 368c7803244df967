import { expect, test } from 'vitest';
import flagship from '../../assets/branches/flagship/branch.json' with { type: 'json' };
import { BranchPlan } from '../../shared/branch.ts';
import { nearestPart } from './place-order.ts';

const plan = BranchPlan.parse(flagship);
const NAMES = ['rest-desks-day.glb', 'rest-hall-day.glb', 'rest-lounge-day.glb'];

test.each([
  ['at a desk', { x: 1.8, z: -2.6 }, 'rest-desks-day.glb'],
  ['in the lounge', { x: -3, z: 3 }, 'rest-lounge-day.glb'],
])('who stands %s gets what stands there first', (_where, at, name) => {
  expect(
    nearestPart(
      plan,
      NAMES.filter((one) => !/hall/.test(one)),
      at,
    ),
  ).toBe(name);
});

test('each part comes once, and a part of no known place comes too', () => {
  const left = [...NAMES, 'rest-attic-day.glb'];
  const order: string[] = [];
  for (let next = nearestPart(plan, left, { x: 0, z: 5.4 }); next; next = nearestPart(plan, left, { x: 0, z: 5.4 }))
    order.push(...left.splice(left.indexOf(next), 1));
  expect(order.toSorted()).toEqual([...NAMES, 'rest-attic-day.glb'].toSorted());
  expect(order.at(-1)).toBe('rest-attic-day.glb');
});
