import { ok, type Result, refuse } from '../../../shared/result.ts';
import { Gltf, imageSize, readGlb } from './vrm-file-rules.ts';

/** What a branch allows, from its plan. */
export interface VrmLimits {
  readonly maxBytes: number;
  readonly maxTriangles: number;
}

export type VrmRefusal =
  | 'too-large'
  | 'not-vrm-1'
  | 'outside-files'
  | 'too-many-triangles'
  | 'too-many-parts'
  | 'too-many-bones'
  | 'textures-too-large'
  | 'bones-missing'
  | 'not-permitted';

export interface VrmFacts {
  readonly name: string;
  readonly authors: readonly string[];
  readonly triangles: number;
}

/** Draw calls: each is one. */
const MOST_PRIMITIVES = 16;
const MOST_BONES = 200;
const MOST_NODES = 600;
const MOST_MORPHS = 64;
/** Corners that take no bytes in the file, because most of them are nought. */
const MOST_EMPTY_CORNERS = 4_000_000;
const MOST_TEXTURES = 16;
const LONGEST_TEXTURE_SIDE = 2048;
/** 64 MB on the GPU. */
const MOST_TEXTURE_PIXELS = 16 * 1024 * 1024;

/** Those that VRM 1.0 itself requires. */
export const REQUIRED_BONES = [
  'hips',
  'spine',
  'head',
  ...(['left', 'right'] as const).flatMap((side) =>
    ['UpperArm', 'LowerArm', 'Hand', 'UpperLeg', 'LowerLeg', 'Foot'].map((bone) => `${side}${bone}`),
  ),
] as const;

/**
 * Whether a file is a VRM 1.0 that may be drawn here: small enough, all in itself, with a body in it, and permitted by its author to
 * be worn by anyone. Looks at numbers and names alone; nothing is decoded or drawn.
 */
export function checkVrm(file: ArrayBuffer, limits: VrmLimits): Result<VrmFacts, VrmRefusal> {
  if (file.byteLength > limits.maxBytes) return refuse('too-large');
  const parts = readGlb(file);
  const parsed = Gltf.safeParse(parts?.json);
  if (!parts || !parsed.success || parsed.data.extensions.VRMC_vrm.specVersion !== '1.0') return refuse('not-vrm-1');
  const gltf = parsed.data;
  const { meta, humanoid } = gltf.extensions.VRMC_vrm;
  if (hasOutsideFiles(gltf)) return refuse('outside-files');
  if (hasLooseEnds(gltf, parts.binary.byteLength) || !isForest(gltf)) return refuse('not-vrm-1');
  if (meta.avatarPermission !== 'everyone') return refuse('not-permitted');
  if (REQUIRED_BONES.some((bone) => !humanoid.humanBones[bone])) return refuse('bones-missing');
  if (gltf.nodes.length > MOST_NODES || gltf.skins.some(({ joints }) => joints.length > MOST_BONES))
    return refuse('too-many-bones');
  const drawn = drawnPrimitives(gltf);
  if (drawn.length > MOST_PRIMITIVES || drawn.some(({ targets = [] }) => targets.length > MOST_MORPHS))
    return refuse('too-many-parts');
  const triangles = drawn.reduce(
    (sum, { indices, attributes }) => sum + (gltf.accessors[indices ?? attributes.POSITION]?.count ?? 0) / 3,
    0,
  );
  if (triangles > limits.maxTriangles) return refuse('too-many-triangles');
  if (!fitTextures(gltf, parts.binary)) return refuse('textures-too-large');
  return ok({ name: meta.name, authors: meta.authors, triangles: Math.round(triangles) });
}

/** Each primitive as often as a node draws it. */
function drawnPrimitives({ nodes, meshes }: Gltf) {
  return nodes.flatMap(({ mesh }) => (mesh === undefined ? [] : (meshes[mesh]?.primitives ?? [])));
}

/** A file must bring everything with it: whatever it names would be asked for somewhere. */
function hasOutsideFiles({ buffers = [], images }: Gltf): boolean {
  return buffers.length > 1 || [...buffers, ...images].some(({ uri }) => uri !== undefined);
}

/** An index that points at nothing, a view beyond its buffer, or more corners than there are bytes for. */
function hasLooseEnds({ bufferViews, accessors, images, meshes, nodes, skins }: Gltf, binaryBytes: number): boolean {
  const beyond = bufferViews.some(
    ({ buffer, byteOffset = 0, byteLength }) => buffer !== 0 || byteOffset + byteLength > binaryBytes,
  );
  const views = [...accessors, ...images].some(
    ({ bufferView }) => bufferView !== undefined && bufferView >= bufferViews.length,
  );
  const corners = accessors.some(
    ({ bufferView, count }) => bufferView !== undefined && count > (bufferViews[bufferView]?.byteLength ?? 0),
  );
  const empty = accessors.reduce((sum, { bufferView, count }) => sum + (bufferView === undefined ? count : 0), 0);
  const parts = meshes
    .flatMap(({ primitives }) => primitives)
    .some(
      ({ attributes, indices, mode = 4 }) =>
        mode !== 4 || [...Object.values(attributes), indices ?? 0].some((index) => index >= accessors.length),
    );
  const places =
    nodes.some(({ mesh = -1 }) => mesh >= meshes.length) ||
    skins.some(({ joints }) => joints.some((joint) => joint >= nodes.length));
  return beyond || views || corners || empty > MOST_EMPTY_CORNERS || parts || places;
}

/** Each node hangs below at most one other, and none below itself: a loader would go round for ever. */
function isForest({ nodes }: Gltf): boolean {
  const parents = new Array<number>(nodes.length).fill(0);
  for (const child of nodes.flatMap(({ children = [] }) => children)) {
    if (child >= nodes.length || parents[child] !== 0) return false;
    parents[child] = 1;
  }
  const open = nodes.flatMap((_, index) => (parents[index] === 0 ? [index] : []));
  let reached = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    reached++;
    open.push(...(nodes[next]?.children ?? []));
  }
  return reached === nodes.length;
}

function fitTextures({ images, bufferViews }: Gltf, binary: Uint8Array): boolean {
  if (images.length > MOST_TEXTURES) return false;
  let pixels = 0;
  for (const { bufferView } of images) {
    const view = bufferView === undefined ? undefined : bufferViews[bufferView];
    if (!view) return false;
    const start = view.byteOffset ?? 0;
    const size = imageSize(binary.subarray(start, start + view.byteLength));
    if (!size || Math.max(size.width, size.height) > LONGEST_TEXTURE_SIDE) return false;
    pixels += size.width * size.height;
  }
  return pixels <= MOST_TEXTURE_PIXELS;
}
