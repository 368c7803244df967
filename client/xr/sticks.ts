import type { Comfort } from './comfort.ts';
import type { Steering } from './locomotion.ts';

/** The part of an input source that moves its owner. */
export interface StickSource {
  readonly handedness: 'none' | 'left' | 'right';
  readonly gamepad?: { readonly axes: readonly number[]; readonly buttons?: readonly unknown[] } | null | undefined;
  /** A bare hand has none that is meant to move. */
  readonly hand?: unknown;
}

/** Standard gamepad mapping of WebXR: axes 2 and 3 are the stick, and 3 grows towards its owner. */
const STICK_X = 2;
const STICK_Y = 3;
/** Nobody holds a stick quite still in the middle. */
const DEAD = 0.18;

/**
 * What the sticks of the controllers ask for. With two of them the one in the hand that `comfort` names turns and the other
 * walks; where there is one, or one is to be enough, it does both.
 */
export function readSticks(comfort: Comfort, sources: ArrayLike<StickSource>, into: Steering): void {
  into.forward = 0;
  into.sideways = 0;
  into.turn = 0;
  const isAlone = comfort.oneController || countSticks(sources) < 2;
  for (let index = 0; index < sources.length; index++) {
    const source = sources[index];
    if (!source || !hasStick(source)) continue;
    const x = shape(source.gamepad?.axes[STICK_X]);
    const y = shape(source.gamepad?.axes[STICK_Y]);
    const turns = isAlone || source.handedness === comfort.hand;
    const walks = isAlone || source.handedness !== comfort.hand;
    if (turns) into.turn = further(into.turn, x);
    if (walks) into.forward = further(into.forward, -y);
    if (walks && !turns) into.sideways = further(into.sideways, x);
  }
}

function countSticks(sources: ArrayLike<StickSource>): number {
  let count = 0;
  for (let index = 0; index < sources.length; index++) {
    const source = sources[index];
    if (source && hasStick(source)) count++;
  }
  return count;
}

function hasStick({ hand, gamepad }: StickSource): boolean {
  return !hand && (gamepad?.axes.length ?? 0) > STICK_Y;
}

/** Nothing near the middle, and from there on from nothing to all. */
export function shape(value = 0): number {
  const size = Math.abs(value);
  if (!(size > DEAD)) return 0;
  return (Math.sign(value) * (Math.min(size, 1) - DEAD)) / (1 - DEAD);
}

function further(a: number, b: number): number {
  return Math.abs(b) > Math.abs(a) ? b : a;
}
