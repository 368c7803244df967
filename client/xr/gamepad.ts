import type { Steering } from './locomotion.ts';
import { shape } from './sticks.ts';

/** What is pressed on a gamepad, in the standard mapping. */
export type PadPress = 'press' | 'back' | 'menu' | 'next' | 'previous';

const BUTTONS: readonly (readonly [index: number, press: PadPress])[] = [
  [0, 'press'],
  [1, 'back'],
  [3, 'menu'],
  [9, 'menu'],
  [12, 'previous'],
  [13, 'next'],
  [14, 'previous'],
  [15, 'next'],
];

export interface PadState {
  readonly axes: readonly number[];
  readonly buttons: readonly { readonly pressed: boolean }[];
}

/** Adds the sticks to the steering: the left one walks, the right one turns. Answers how much the right one looks up, -1 to 1. */
export function addPadSticks({ axes }: PadState, steering: Steering): number {
  steering.sideways += shape(axes[0]);
  steering.forward -= shape(axes[1]);
  steering.turn += shape(axes[2]);
  return -shape(axes[3]);
}

/** Tells of each button once, when it goes down. `held` is kept between calls. */
export function readPadPresses({ buttons }: PadState, held: Set<number>, onPress: (press: PadPress) => void): void {
  for (const [index, press] of BUTTONS) {
    const isDown = buttons[index]?.pressed ?? false;
    if (isDown && !held.has(index)) onPress(press);
    if (isDown) held.add(index);
    else held.delete(index);
  }
}
