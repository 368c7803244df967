import { describe, expect, test } from 'vitest';
import { degreesBetween, metresBetween } from '../../shared/pose/arbitrary-pose.ts';
import { createPose, type Pose } from '../../shared/pose.ts';
import { type Course, createMotion, type Motion, type PersonKind } from './human-motion.ts';
import { createTrackingNoise } from './tracking-noise.ts';

/** The speeds that the issue asks for, measured on the motion itself: a minute of several people in steps of 5 ms. */
const STEP_SECONDS = 0.005;
const SECONDS = 60;
const course: Record<PersonKind, Course> = {
  walker: { rounds: { x: 0, z: 0, radiusMetres: 4, phase: 0, direction: 1 } },
  talker: { stays: { x: 0, z: 0, heading: 1 } },
  sitter: { stays: { x: 0, z: 0, heading: -2 } },
};
const people = (kind: PersonKind) => [1, 2, 3, 4, 5].map((seed) => createMotion(seed, kind, course[kind]));

/** What `measure` makes of each two moments that follow each other. */
function measured({ at }: Motion, measure: (before: Pose, after: Pose) => number): number[] {
  let before = createPose();
  let after = createPose();
  at(0, before);
  return Array.from({ length: SECONDS / STEP_SECONDS }, (_, step) => {
    at((step + 1) * STEP_SECONDS, after);
    const value = measure(before, after);
    [before, after] = [after, before];
    return value;
  });
}
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const range = (values: readonly number[]) => Math.max(...values) - Math.min(...values);

describe('people', () => {
  test('walk at 1.4 m/s with a bob of 3 cm at 2 Hz', () => {
    for (const walker of people('walker')) {
      const floorSpeeds = measured(walker, ({ headPosition: a }, { headPosition: b }) =>
        Math.hypot(b.x - a.x, b.z - a.z),
      ).map((metres) => metres / STEP_SECONDS);
      expect(mean(floorSpeeds)).toBeGreaterThan(1.35);
      expect(mean(floorSpeeds)).toBeLessThan(1.45);
      const heights = measured(walker, (_, { left }) => left.position.y);
      // Hands ride on half of the bob; heads on all of it and on their nods.
      expect(range(heights)).toBeCloseTo(0.015, 3);
      const rises = measured(walker, ({ left: a }, { left: b }) => b.position.y - a.position.y);
      const beginnings = rises.filter((rise, index) => rise > 0 && (rises[index - 1] ?? 1) <= 0);
      expect(beginnings.length / SECONDS).toBeCloseTo(2, 1);
      expect(range(measured(walker, (_, { headPosition }) => headPosition.y))).toBeGreaterThan(0.03);
    }
  });

  test.each(['walker', 'talker', 'sitter'] as const)(
    'turn their heads at up to 200 degrees a second, again and again (%s)',
    (kind) => {
      for (const person of people(kind)) {
        const speeds = measured(person, (a, b) => degreesBetween(a.headRotation, b.headRotation) / STEP_SECONDS);
        expect(Math.max(...speeds)).toBeGreaterThan(180);
        expect(Math.max(...speeds)).toBeLessThan(225);
        const turns = speeds.filter((speed, index) => speed > 150 && (speeds[index - 1] ?? 0) <= 150);
        expect(turns.length).toBeGreaterThanOrEqual(SECONDS / 6 - 1);
      }
    },
  );

  test('gesture at 1 to 2 m/s when they talk, less when they sit, within reach', () => {
    const fastest = (kind: PersonKind) =>
      people(kind).map((person) =>
        Math.max(...measured(person, (a, b) => metresBetween(a.right.position, b.right.position) / STEP_SECONDS)),
      );
    for (const speed of fastest('talker')) {
      expect(speed).toBeGreaterThan(1);
      expect(speed).toBeLessThan(2);
    }
    for (const speed of fastest('sitter')) {
      expect(speed).toBeGreaterThan(0.2);
      expect(speed).toBeLessThan(1);
    }
    for (const talker of people('talker'))
      expect(Math.max(...measured(talker, (_, b) => metresBetween(b.headPosition, b.right.position)))).toBeLessThan(
        1.2,
      );
  });

  test('stay within 6 cm of where they stand, so that a crowd keeps its distances', () => {
    for (const person of [...people('talker'), ...people('sitter')])
      expect(
        Math.max(...measured(person, (_, { headPosition }) => Math.hypot(headPosition.x, headPosition.z))),
      ).toBeLessThan(0.06);
  });

  test('move smoothly: nothing jumps', () => {
    for (const kind of ['walker', 'talker', 'sitter'] as const)
      for (const person of people(kind))
        expect(Math.max(...measured(person, (a, b) => metresBetween(a.headPosition, b.headPosition)))).toBeLessThan(
          2.2 * STEP_SECONDS,
        );
  });

  test('are the same again from the same seed, and others from another', () => {
    const at = (seed: number) => {
      const pose = createPose();
      createMotion(seed, 'talker', course.talker).at(12.3, pose);
      return pose;
    };
    expect(at(7)).toEqual(at(7));
    expect(at(8)).not.toEqual(at(7));
  });
});

test('tracking is wrong by 1 mm on each axis and 0.2 degrees about each, of the head and of both hands', () => {
  const add = createTrackingNoise(3);
  const truth = createPose();
  createMotion(1, 'talker', course.talker).at(0, truth);
  const squares = [0, 0, 0, 0, 0, 0];
  const rounds = 4000;
  for (let round = 0; round < rounds; round++) {
    const pose = structuredClone(truth);
    add(pose);
    const places = [
      [pose.headPosition, truth.headPosition],
      [pose.left.position, truth.left.position],
      [pose.right.position, truth.right.position],
    ] as const;
    const turns = [
      [pose.headRotation, truth.headRotation],
      [pose.left.rotation, truth.left.rotation],
      [pose.right.rotation, truth.right.rotation],
    ] as const;
    places.forEach(([a, b], index) => {
      squares[index] = (squares[index] as number) + (1000 * metresBetween(a, b)) ** 2 / 3;
    });
    turns.forEach(([a, b], index) => {
      squares[3 + index] = (squares[3 + index] as number) + degreesBetween(a, b) ** 2 / 3;
    });
  }
  const deviations = squares.map((sum) => Math.sqrt(sum / rounds));
  for (const deviation of deviations.slice(0, 3)) expect(deviation).toBeCloseTo(1, 1);
  for (const deviation of deviations.slice(3)) expect(deviation).toBeCloseTo(0.2, 2);
});
