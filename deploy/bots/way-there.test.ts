import { expect, test } from 'vitest';
import { createPose } from '../../shared/pose.ts';
import { createWayThere } from './way-there.ts';

/** Means to be at x at a time; answers what it does, and where it is then. */
function walkerFrom(x: number) {
  const way = createWayThere({ x, z: 0 });
  const meanToBe = (to: number, nowMs: number) => {
    const pose = createPose();
    pose.headPosition.x = to;
    pose.left.position.x = to - 0.3;
    const does = way.next(pose, nowMs);
    return { does, x: pose.headPosition.x, reach: pose.headPosition.x - pose.left.position.x };
  };
  return { meanToBe, beginAt: way.beginAt };
}

test('who is near walks', () => {
  const { meanToBe } = walkerFrom(0);
  expect(meanToBe(0.3, 0)).toMatchObject({ does: 'walk', x: 0.3 });
  expect(meanToBe(0.4, 14)).toMatchObject({ does: 'walk', x: 0.4 });
});

test('who is far off jumps as far as the branch lets one, waits as long as it asks, and jumps the rest; the body stays whole', () => {
  const { meanToBe } = walkerFrom(0);
  const first = meanToBe(15, 0);
  expect(first.does).toBe('jump');
  expect(first.x).toBeCloseTo(11, 6);
  expect(first.reach).toBeCloseTo(0.3, 6);
  expect(meanToBe(15, 400).does).toBe('wait');
  expect(meanToBe(15, 500)).toMatchObject({ does: 'jump', x: 15 });
  expect(meanToBe(15.1, 1000).does).toBe('walk');
});

test('who is refused rests, goes on from where the server has them, and jumps less far', () => {
  const { meanToBe, beginAt } = walkerFrom(0);
  meanToBe(0.5, 0);
  beginAt({ x: -14, z: 0 });
  expect(meanToBe(0.5, 14).does).toBe('wait');
  const again = meanToBe(0.5, 500);
  expect(again.does).toBe('jump');
  expect(again.x).toBeCloseTo(-14 + 8.8, 6);
});
