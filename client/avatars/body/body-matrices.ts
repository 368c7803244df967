import { type Quaternion, Vector3 } from 'three';
import type { BodyState, Build } from './body-state.ts';
import { BONES, LEFT, MIDDLE, REST, RIGHT, type SideBones } from './skeleton.ts';

/** Numbers for one bone: the three rows of a matrix that brings a point of the drawn body to where it is now. */
const FLOATS_PER_BONE = 12;
export const FLOATS_PER_BODY = BONES * FLOATS_PER_BONE;

/** For each bone a symmetric matrix, row by row, that makes the drawn body wider or narrower about its joint. */
export type BuildShape = Float32Array;

const STRAIGHT = new Vector3(0, 1, 0);

export function shapeOf(build: Build): BuildShape {
  const shape = new Float32Array(BONES * 9);
  const girth = (bone: number, along: Vector3, share: number) => {
    const { x, y, z } = along;
    const rest = 1 - share;
    shape.set(
      [
        share + rest * x * x,
        rest * x * y,
        rest * x * z,
        rest * x * y,
        share + rest * y * y,
        rest * y * z,
        rest * x * z,
        rest * y * z,
        share + rest * z * z,
      ],
      bone * 9,
    );
  };
  const widths = (bone: number, [across, deep]: readonly [number, number]) =>
    shape.set([across, 0, 0, 0, 1, 0, 0, 0, deep], bone * 9);
  for (let bone = 0; bone < BONES; bone++) girth(bone, STRAIGHT, 1);
  widths(MIDDLE.hips, build.hips);
  widths(MIDDLE.spine, build.waist);
  widths(MIDDLE.chest, build.chest);
  girth(MIDDLE.neck, STRAIGHT, build.neck);
  for (const side of [LEFT, RIGHT]) {
    widths(side.shoulder, [build.shoulders, build.chest[1]]);
    girth(side.upperArm, armAxis(side), build.limbs);
    girth(side.lowerArm, armAxis(side), build.limbs);
    girth(side.thigh, STRAIGHT, build.limbs * Math.sqrt(build.hips[0]));
    girth(side.shin, STRAIGHT, build.limbs);
  }
  return shape;
}

function armAxis({ upperArm, hand }: SideBones): Vector3 {
  return new Vector3().subVectors(REST[hand] as Vector3, REST[upperArm] as Vector3).normalize();
}

const row = new Float32Array(3);

/** Writes {@link FLOATS_PER_BODY} numbers from `at` on. */
export function writeBody({ positions, rotations, size }: BodyState, shape: BuildShape, out: Float32Array, at: number) {
  for (let bone = 0; bone < BONES; bone++) {
    const place = positions[bone] as Vector3;
    const turn = rotations[bone] as Quaternion;
    const rest = REST[bone] as Vector3;
    const from = bone * 9;
    const to = at + bone * FLOATS_PER_BONE;
    for (let axis = 0; axis < 3; axis++) {
      turnRow(turn, axis);
      const r0 = row[0] as number;
      const r1 = row[1] as number;
      const r2 = row[2] as number;
      const x =
        (r0 * (shape[from] as number) + r1 * (shape[from + 3] as number) + r2 * (shape[from + 6] as number)) * size;
      const y =
        (r0 * (shape[from + 1] as number) + r1 * (shape[from + 4] as number) + r2 * (shape[from + 7] as number)) * size;
      const z =
        (r0 * (shape[from + 2] as number) + r1 * (shape[from + 5] as number) + r2 * (shape[from + 8] as number)) * size;
      const shift = axis === 0 ? place.x : axis === 1 ? place.y : place.z;
      const cell = to + axis * 4;
      out[cell] = x;
      out[cell + 1] = y;
      out[cell + 2] = z;
      out[cell + 3] = shift - x * rest.x - y * rest.y - z * rest.z;
    }
  }
}

/** One row of a rotation as a matrix. */
function turnRow({ x, y, z, w }: Quaternion, axis: number): void {
  if (axis === 0) {
    row[0] = 1 - 2 * (y * y + z * z);
    row[1] = 2 * (x * y - w * z);
    row[2] = 2 * (x * z + w * y);
  } else if (axis === 1) {
    row[0] = 2 * (x * y + w * z);
    row[1] = 1 - 2 * (x * x + z * z);
    row[2] = 2 * (y * z - w * x);
  } else {
    row[0] = 2 * (x * z - w * y);
    row[1] = 2 * (y * z + w * x);
    row[2] = 1 - 2 * (x * x + y * y);
  }
}
