import { expect, test } from 'vitest';
import { PERSONAL_SPACE_METRES } from '../../../server/branch/branch-rules.ts';
import { createPose } from '../../../shared/pose.ts';
import { createMotion } from '../../bots/human-motion.ts';
import { createCrowd, type Scenario } from './crowds.ts';
import { NEAR_METRES } from './viewer-meter.ts';

/** Everyone's heads at some moments of a minute. */
function heads(scenario: Scenario, count: number) {
  const { people } = createCrowd(scenario, count, 1);
  const motions = people.map(({ kind, course }, index) => createMotion(1000 + index, kind, course));
  const pose = createPose();
  return Array.from({ length: 60 }, (_, second) =>
    motions.map(({ at }) => {
      at(second * 1.013, pose);
      return { x: pose.headPosition.x, z: pose.headPosition.z };
    }),
  );
}
function distances(moment: readonly { x: number; z: number }[]): number[] {
  return moment.flatMap((a, index) => moment.slice(index + 1).map((b) => Math.hypot(a.x - b.x, a.z - b.z)));
}

test.each([20, 50, 100, 200])('of %d people none comes into another’s personal space', (count) => {
  for (const scenario of ['near', 'spread'] as const) {
    expect(createCrowd(scenario, count, 1).people).toHaveLength(count);
    for (const moment of heads(scenario, count))
      expect(Math.min(...distances(moment))).toBeGreaterThan(PERSONAL_SPACE_METRES + 0.003);
  }
});

test('up to fifty, near is near: everyone is within five metres of everyone', () => {
  for (const moment of heads('near', 50)) expect(Math.max(...distances(moment))).toBeLessThan(NEAR_METRES + 0.2);
});

test('who is spread has as much floor as fifty have in the demo branch, and keeps inside the walls', () => {
  for (const count of [20, 200]) {
    const { bounds } = createCrowd('spread', count, 1).plan;
    // Without the margin along the walls.
    expect(((bounds.maxX - bounds.minX - 2) * (bounds.maxZ - bounds.minZ - 2)) / count).toBeCloseTo(5.6, 5);
    for (const moment of heads('spread', count))
      for (const { x, z } of moment) {
        expect(Math.abs(x)).toBeLessThan(bounds.maxX - 0.4);
        expect(Math.abs(z)).toBeLessThan(bounds.maxZ - 0.4);
      }
  }
});
