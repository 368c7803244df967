import { expect, test } from 'vitest';
import { createPalmUp, HOLD_SECONDS, stepPalmUp } from './palm-up.ts';

const UP = { facing: 0.95, inView: 0.95, distanceMetres: 0.4, isPinching: false };
const FRAME = 1 / 72;

function hold(view: typeof UP | null, seconds: number, palm = createPalmUp()): number {
  let told = 0;
  for (let passed = 0; passed < seconds; passed += FRAME) if (stepPalmUp(palm, view, FRAME)) told++;
  return told;
}

test('a palm held before the eyes is told of once, however long it is held', () => {
  expect(hold(UP, HOLD_SECONDS / 2)).toBe(0);
  expect(hold(UP, HOLD_SECONDS + 0.1)).toBe(1);
  expect(hold(UP, 10)).toBe(1);
});

test('put away and held up again, it is told of again', () => {
  const palm = createPalmUp();
  expect([hold(UP, 1, palm), hold(null, 0.1, palm), hold(UP, 1, palm)]).toEqual([1, 0, 1]);
});

test.each([
  ['turned away', { facing: 0.3 }],
  ['aside of the view', { inView: 0.5 }],
  ['far', { distanceMetres: 0.9 }],
  ['pinching', { isPinching: true }],
])('a hand that is %s opens nothing', (_, difference) => {
  expect(hold({ ...UP, ...difference }, 3)).toBe(0);
});
