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
 * hands, which a headset shows as three or four pixels from 16 m away.
 */
export const QUALITIES = [
  { positionMetres: 1 / 512, rotation: 1 / 410, hands: true },
  { positionMetres: 1 / 128, rotation: 1 / 128, hands: true },
  { positionMetres: 1 / 64, rotation: 1 / 64, hands: true },
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
 * A pose in whole steps of one quality. A rotation is the three components that are left when the one at its `kept` index is
 * dropped, which is then positive and follows from unit length ("smallest three", but the dropped one need not be the largest).
 */
export interface QuantisedPose {
  readonly numbers: Int32Array;
  readonly kept: Uint8Array;
}

export function createQuantisedPose(): QuantisedPose {
  return { numbers: new Int32Array(NUMBERS), kept: new Uint8Array(3) };
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
export function restoreRotation(state: QuantisedPose, group: number, step: number, into: Quaternion4): void {
  const kept = state.kept[partOf(group)] as number;
  let rest = 1;
  for (let place = 0; place < 3; place++) {
    const component = (state.numbers[group * 3 + place] as number) * step;
    into[place < kept ? place : place + 1] = component;
    rest -= component * component;
  }
  into[kept] = rest > 0 ? Math.sqrt(rest) : 0;
}

const scratch: Quaternion4 = new Float64Array(4);

/** Writes the pose that a quantised one stands for; hands that are absent are left as they are. Flags are not its matter. */
export function restorePose(state: QuantisedPose, { positionMetres, rotation }: Quality, into: Pose): void {
  readPosition(state, 0, positionMetres, into.headPosition);
  readRotation(state, 1, rotation, into.headRotation);
  for (let part = 1; part < 3; part++) {
    const hand = part === 1 ? into.left : into.right;
    if (!hand.present) continue;
    readPosition(state, part * 2, positionMetres, hand.position);
    hand.position.x += into.headPosition.x;
    hand.position.y += into.headPosition.y;
    hand.position.z += into.headPosition.z;
    readRotation(state, part * 2 + 1, rotation, hand.rotation);
  }
}

function readPosition({ numbers }: QuantisedPose, group: number, step: number, into: Vector): void {
  into.x = (numbers[group * 3] as number) * step;
  into.y = (numbers[group * 3 + 1] as number) * step;
  into.z = (numbers[group * 3 + 2] as number) * step;
}

function readRotation(state: QuantisedPose, group: number, step: number, into: Rotation): void {
  restoreRotation(state, group, step, scratch);
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
export function positionSteps(pose: Pose, head: Int32Array, part: number, axis: number, step: number): number {
  const at = part === 0 ? pose.headPosition : part === 1 ? pose.left.position : pose.right.position;
  const metres = axis === 0 ? at.x : axis === 1 ? at.y : at.z;
  const steps = Math.round(metres / step);
  return part === 0 ? steps : steps - (head[axis] as number);
}

export function rotationOf(pose: Pose, part: number, into: Quaternion4): void {
  const rotation = part === 0 ? pose.headRotation : part === 1 ? pose.left.rotation : pose.right.rotation;
  into[0] = rotation.x;
  into[1] = rotation.y;
  into[2] = rotation.z;
  into[3] = rotation.w;
}
