import { type BufferGeometry, Color, MathUtils, Vector3 } from 'three';

/**
 * The light of the branch, worked out once for every corner of what does not move: light from the ceiling and what the
 * floor gives back, the morning through the south windows, and a shade towards the floor. A headset then draws plain
 * colours, which is the cheapest there is.
 */
const FROM_ABOVE = new Color(0.86, 0.85, 0.83);
const FROM_BELOW = new Color(0.7, 0.675, 0.635);
const SUN = new Color(0.27, 0.25, 0.21);
/** The windows are in the long walls: what faces them has more light, what faces the ends of the hall less. */
const WINDOWS = { alongZ: 0.04, alongX: -0.12 };
export const SUN_DIRECTION = new Vector3(-0.41, 0.61, 0.68).normalize();

const SHADE_HEIGHT_METRES = 0.55;
const DEEPEST_SHADE = 0.7;
/** Taller pieces are walls and fins: their corners are too far apart to shade by. */
const TALLEST_SHADED_METRES = 1.6;

const normal = new Vector3();
const light = new Color();
const sun = new Color();

/** Multiplies the colours of a piece that stands in its place by the light there. */
export function bakeLight(geometry: BufferGeometry): void {
  const positions = geometry.getAttribute('position');
  const normals = geometry.getAttribute('normal');
  const colours = geometry.getAttribute('color');
  geometry.computeBoundingBox();
  const height = geometry.boundingBox ? geometry.boundingBox.max.y - geometry.boundingBox.min.y : 0;
  for (let i = 0; i < positions.count; i++) {
    normal.fromBufferAttribute(normals, i);
    light.lerpColors(FROM_BELOW, FROM_ABOVE, (normal.y + 1) / 2);
    light.add(sun.copy(SUN).multiplyScalar(Math.max(0, normal.dot(SUN_DIRECTION))));
    light.multiplyScalar(1 + WINDOWS.alongZ * Math.abs(normal.z) + WINDOWS.alongX * Math.abs(normal.x));
    if (height < TALLEST_SHADED_METRES) light.multiplyScalar(footShade(positions.getY(i)));
    colours.setXYZ(
      i,
      veiled(colours.getX(i)) * light.r,
      veiled(colours.getY(i)) * light.g,
      veiled(colours.getZ(i)) * light.b,
    );
  }
}

/** Even the deepest colour gives back a little of a bright room. */
function veiled(component: number): number {
  return component * 0.965 + 0.014;
}

function footShade(height: number): number {
  return DEEPEST_SHADE + (1 - DEEPEST_SHADE) * MathUtils.smoothstep(height, -0.1, SHADE_HEIGHT_METRES);
}
