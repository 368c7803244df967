import { expect, test } from 'vitest';
import { FIRST_COMFORT } from './comfort.ts';
import { readSticks, type StickSource, shape } from './sticks.ts';

const controller = (handedness: 'left' | 'right', x: number, y: number): StickSource => ({
  handedness,
  gamepad: { axes: [0, 0, x, y] },
});

function read(sources: StickSource[], comfort = {}) {
  const steering = { forward: 9, sideways: 9, turn: 9 };
  readSticks({ ...FIRST_COMFORT, ...comfort }, sources, steering);
  return steering;
}

test('a right-handed person turns with the right stick and walks with the left', () => {
  expect(read([controller('left', 0, -1), controller('right', 1, 0)])).toEqual({ forward: 1, sideways: 0, turn: 1 });
  expect(read([controller('left', 1, 0), controller('right', 0, -1)])).toEqual({ forward: 0, sideways: 1, turn: 0 });
});

test('a left-handed person has it the other way round', () => {
  const sources = [controller('left', 1, 0), controller('right', -1, -1)];
  expect(read(sources, { hand: 'left' })).toEqual({ forward: 1, sideways: -1, turn: 1 });
});

test.each(['left', 'right'] as const)('one controller, in the %s hand, walks and turns', (side) => {
  expect(read([controller(side, 0, -1)])).toMatchObject({ forward: 1, turn: 0 });
  expect(read([controller(side, 1, 0)])).toEqual({ forward: 0, sideways: 0, turn: 1 });
});

test('one controller can be enough while another lies on the table', () => {
  const sources = [controller('left', 0, 0), controller('right', 0, -1)];
  expect(read(sources).forward).toBe(0);
  expect(read(sources, { oneController: true }).forward).toBe(1);
});

test('bare hands and whatever has no stick ask for nothing', () => {
  expect(read([{ handedness: 'left', hand: {}, gamepad: { axes: [0, 0, 1, 1] } }, { handedness: 'right' }])).toEqual({
    forward: 0,
    sideways: 0,
    turn: 0,
  });
});

test('a stick that is nearly in the middle is in the middle, and a full push is all', () => {
  expect([shape(0.1), shape(-0.17), shape(1), shape(-1), shape(undefined), shape(Number.NaN)]).toEqual([
    0, 0, 1, -1, 0, 0,
  ]);
  expect(shape(0.5)).toBeGreaterThan(0.3);
});
