import { REQUIRED_BONES } from './vrm-rules.ts';

/**
 * The smallest VRM 1.0 that is one, for tests: the bones that a body needs, and a box on each. `change` alters the glTF
 * before it is written.
 */
export function writeTinyVrm(change: (gltf: ReturnType<typeof tinyGltf>) => void = () => {}): ArrayBuffer {
  const gltf = tinyGltf();
  change(gltf);
  return writeGlb(gltf, tinyBuffer());
}

/** Metres from the floor, a T-pose that looks along +z, the left at +x. */
const PLACES: Readonly<Record<string, readonly [parent: string | null, x: number, y: number, z: number]>> = {
  hips: [null, 0, 0.9, 0],
  spine: ['hips', 0, 1.1, 0],
  head: ['spine', 0, 1.45, 0],
};
function placeOf(bone: string): readonly [parent: string | null, x: number, y: number, z: number] {
  const known = PLACES[bone];
  if (known) return known;
  const side = bone.startsWith('left') ? 'left' : 'right';
  const sign = side === 'left' ? 1 : -1;
  const limb: Readonly<Record<string, readonly [string, number, number]>> = {
    UpperArm: ['spine', 0.18, 1.35],
    LowerArm: [`${side}UpperArm`, 0.45, 1.35],
    Hand: [`${side}LowerArm`, 0.7, 1.35],
    UpperLeg: ['hips', 0.1, 0.88],
    LowerLeg: [`${side}UpperLeg`, 0.1, 0.48],
    Foot: [`${side}LowerLeg`, 0.1, 0.08],
  };
  const [parent, x, y] = limb[bone.slice(side.length)] ?? ['hips', 0, 0];
  return [parent, x * sign, y, 0];
}

function tinyGltf() {
  const nodes = REQUIRED_BONES.map((bone) => {
    const [parent, x, y, z] = placeOf(bone);
    const [, px, py, pz] = parent === null ? [null, 0, 0, 0] : placeOf(parent);
    const children = REQUIRED_BONES.flatMap((other, index) => (placeOf(other)[0] === bone ? [index] : []));
    return { name: bone, translation: [x - px, y - py, z - pz], mesh: 0, ...(children.length > 0 && { children }) };
  });
  return {
    asset: { version: '2.0' },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes,
    meshes: [{ primitives: [{ attributes: { POSITION: 0 }, indices: 1, material: 0 }] }] as {
      primitives: { attributes: { POSITION: number }; indices?: number; material?: number; targets?: object[] }[];
    }[],
    materials: [{ pbrMetallicRoughness: { baseColorFactor: [0.35, 0.45, 0.75, 1] } }],
    accessors: [
      { bufferView: 0, componentType: 5126, count: 8, type: 'VEC3', min: [-0.06, -0.1, -0.06], max: [0.06, 0.1, 0.06] },
      { bufferView: 1, componentType: 5123, count: 36, type: 'SCALAR' },
    ] as { bufferView?: number; componentType: number; count: number; type: string; min?: number[]; max?: number[] }[],
    bufferViews: [
      { buffer: 0, byteOffset: 0, byteLength: 96 },
      { buffer: 0, byteOffset: 96, byteLength: 72 },
      { buffer: 0, byteOffset: 168, byteLength: 24 },
    ],
    buffers: [{ byteLength: 192 }] as { byteLength: number; uri?: string }[],
    images: [] as { bufferView?: number; uri?: string; mimeType?: string }[],
    skins: [] as { joints: number[] }[],
    extensionsUsed: ['VRMC_vrm'],
    extensions: {
      VRMC_vrm: {
        specVersion: '1.0',
        meta: {
          name: 'Box',
          authors: ['Atrium'],
          licenseUrl: 'https://vrm.dev/licenses/1.0/',
          avatarPermission: 'everyone',
        },
        humanoid: {
          humanBones: Object.fromEntries(REQUIRED_BONES.map((bone, node) => [bone, { node }])) as Record<
            string,
            { node: number }
          >,
        },
      },
    },
  };
}

/** A box, its corners and faces, and the head of a picture of a size that a test writes there. */
function tinyBuffer(): Uint8Array {
  const bytes = new Uint8Array(192);
  const corners = new Float32Array(bytes.buffer, 0, 24);
  for (let corner = 0; corner < 8; corner++)
    corners.set([corner & 1 ? 0.06 : -0.06, corner & 2 ? 0.1 : -0.1, corner & 4 ? 0.06 : -0.06], corner * 3);
  new Uint16Array(bytes.buffer, 96, 36).set([
    0, 2, 1, 1, 2, 3, 4, 5, 6, 5, 7, 6, 0, 1, 4, 1, 5, 4, 2, 6, 3, 3, 6, 7, 0, 4, 2, 2, 4, 6, 1, 3, 5, 3, 7, 5,
  ]);
  const picture = new DataView(bytes.buffer, 168, 24);
  picture.setUint32(0, 0x89504e47);
  picture.setUint32(12, 0x49484452);
  picture.setUint32(16, 2048);
  picture.setUint32(20, 2048);
  return bytes;
}

function writeGlb(gltf: object, binary: Uint8Array): ArrayBuffer {
  const json = new TextEncoder().encode(JSON.stringify(gltf));
  const jsonBytes = Math.ceil(json.byteLength / 4) * 4;
  const file = new Uint8Array(28 + jsonBytes + binary.byteLength);
  const view = new DataView(file.buffer);
  view.setUint32(0, 0x46546c67, true);
  view.setUint32(4, 2, true);
  view.setUint32(8, file.byteLength, true);
  view.setUint32(12, jsonBytes, true);
  view.setUint32(16, 0x4e4f534a, true);
  file.fill(0x20, 20, 20 + jsonBytes);
  file.set(json, 20);
  view.setUint32(20 + jsonBytes, binary.byteLength, true);
  view.setUint32(24 + jsonBytes, 0x004e4942, true);
  file.set(binary, 28 + jsonBytes);
  return file.buffer;
}
