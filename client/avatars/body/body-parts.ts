import { BufferAttribute, BufferGeometry, Mesh } from 'three';
import { MeshoptDecoder } from 'three/examples/jsm/libs/meshopt_decoder.module.js';
import { GLTFLoader } from 'three/examples/jsm/loaders/GLTFLoader.js';
import { BONE_NAMES } from './skeleton.ts';

/** How closely a body is looked at. */
export const LEVELS = ['near', 'mid', 'far'] as const;
export type Level = (typeof LEVELS)[number];

/**
 * The parts of bodies by name and level, `head.near`. Beside place and normal each corner has `bodyJoints` and `bodyWeights`,
 * and in `bodyKind` a place in the palette and how much light comes to it (0 to 255).
 */
export type BodyParts = ReadonlyMap<string, BufferGeometry>;

const FILE = new URL('../../../assets/avatars/bodies.glb', import.meta.url).href;
/** What a place in the file is a share of, metres; `assets/build-bodies.ts` writes it. */
const REACH_METRES = 2;

let loading: Promise<BodyParts> | null = null;

/** Loads the bodies once for the page. A failure is forgotten, so that the next asker tries again. */
export function loadBodyParts(): Promise<BodyParts> {
  loading ??= load().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function load(): Promise<BodyParts> {
  const answer = await fetch(FILE);
  if (!answer.ok) throw new Error(`bodies.glb: ${answer.status}`);
  return readBodyParts(await answer.arrayBuffer());
}

/** Throws where the file was built for other bones than the rig has. */
export async function readBodyParts(file: ArrayBuffer): Promise<BodyParts> {
  const { scene, parser } = await new GLTFLoader().setMeshoptDecoder(MeshoptDecoder).parseAsync(file, '');
  const names: string[] = (parser.json.skins[0].joints as number[]).map((index) => parser.json.nodes[index].name);
  if (names.join() !== BONE_NAMES.join()) throw new Error('bodies.glb has other bones than the rig');
  const parts = new Map<string, BufferGeometry>();
  scene.traverse((object) => {
    if (object instanceof Mesh) parts.set(parser.json.nodes[nodeOf(parser, object)].name, unpacked(object.geometry));
  });
  return parts;
}

function nodeOf(parser: { associations: Map<unknown, { nodes?: number }> }, object: unknown): number {
  return parser.associations.get(object)?.nodes ?? -1;
}

/** All parts alike, in plain arrays: they go into one buffer. */
function unpacked(packed: BufferGeometry): BufferGeometry {
  const places = packed.getAttribute('position');
  const normals = packed.getAttribute('normal');
  const joints = packed.getAttribute('skinIndex');
  const weights = packed.getAttribute('skinWeight');
  const slots = packed.getAttribute('_slot');
  const lights = packed.getAttribute('_light');
  const { count } = places;
  const position = new Float32Array(count * 3);
  const normal = new Float32Array(count * 3);
  const joint = new Uint8Array(count * 4);
  const weight = new Uint8Array(count * 4);
  const kind = new Uint8Array(count * 4);
  for (let i = 0; i < count; i++) {
    for (let axis = 0; axis < 3; axis++) {
      position[i * 3 + axis] = places.getComponent(i, axis) * REACH_METRES;
      normal[i * 3 + axis] = normals.getComponent(i, axis);
    }
    for (let k = 0; k < 4; k++) {
      joint[i * 4 + k] = joints.getComponent(i, k);
      weight[i * 4 + k] = Math.round(weights.getComponent(i, k) * 255);
    }
    kind[i * 4] = slots.getX(i);
    kind[i * 4 + 1] = lights.getX(i);
  }
  const geometry = new BufferGeometry();
  geometry.setIndex(packed.getIndex());
  geometry.setAttribute('position', new BufferAttribute(position, 3));
  geometry.setAttribute('normal', new BufferAttribute(normal, 3));
  geometry.setAttribute('bodyJoints', new BufferAttribute(joint, 4));
  geometry.setAttribute('bodyWeights', new BufferAttribute(weight, 4, true));
  geometry.setAttribute('bodyKind', new BufferAttribute(kind, 4));
  packed.dispose();
  return geometry;
}
