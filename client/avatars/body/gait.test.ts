import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createGait, type Foot, type Gait, walk } from './gait.ts';

const FRAME = 1 / 72;

/** One frame later the body is there. */
function walkTo(gait: Gait, x: number, z: number, yaw: number): void {
  Object.assign(gait.body, { x, z, yaw, size: 1, seconds: FRAME });
  walk(gait);
}

/** Walks a straight line and looks at each frame. */
function walkLine(speed: number, heading: number, seconds: number, look: (gait: Gait, x: number, z: number) => void) {
  const gait = createGait();
  const yaw = heading;
  let x = 0;
  let z = 0;
  for (let passed = 0; passed < seconds; passed += FRAME) {
    x -= Math.sin(heading) * speed * FRAME;
    z -= Math.cos(heading) * speed * FRAME;
    walkTo(gait, x, z, yaw);
    look(gait, x, z);
  }
  return { gait, x, z };
}

const anySpeed = fc.double({ min: 0, max: 2.2, noNaN: true });
const anyHeading = fc.double({ min: -3, max: 3, noNaN: true });

test('a foot that stands does not slide', () => {
  fc.assert(
    fc.property(anySpeed, anyHeading, (speed, heading) => {
      const stood = new Map<Foot, readonly [number, number] | null>();
      walkLine(speed, heading, 3, (gait) => {
        for (const foot of [gait.left, gait.right]) {
          const before = stood.get(foot);
          const stands = foot.liftedSeconds < 0;
          if (stands && before) expect([foot.x, foot.z]).toEqual(before);
          stood.set(foot, stands ? [foot.x, foot.z] : null);
        }
      });
    }),
  );
});

test('one foot at least is on the floor, and neither is left behind', () => {
  fc.assert(
    fc.property(anySpeed, anyHeading, (speed, heading) => {
      walkLine(speed, heading, 3, (gait, x, z) => {
        expect(Math.min(gait.left.height, gait.right.height)).toBe(0);
        for (const foot of [gait.left, gait.right]) expect(Math.hypot(foot.x - x, foot.z - z)).toBeLessThan(0.75);
      });
    }),
  );
});

test('who walks steps with both feet, in turn', () => {
  const lifts: string[] = [];
  let before = '';
  walkLine(1.4, 0, 4, (gait) => {
    const up = gait.left.liftedSeconds >= 0 ? 'left' : gait.right.liftedSeconds >= 0 ? 'right' : '';
    if (up !== before && up !== '') lifts.push(up);
    before = up;
  });
  expect(lifts.length).toBeGreaterThan(6);
  for (let step = 1; step < lifts.length; step++) expect(lifts[step]).not.toBe(lifts[step - 1]);
});

test('who has stopped ends with the feet under the body', () => {
  const { gait, x, z } = walkLine(1.5, 0.4, 2, () => {});
  for (let frame = 0; frame < 144; frame++) walkTo(gait, x, z, 0.4);
  for (const foot of [gait.left, gait.right]) {
    expect(foot.height).toBe(0);
    expect(Math.hypot(foot.x - x, foot.z - z)).toBeLessThan(0.25);
  }
});

test('who turns on the spot turns the feet along', () => {
  const gait = createGait();
  for (let frame = 0; frame < 300; frame++) walkTo(gait, 0, 0, Math.min(frame * 0.02, 2));
  for (const foot of [gait.left, gait.right]) expect(Math.abs(foot.yaw - 2)).toBeLessThan(0.6);
});

test('a body that jumps has its feet under it at once', () => {
  const { gait } = walkLine(1.4, 0, 1, () => {});
  walkTo(gait, 30, -20, 1);
  for (const foot of [gait.left, gait.right]) expect(Math.hypot(foot.x - 30, foot.z + 20)).toBeLessThan(0.12);
});
