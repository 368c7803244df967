import type { Quaternion, Vector3 } from 'three';

/**
 * Sums whose fractions come in fields. V8 puts a fraction that is an argument or an answer on the heap wherever it does not inline
 * the call, and with fifty bodies that is a thousand times a frame; the garbage is then collected in the middle of one.
 */
export class Angle {
  radians = 0;
}

/** The same turn by the shorter way round: from -π to π. */
export function shorterWay(angle: Angle): void {
  angle.radians -= 2 * Math.PI * Math.round(angle.radians / (2 * Math.PI));
}

export function aboutX(out: Quaternion, { radians }: Angle): Quaternion {
  out.x = Math.sin(radians / 2);
  out.y = 0;
  out.z = 0;
  out.w = Math.cos(radians / 2);
  return out;
}

export function aboutY(out: Quaternion, { radians }: Angle): Quaternion {
  out.x = 0;
  out.y = Math.sin(radians / 2);
  out.z = 0;
  out.w = Math.cos(radians / 2);
  return out;
}

export function aboutZ(out: Quaternion, { radians }: Angle): Quaternion {
  out.x = 0;
  out.y = 0;
  out.z = Math.sin(radians / 2);
  out.w = Math.cos(radians / 2);
  return out;
}

/** Makes a measure of the drawn body one of this body. */
export function timesSize(out: Vector3, { size }: { readonly size: number }): Vector3 {
  out.x *= size;
  out.y *= size;
  out.z *= size;
  return out;
}

/** To length 1; what has none stays. */
export function toUnit(out: Vector3): Vector3 {
  const length = Math.sqrt(out.x * out.x + out.y * out.y + out.z * out.z) || 1;
  out.x /= length;
  out.y /= length;
  out.z /= length;
  return out;
}
