import { expect, test } from 'vitest';
import { addPadSticks, type PadPress, readPadPresses } from './gamepad.ts';

const pad = (axes: number[], down: number[] = []) => ({
  axes,
  buttons: Array.from({ length: 17 }, (_, index) => ({ pressed: down.includes(index) })),
});

test('the left stick walks and the right one turns and looks, beside what the keys ask for', () => {
  const steering = { forward: 0, sideways: 0, turn: 0 };
  expect(addPadSticks(pad([0, -1, 1, -1]), steering)).toBe(1);
  expect(steering).toEqual({ forward: 1, sideways: 0, turn: 1 });
  addPadSticks(pad([-1, 0.05, 0, 0]), steering);
  expect(steering).toEqual({ forward: 1, sideways: -1, turn: 1 });
});

test('a button is told of once, however long it is held', () => {
  const held = new Set<number>();
  const heard: PadPress[] = [];
  for (const down of [[0], [0], [], [0], [13, 1]]) readPadPresses(pad([], down), held, (press) => heard.push(press));
  expect(heard).toEqual(['press', 'press', 'back', 'next']);
});
