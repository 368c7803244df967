import type { Pose, Rotation, Vector } from '../pose.ts';

/**
 * How finely a pose travels. Positions: a step of `positionMetres` on each axis is wrong by at most √3/2 of it. Rotations: three
 * components of a unit quaternion in steps of `rotation`, wrong by at most 3.54 of it in radians (all four components near ½).
 */
export interface Quality {
  readonly positionMetres: number;
  readonly rotation: number;
  /** Without them the head travels alone. */
  readonly hands: boolean;
}

/**
 * Near: 1.7 mm and 0.49°. Middle: 6.8 mm and 1.6°, a tenth of a degree from 4 m away. Far: 14 mm and 3.2°. Distant: the same, and no
 * hands, which a headset shows as three or four pixels from 16 m away. Crowd: as distant, and the viewer waits for what comes seldom.
 */
export const QUALITIES = [
  { positionMetres: 1 / 512, rotation: 1 / 410, hands: true },
  { positionMetres: 1 / 128, rotation: 1 / 128, hands: true },
  { positionMetres: 1 / 64, rotation: 1 / 64, hands: true },
  { positionMetres: 1 / 64, rotation: 1 / 64, hands: false },
  { positionMetres: 1 / 64, rotation: 1 / 64, hands: false },
] as const satisfies readonly Quality[];

/** Three positions (head in the branch, hands from the head) and three rotations, each of three numbers. */
export const GROUPS = 6;
export const NUMBERS = GROUPS * 3;
/** Groups alternate: position, rotation; head, left, right. */
export const isRotation = (group: number): boolean => (group & 1) === 1;
/** Head, left or right. */
export const partOf = (group: number): number => group >> 1;

/**
 * A component that is left out follows from the others the less exactly the smaller it is. The largest of four is at least a
 * half; a guess that turned another way may name a smaller one, and then the chain begins anew.
 */
export const SMALLEST_DROPPED = 0.49;

/**
 * A pose in whole steps of one quality: {@link NUMBERS} in a row, and behind them of each rotation which component is `kept` out of it. A
 * rotation is the three components that are left when that one is dropped, which is then positive and follows from unit length ("smallest
 * three", but the dropped one need not be the largest).
 */
const KEPT_AT = NUMBERS;
const STATE_NUMBERS = NUMBERS + 3;

/** So many numbers a {@link QuantisedPast} takes of the row it lives in. */
export const PAST_NUMBERS = 3 * STATE_NUMBERS;

/**
 * What a chain knows of its past: the latest pose and the two before it, {@link PAST_NUMBERS} in one row from `at` on, because a room has
 * hundreds that each wait for their memory.
 */
export class QuantisedPast {
  readonly numbers: Int32Array<ArrayBuffer>;
  /** Where in {@link numbers} each begins. */
  now: number;
  last: number;
  earlier: number;

  constructor(numbers = new Int32Array(PAST_NUMBERS), at = 0) {
    this.numbers = numbers;
    this.now = at;
    this.last = at + STATE_NUMBERS;
    this.earlier = at + 2 * STATE_NUMBERS;
  }

  /** The latest becomes the last; what is `now` is to be written anew. */
  advance(): void {
    const oldest = this.earlier;
    this.earlier = this.last;
    this.last = this.now;
    this.now = oldest;
  }

  /** The component that the rotation of a part is written without, in the state that begins at `state`. */
  keptAt(state: number, part: number): number {
    return this.numbers[state + KEPT_AT + part] as number;
  }
  keepAt(state: number, part: number, kept: number): void {
    this.numbers[state + KEPT_AT + part] = kept;
  }
}

/** A quaternion in an array, x y z w: what the predictors work on. */
export type Quaternion4 = Float64Array;

export function largestOf(q: Quaternion4): number {
  let largest = 0;
  for (let index = 1; index < 4; index++)
    if (Math.abs(q[index] as number) > Math.abs(q[largest] as number)) largest = index;
  return largest;
}

/** The steps of component `place` (0 to 2) of `q`, written with the component `kept` positive and dropped. */
export function stepsOf(q: Quaternion4, kept: number, place: number, step: number): number {
  const component = q[place < kept ? place : place + 1] as number;
  return Math.round(((q[kept] as number) < 0 ? -component : component) / step);
}

/** The quaternion of a quantised rotation. Only sums, products and a square root, which IEEE 754 fixes: both ends get the same. */
export function restoreRotation(
  past: QuantisedPast,
  state: number,
  group: number,
  step: number,
  into: Quaternion4,
): void {
  const { numbers } = past;
  const kept = past.keptAt(state, partOf(group));
  let rest = 1;
  for (let place = 0; place < 3; place++) {
    const component = (numbers[state + group * 3 + place] as number) * step;
    into[place < kept ? place : place + 1] = component;
    rest -= component * component;
  }
  into[kept] = rest > 0 ? Math.sqrt(rest) : 0;
}

const scratch: Quaternion4 = new Float64Array(4);

/** Writes the pose that the latest quantised one stands for; hands that are absent are left as they are. Flags are not its matter. */
export function restorePose(past: QuantisedPast, { positionMetres, rotation }: Quality, into: Pose): void {
  readPosition(past, 0, positionMetres, into.headPosition);
  readRotation(past, 1, rotation, into.headRotation);
  for (let part = 1; part < 3; part++) {
    const hand = part === 1 ? into.left : into.right;
    if (!hand.present) continue;
    readPosition(past, part * 2, positionMetres, hand.position);
    hand.position.x += into.headPosition.x;
    hand.position.y += into.headPosition.y;
    hand.position.z += into.headPosition.z;
    readRotation(past, part * 2 + 1, rotation, hand.rotation);
  }
}

function readPosition({ numbers, now }: QuantisedPast, group: number, step: number, into: Vector): void {
  const at = now + group * 3;
  into.x = (numbers[at] as number) * step;
  into.y = (numbers[at + 1] as number) * step;
  into.z = (numbers[at + 2] as number) * step;
}

function readRotation(past: QuantisedPast, group: number, step: number, into: Rotation): void {
  restoreRotation(past, past.now, group, step, scratch);
  // Numbers of a hostile or broken sender may be longer than one together; a rotation stays one.
  const x = scratch[0] as number;
  const y = scratch[1] as number;
  const z = scratch[2] as number;
  const w = scratch[3] as number;
  const length = Math.sqrt(x * x + y * y + z * z + w * w) || 1;
  into.x = x / length;
  into.y = y / length;
  into.z = z / length;
  into.w = w / length;
}

/** The steps of a pose's position group: the head's in the branch, a hand's from where the quantised head is. */
export function positionSteps(
  pose: Pose,
  { numbers, now }: QuantisedPast,
  part: number,
  axis: number,
  step: number,
): number {
  const at = part === 0 ? pose.headPosition : part === 1 ? pose.left.position : pose.right.position;
  const metres = axis === 0 ? at.x : axis === 1 ? at.y : at.z;
  const steps = Math.round(metres / step);
  return part === 0 ? steps : steps - (numbers[now + axis] as number);
}

export function rotationOf(pose: Pose, part: number, into: Quaternion4): void {
  const rotation = part === 0 ? pose.headRotation : part === 1 ? pose.left.rotation : pose.right.rotation;
  into[0] = rotation.x;
  into[1] = rotation.y;
  into[2] = rotation.z;
  into[3] = rotation.w;
}
