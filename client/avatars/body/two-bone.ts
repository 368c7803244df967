import { Matrix4, Quaternion, Vector3 } from 'three';
import { toUnit } from './unboxed.ts';

/** A limb of two bones: an arm or a leg. Lengths are those of the drawn body. */
export interface Limb {
  readonly upperMetres: number;
  readonly lowerMetres: number;
  /** Undoes how the two bones are turned at rest, seen along themselves and the way they bend. */
  readonly upperRest: Quaternion;
  readonly lowerRest: Quaternion;
}

/** Where the middle joint and the end came to be, and how the two bones are turned. */
export interface LimbPose {
  readonly joint: Vector3;
  readonly end: Vector3;
  readonly upper: Quaternion;
  readonly lower: Quaternion;
}

export function createLimbPose(): LimbPose {
  return { joint: new Vector3(), end: new Vector3(), upper: new Quaternion(), lower: new Quaternion() };
}

const along = new Vector3();
const bend = new Vector3();
const hinge = new Vector3();
const bone = new Vector3();
const third = new Vector3();
const basis = new Matrix4();
const FALLBACKS = [new Vector3(0, 0, 1), new Vector3(1, 0, 0)] as const;
/** A limb is never quite straight: the way it bends would be lost. */
const STRAIGHTEST = 0.9995;

/** @param towards which way the middle joint goes at rest */
export function createLimb(root: Vector3, joint: Vector3, end: Vector3, towards: Vector3): Limb {
  const direction = end.clone().sub(root).normalize();
  const restHinge = new Vector3().crossVectors(direction, towards).normalize();
  const turn = (from: Vector3, to: Vector3) =>
    frameOf(to.clone().sub(from).normalize(), restHinge, new Quaternion()).invert();
  return {
    upperMetres: root.distanceTo(joint),
    lowerMetres: joint.distanceTo(end),
    upperRest: turn(root, joint),
    lowerRest: turn(joint, end),
  };
}

function frameOf(direction: Vector3, side: Vector3, out: Quaternion): Quaternion {
  toUnit(third.crossVectors(direction, side));
  bend.crossVectors(third, direction);
  return out.setFromRotationMatrix(basis.makeBasis(direction, bend, third));
}

/**
 * Puts a limb's end where it is wanted, or as near as it reaches, its middle joint towards `pole`.
 *
 * @param body how much larger than drawn it is
 * @param pole a direction; need be neither of unit length nor across the limb
 */
export function bendLimb(
  limb: Limb,
  { size }: { readonly size: number },
  root: Vector3,
  target: Vector3,
  pole: Vector3,
  out: LimbPose,
): void {
  const upper = limb.upperMetres * size;
  const lower = limb.lowerMetres * size;
  along.subVectors(target, root);
  const asked = Math.sqrt(along.x * along.x + along.y * along.y + along.z * along.z);
  if (asked < 1e-6) along.set(0, -1, 0);
  else toUnit(along);
  const closest = Math.abs(upper - lower) + 0.05 * lower;
  const reach = Math.min(Math.max(asked, closest), (upper + lower) * STRAIGHTEST);
  hinge.crossVectors(along, pole);
  for (let index = 0; index < FALLBACKS.length; index++) {
    if (hinge.x * hinge.x + hinge.y * hinge.y + hinge.z * hinge.z >= 1e-8) break;
    hinge.crossVectors(along, FALLBACKS[index] as Vector3);
  }
  toUnit(hinge);
  bend.crossVectors(hinge, along);
  const foot = (upper * upper - lower * lower + reach * reach) / (2 * reach);
  const height = Math.sqrt(Math.max(0, upper * upper - foot * foot));
  const { joint, end } = out;
  joint.x = root.x + along.x * foot + bend.x * height;
  joint.y = root.y + along.y * foot + bend.y * height;
  joint.z = root.z + along.z * foot + bend.z * height;
  end.x = root.x + along.x * reach;
  end.y = root.y + along.y * reach;
  end.z = root.z + along.z * reach;
  toUnit(bone.subVectors(joint, root));
  frameOf(bone, hinge, out.upper).multiply(limb.upperRest);
  toUnit(bone.subVectors(end, joint));
  frameOf(bone, hinge, out.lower).multiply(limb.lowerRest);
}
