import {
  BoxGeometry,
  BufferAttribute,
  type BufferGeometry,
  CapsuleGeometry,
  Color,
  CylinderGeometry,
  LatheGeometry,
  Matrix4,
  SphereGeometry,
  TorusGeometry,
  Vector2,
} from 'three';
import { RoundedBoxGeometry } from 'three/examples/jsm/geometries/RoundedBoxGeometry.js';
import { mergeGeometries } from 'three/examples/jsm/utils/BufferGeometryUtils.js';

/** Eye height, metres, of the body that the torso is drawn for; shorter and taller ones are scaled from it. */
export const DRAWN_EYE_HEIGHT_METRES = 1.62;

const SKIN = '#d9b394';
const HAIR = '#4b3a30';
const EYE = '#2b2522';
const SHIRT = '#f3efe8';

type Triple = readonly [number, number, number];

function part(
  geometry: BufferGeometry,
  colour: string,
  place: Triple = [0, 0, 0],
  scale: Triple = [1, 1, 1],
  turn = 0,
) {
  const matrix = new Matrix4()
    .makeTranslation(...place)
    .multiply(new Matrix4().makeRotationX(turn))
    .multiply(new Matrix4().makeScale(...scale));
  geometry.applyMatrix4(matrix);
  const { count } = geometry.getAttribute('position');
  const { r, g, b } = new Color(colour);
  const colours = new Float32Array(count * 3);
  for (let i = 0; i < count; i++) colours.set([r, g, b], i * 3);
  geometry.setAttribute('color', new BufferAttribute(colours, 3));
  if (!geometry.index) geometry.setIndex(Array.from({ length: count }, (_, i) => i));
  return geometry;
}

function join(parts: BufferGeometry[]): BufferGeometry {
  const joined = mergeGeometries(parts);
  for (const geometry of parts) geometry.dispose();
  return joined;
}

/** The origin is between the eyes, the face looks along -z: as a headset's pose has it. */
export function headGeometry(): BufferGeometry {
  const eyes = [-0.034, 0.034].flatMap((x) => [
    part(new SphereGeometry(0.0125, 7, 5), EYE, [x, 0, -0.014], [1, 1.25, 0.6]),
    part(new CapsuleGeometry(0.0035, 0.02, 1, 4).rotateZ(Math.PI / 2), HAIR, [x, 0.034, -0.018], [1, 1, 0.6]),
  ]);
  return join([
    part(new SphereGeometry(0.1, 18, 12), SKIN, [0, -0.012, 0.08], [0.97, 1.2, 1]),
    part(
      new SphereGeometry(0.107, 18, 7, 0, Math.PI * 2, 0, Math.PI * 0.52),
      HAIR,
      [0, 0.004, 0.09],
      [0.99, 1.16, 1],
      0.42,
    ),
    ...eyes,
    part(new SphereGeometry(0.013, 6, 5), SKIN, [0, -0.034, -0.02], [0.8, 1.1, 1]),
    part(new TorusGeometry(0.026, 0.0034, 3, 8, Math.PI * 0.7).rotateZ(Math.PI * 1.15), '#9c5f50', [0, -0.042, -0.008]),
    ...[-0.097, 0.097].map((x) => part(new SphereGeometry(0.02, 7, 5), SKIN, [x, -0.01, 0.085], [0.5, 1.1, 0.8])),
  ]);
}

type Profile = readonly (readonly [radius: number, y: number])[];

function turned(profile: Profile, colour: string): BufferGeometry {
  const points = profile.map(([radius, y]) => new Vector2(radius, y));
  return part(new LatheGeometry(points, 20), colour, [0, 0, 0], [1.1, 1, 0.7]);
}

const JACKET: Profile = [
  [0.15, 0.76],
  [0.178, 0.75],
  [0.172, 0.9],
  [0.165, 1.04],
  [0.19, 1.22],
  [0.192, 1.3],
  [0.168, 1.375],
  [0.1, 1.425],
  [0.058, 1.44],
];
const TROUSERS: Profile = [
  [0.001, 0.02],
  [0.112, 0.02],
  [0.117, 0.05],
  [0.14, 0.45],
  [0.158, 0.77],
];

/** From the hips to the neck, the front along -z; white, for the colour of a role to tint. */
export function jacketGeometry(): BufferGeometry {
  return join([turned(JACKET, '#ffffff')]);
}

/** What keeps its own colour under the jacket: trousers from the floor up, the shirt at the opening, the neck. */
export function underJacketGeometry(): BufferGeometry {
  const opening = new CylinderGeometry(0.052, 0.006, 0.17, 3, 1, false, Math.PI / 3);
  return join([
    turned(TROUSERS, '#4a4c50'),
    part(new CylinderGeometry(0.053, 0.058, 0.13, 14), SKIN, [0, 1.465, 0.01]),
    part(new TorusGeometry(0.06, 0.014, 4, 14).rotateX(Math.PI / 2), SHIRT, [0, 1.437, 0], [1, 1, 0.86]),
    part(opening, SHIRT, [0, 1.335, -0.121], [1, 1, 0.22], 0.28),
  ]);
}

/** A staff badge on the left of the chest. */
export function badgeGeometry(): BufferGeometry {
  return join([
    part(new RoundedBoxGeometry(0.085, 0.05, 0.008, 1, 0.004), '#c9a35f', [-0.088, 1.235, -0.124], [1, 1, 1], 0.06),
    part(new BoxGeometry(0.06, 0.006, 0.004), '#5a4520', [-0.088, 1.245, -0.129], [1, 1, 1], 0.06),
    part(new BoxGeometry(0.04, 0.006, 0.004), '#5a4520', [-0.088, 1.229, -0.129], [1, 1, 1], 0.06),
  ]);
}

/** A right hand with its origin in the wrist, the fingers along -z, the back of the hand up. */
export function handGeometry(): BufferGeometry {
  const fingers = [-0.027, -0.009, 0.009, 0.027].map((x, index) =>
    part(
      new CapsuleGeometry(0.0092, index === 1 || index === 2 ? 0.062 : 0.05, 1, 5).rotateX(Math.PI / 2),
      SKIN,
      [x, -0.006, -0.118],
      [1, 1, 1],
      -0.18,
    ),
  );
  return join([
    part(new RoundedBoxGeometry(0.078, 0.03, 0.09, 1, 0.014), SKIN, [0, 0, -0.05]),
    ...fingers,
    part(new CapsuleGeometry(0.011, 0.042, 1, 5).rotateX(Math.PI / 2).rotateY(0.7), SKIN, [-0.048, -0.004, -0.062]),
    part(new CylinderGeometry(0.032, 0.036, 0.05, 12).rotateX(Math.PI / 2), SHIRT, [0, 0, 0.012], [1, 0.72, 1]),
  ]);
}

/** The same seen in a mirror, left for right; a scale of -1 alone would turn the faces inside out. */
export function mirrored(geometry: BufferGeometry): BufferGeometry {
  geometry.scale(-1, 1, 1);
  const { index } = geometry;
  for (let i = 0; index && i < index.count; i += 3) {
    const first = index.getX(i);
    index.setX(i, index.getX(i + 2));
    index.setX(i + 2, first);
  }
  return geometry;
}
