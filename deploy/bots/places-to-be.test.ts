import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PERSONAL_SPACE_METRES } from '../../server/branch/branch-rules.ts';
import { BranchPlan } from '../../shared/branch.ts';
import { createPose } from '../../shared/pose.ts';
import { isWalkable } from '../../shared/walkable.ts';
import { createMotion } from './human-motion.ts';
import { choosePlaces } from './places-to-be.ts';

const plan = BranchPlan.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '../../assets/branches/flagship/branch.json'), 'utf8')),
);

test('twenty bots move about the demo branch for a minute, and neither furniture nor another is ever in their way', () => {
  const places = choosePlaces(plan, 20, 1);
  expect(places).toHaveLength(20);
  expect(new Set(places.map(({ kind }) => kind)).size).toBe(3);
  const motions = places.map(({ kind, course }, index) => createMotion(index, kind, course));
  const pose = createPose();
  for (let second = 0; second < 60; second += 0.5) {
    const heads = motions.map(({ at }) => {
      at(second, pose);
      return { ...pose.headPosition };
    });
    for (const [index, { x, z }] of heads.entries()) {
      expect(isWalkable(plan, x, z)).toBe(true);
      for (const other of heads.slice(index + 1))
        expect(Math.hypot(x - other.x, z - other.z)).toBeGreaterThan(PERSONAL_SPACE_METRES);
    }
  }
});

test('a full branch takes no more', () => {
  const places = choosePlaces(plan, 2000, 1);
  expect(places.length).toBeGreaterThan(30);
  expect(places.length).toBeLessThan(2000);
});
