import { Matrix4, Quaternion, Vector3 } from 'three';
import data from '../skeleton.json' with { type: 'json' };

/** The bones of a body in the order in which `bodies.glb` numbers them, and where they are at rest. */
const FINGER_NAMES = ['thumb', 'index', 'middleFinger', 'ring', 'little'] as const;
export type Side = 'left' | 'right';

type Triple = readonly [number, number, number];
type Placed = readonly [string | null, number, number, number];
const middle = data.middle as unknown as Readonly<Record<string, Placed>>;
const side = data.side as unknown as Readonly<Record<string, Placed>>;
const hand = data.hand as unknown as Readonly<Record<(typeof FINGER_NAMES)[number], readonly [Triple, Triple]>>;

const names: string[] = [];
const rest: Vector3[] = [];

for (const [name, [, x, y, z]] of Object.entries(middle)) {
  names.push(name);
  rest.push(new Vector3(x, y, z));
}

/** How a hand at rest is turned: its own frame has the fingers along -z, the back up. The arms hang 45° out. */
function restHandFrame(sign: -1 | 1): Quaternion {
  const along = restOfSide('hand', sign).sub(restOfSide('lowerArm', sign)).normalize();
  const back = new Vector3(-along.y * sign, Math.abs(along.x), 0);
  const backwards = along.clone().negate();
  const across = new Vector3().crossVectors(back, backwards);
  return new Quaternion().setFromRotationMatrix(new Matrix4().makeBasis(across, back, backwards));
}

function restOfSide(name: string, sign: -1 | 1): Vector3 {
  const [, x, y, z] = side[name] as Placed;
  return new Vector3(x * sign, y, z);
}

function addSide(of: Side, sign: -1 | 1): void {
  for (const name of Object.keys(side)) {
    names.push(`${of}.${name}`);
    rest.push(restOfSide(name, sign));
  }
  const frame = restHandFrame(sign);
  const wrist = restOfSide('hand', sign);
  for (const finger of FINGER_NAMES)
    for (const [index, [x, y, z]] of hand[finger].entries()) {
      names.push(`${of}.${finger}${index + 1}`);
      rest.push(new Vector3(x * sign, y, z).applyQuaternion(frame).add(wrist));
    }
}
addSide('left', -1);
addSide('right', 1);

export const BONE_NAMES: readonly string[] = names;
export const BONES = names.length;
/** Metres, y up, the front along -z, the feet on 0. */
export const REST: readonly Readonly<Vector3>[] = rest;

export function boneIndex(name: string): number {
  const index = names.indexOf(name);
  if (index < 0) throw new Error(`no bone ${name}`);
  return index;
}

export function restOf(name: string): Readonly<Vector3> {
  return rest[boneIndex(name)] as Vector3;
}

/** From one joint at rest to another. */
export function restBetween(from: string, to: string): Vector3 {
  return restOf(to).clone().sub(restOf(from));
}

/** What a limb of one side is made of. */
export interface SideBones {
  readonly sign: -1 | 1;
  readonly eye: number;
  readonly shoulder: number;
  readonly upperArm: number;
  readonly lowerArm: number;
  readonly hand: number;
  readonly thigh: number;
  readonly shin: number;
  readonly foot: number;
  /** The first joint of each finger, thumb first; the second follows it. */
  readonly fingers: readonly number[];
  /** Of the hand at rest. */
  readonly handFrame: Quaternion;
  /** Of the hand at rest, undone. */
  readonly handFrameInverse: Quaternion;
}

function sideBones(of: Side, sign: -1 | 1): SideBones {
  const handFrame = restHandFrame(sign);
  return {
    sign,
    eye: boneIndex(`${of}.eye`),
    shoulder: boneIndex(`${of}.shoulder`),
    upperArm: boneIndex(`${of}.upperArm`),
    lowerArm: boneIndex(`${of}.lowerArm`),
    hand: boneIndex(`${of}.hand`),
    thigh: boneIndex(`${of}.thigh`),
    shin: boneIndex(`${of}.shin`),
    foot: boneIndex(`${of}.foot`),
    fingers: FINGER_NAMES.map((finger) => boneIndex(`${of}.${finger}1`)),
    handFrame,
    handFrameInverse: handFrame.clone().invert(),
  };
}
export const LEFT = sideBones('left', -1);
export const RIGHT = sideBones('right', 1);
export const MIDDLE = {
  hips: boneIndex('hips'),
  spine: boneIndex('spine'),
  chest: boneIndex('chest'),
  neck: boneIndex('neck'),
  head: boneIndex('head'),
  jaw: boneIndex('jaw'),
  lids: boneIndex('lids'),
} as const;

/** From the head's joint to the middle between the eyes, where a headset has its origin. */
export const EYES_FROM_HEAD = new Vector3(0, 0.101, -0.097);
/** Height of the eyes of the body as it was drawn. */
export const REST_EYE_HEIGHT_METRES = restOf('head').y + EYES_FROM_HEAD.y;
/** From the wrist to the middle of the fist, where a controller is held. */
export const GRIP_FROM_WRIST_METRES = 0.075;
